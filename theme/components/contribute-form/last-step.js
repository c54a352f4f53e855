// @ts-check
// The end of the form: what is still needed, and the ways to send it.
import { slugOf } from "./file.js";
import { parcelOf } from "./parcel.js";
import { tidy } from "./plain-text.js";
import { showMatters } from "./telling.js";
import { Ways } from "./ways.js";

export class LastStep {
  /**
   * @param {HTMLElement} root the whole form
   * @param {import("./sheet.js").Sheet} sheet
   * @param {import("./adviser.js").Adviser} adviser
   * @param {import("./ways.js").Words} words
   */
  constructor(root, sheet, adviser, words) {
    this.root = root;
    this.sheet = sheet;
    this.adviser = adviser;
    this.words = words;
    this.ways = new Ways(this.#part("[data-last]"), root.dataset, words);
  }

  /** @param {string} selector @returns {any} */
  #part(selector) {
    return this.root.querySelector(selector);
  }

  /** Says what is needed, and has everything ready to be sent. */
  show() {
    const { missing, advice } = this.adviser.sum();
    missing.push(...this.#ownNeeds());
    showMatters(this.#part("[data-missing]"), missing);
    showMatters(this.#part("[data-advice]"), advice);
    this.#part("[data-complete]").hidden = missing.length > 0;
    this.ways.offer(this.#parcel);
  }

  /** What the last step asks for itself. @returns {import("./telling.js").Matter[]} */
  #ownNeeds() {
    const [licence, name] = [this.#part("[data-licence]"), this.#part("[data-slug]")];
    const title = String(this.sheet.answers.title ?? "");
    const needsName = Boolean(name && tidy(title) && !slugOf(title));
    if (name) this.#part("[data-short-name]").hidden = !needsName;
    const matter = (/** @type {HTMLElement} */ part, /** @type {string} */ code) => ({ part, ask: this.words(code), text: "" });
    return [
      ...(needsName && !slugOf(name.value) ? [matter(name, "slug")] : []),
      ...(licence && !licence.checked ? [matter(licence, "licence")] : []),
    ];
  }

  get #parcel() {
    const { form = "", folder = "" } = this.root.dataset;
    const { questions, answers, pictures } = this.sheet;
    const shortName = this.#part("[data-slug]")?.value ?? "";
    const isAgreed = this.#part("[data-licence]")?.checked;
    const remarks = [...(isAgreed ? [this.words("agreed")] : []), this.words("remark")];
    return parcelOf({ form, folder, questions, answers, pictures, schema: this.adviser.schema, shortName, remarks });
  }

  /** Offers to clear the form, once the person says that everything arrived. */
  thank() {
    const thanks = this.#part("[data-thanks]");
    thanks.hidden = false;
    thanks.focus();
  }

  /** The person goes on with the form. */
  reopen() {
    this.#part("[data-thanks]").hidden = true;
  }

  /** Empties what the last step itself asks for. */
  clear() {
    this.reopen();
    const [licence, name] = [this.#part("[data-licence]"), this.#part("[data-slug]")];
    if (licence) licence.checked = false;
    if (name) name.value = "";
  }
}
