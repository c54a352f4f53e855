// @ts-check
// All questions of the form with their answers, and the rows of those that have rows.
import { addItem, answerOf, items, nameItems, questionOf, writeAnswer } from "./answers.js";
import { readyPictures } from "./picture-rows.js";

/** @typedef {import("./file.js").Answers} Answers */

/** @param {HTMLElement} part */
const hasRows = (part) => ["sources", "credits"].includes(part.dataset.control ?? "");

export class Sheet {
  /** @param {HTMLElement} root @param {import("./ways.js").Words} words */
  constructor(root, words) {
    this.root = root;
    this.words = words;
  }

  /** Every question as it stands on the page. */
  get parts() {
    return Array.from(this.root.querySelectorAll("[data-question]"), (part) => /** @type {HTMLElement} */ (part));
  }

  get questions() {
    return this.parts.map(questionOf);
  }

  /** @returns {Answers} all but the pictures, which are no words */
  get answers() {
    const told = this.parts.filter((part) => part.dataset.control !== "pictures");
    return Object.fromEntries(told.map((part) => [part.dataset.question, answerOf(part)]));
  }

  get pictures() {
    return readyPictures(this.#picturePart);
  }

  /** Whether there is any picture, ready or not. */
  get hasPictures() {
    return Boolean(this.#picturePart && items(this.#picturePart).length);
  }

  get #picturePart() {
    return /** @type {HTMLElement | null} */ (this.root.querySelector("[data-control=pictures]"));
  }

  /** Writes all answers anew; what is not among them is empty. @param {Answers} answers */
  write(answers) {
    for (const part of this.parts) {
      writeAnswer(part, answers[part.dataset.question ?? ""] ?? "");
      delete part.dataset.seen;
      if (part.dataset.control === "pictures") for (const item of items(part)) item.remove();
    }
    this.completeRows();
  }

  /** Gives each question with rows one to write in at least, and every row its name. */
  completeRows() {
    for (const part of this.parts) {
      if (hasRows(part) && !items(part).length) addItem(part);
      this.nameRows(part);
    }
  }

  /** @param {HTMLElement} part */
  nameRows(part) {
    nameItems(part, (row) => this.rowName(part, row));
    const isOnly = hasRows(part) && items(part).length === 1;
    // The one row that is always there cannot be taken away.
    for (const button of part.querySelectorAll("[data-remove]")) button.toggleAttribute("hidden", isOnly);
  }

  /** @param {HTMLElement} part @param {number} row */
  rowName(part, row) {
    const sort = part.querySelector("[data-rows]")?.getAttribute("data-rows") ?? "";
    return this.words("row", { sort, row });
  }

  /** A new row at the end of a question's. @param {HTMLElement} part @returns {HTMLElement} */
  add(part) {
    const item = addItem(part);
    this.nameRows(part);
    return item;
  }

  /** Takes a row away, and gives where to go on: the row that took its place, or what adds one. @param {HTMLElement} item */
  remove(item) {
    const part = /** @type {HTMLElement} */ (item.closest("[data-question]"));
    const at = items(part).indexOf(item);
    item.remove();
    this.completeRows();
    const next = items(part)[Math.min(at, items(part).length - 1)];
    const place = next?.querySelector("[data-part]") ?? part.querySelector("[data-files]");
    return { part, row: at + 1, place: /** @type {HTMLElement | null} */ (place) };
  }
}
