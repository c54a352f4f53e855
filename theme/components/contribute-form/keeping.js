// @ts-check
// The draft on the device, and what the page shows of it.
import { forget, keep, kept } from "./draft.js";

export class Keeping {
  /** @param {HTMLElement} root the whole form @param {import("./sheet.js").Sheet} sheet */
  constructor(root, sheet) {
    this.root = root;
    this.sheet = sheet;
  }

  /** @param {string} selector @returns {any} */
  #part(selector) {
    return this.root.querySelector(selector);
  }

  get #name() {
    return this.root.dataset.form ?? "";
  }

  get #isWanted() {
    return this.#part("[data-keep]").checked;
  }

  /** Whether all that somebody did would be there again. */
  get isWhole() {
    return this.#isWanted && !this.sheet.hasPictures;
  }

  /** Brings back what was kept; false if there was nothing. */
  restore() {
    const answers = kept(this.#name);
    this.sheet.write(answers ?? {});
    this.#part("[data-restored]").hidden = !answers;
    this.#show(Boolean(answers));
    return Boolean(answers);
  }

  /** Keeps the answers if that was asked; false where this browser does not. */
  keep() {
    if (!this.#isWanted) return true;
    const isDone = keep(this.#name, this.sheet.answers);
    this.#show(isDone);
    return isDone;
  }

  forget() {
    forget(this.#name);
    this.#part("[data-restored]").hidden = true;
    this.#show(false);
  }

  /** @param {boolean} isKept */
  #show(isKept) {
    this.#part("[data-keep]").checked = isKept;
    this.#part("[data-keeping] [data-forget]").disabled = !isKept;
  }
}
