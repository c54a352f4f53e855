// @ts-check
// The steps of the form, of which one is shown. Each has an address, so that the browser's own way back leads to the one before.

export class Steps {
  /** The number of the step that is shown, from 0. */
  at = 0;

  /** @param {HTMLElement} root the whole form */
  constructor(root) {
    this.root = root;
  }

  /** @param {string} selector @returns {any} */
  #part(selector) {
    return this.root.querySelector(selector);
  }

  get all() {
    return Array.from(this.root.querySelectorAll("[data-step]"), (step) => /** @type {HTMLElement} */ (step));
  }

  get isLast() {
    return this.at === this.all.length - 1;
  }

  /** The questions of the step that is shown. */
  get parts() {
    return Array.from(this.all[this.at].querySelectorAll("[data-question]"), (part) => /** @type {HTMLElement} */ (part));
  }

  /** The step that the page's address says, the first if it says none; nothing where it is about something else. */
  get wanted() {
    const [, step] = location.hash.match(/^#step-(\d+)$/) ?? [];
    if (location.hash && !step && !this.root.hidden) return null;
    return Math.min(Math.max(Number(step ?? 1), 1), this.all.length) - 1;
  }

  /** @param {number} at */
  show(at) {
    // Who goes on has seen the questions: now they may say that they need an answer.
    if (at !== this.at) for (const part of this.parts) part.dataset.seen = "";
    this.at = at;
    const steps = this.all;
    steps.forEach((step, each) => (step.hidden = each !== at));
    this.#part("[data-back]").hidden = at === 0;
    this.#part("[data-next-words]").hidden = at === steps.length - 2;
    this.#part("[data-end-words]").hidden = at !== steps.length - 2;
    const word = this.#part("[data-word-file]");
    if (word) word.hidden = at > 0;
    this.#placePreview();
  }

  /** Whoever is about to send it sees it first. */
  #placePreview() {
    const fold = this.#part("[data-preview]");
    const place = this.#part(this.isLast ? "[data-preview-place]" : "[data-more]");
    if (fold && fold.parentElement !== place) place.prepend(fold);
  }

  /** To the top of the step, or to one thing on it. @param {HTMLElement} [target] */
  focus(target) {
    const place = target ?? this.all[this.at].querySelector("h2");
    (target ?? this.root).scrollIntoView();
    place?.focus({ preventScroll: true });
  }
}
