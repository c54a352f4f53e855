// @ts-check
import { Adviser } from "./adviser.js";
import { answerOf } from "./answers.js";
import { Keeping } from "./keeping.js";
import { LastStep } from "./last-step.js";
import { addPictures, showDetails } from "./picture-rows.js";
import { pageOf } from "./preview.js";
import { Sheet } from "./sheet.js";
import { Steps } from "./steps.js";
import { wordsIn } from "./telling.js";
import { takeWordFile } from "./word-file.js";

/**
 * Asks the questions of a form one group at a time and makes a file of the answers. Nothing is sent anywhere by script, and
 * nobody is kept from going on: what is missing or too long is told beside the field, and again at the end.
 */
export class ContributeForm extends HTMLElement {
  static define(tag = "contribute-form", registry = customElements) {
    registry.define(tag, this);
  }

  #stop = new AbortController();
  #frame = 0;
  #isUnsent = false;
  #isPressing = false;
  #isLookDue = false;
  #words = wordsIn(this.#part("template[data-words]"));
  #steps = new Steps(this);
  #sheet = new Sheet(this, this.#words);
  #adviser = new Adviser(this.#sheet, this.#words);
  #keeping = new Keeping(this, this.#sheet);
  #last = new LastStep(this, this.#sheet, this.#adviser, this.#words);

  connectedCallback() {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.addEventListener("click", this.#onClick, { signal });
    this.addEventListener("submit", this.#onSubmit, { signal });
    this.addEventListener("input", this.#onInput, { signal });
    this.addEventListener("change", this.#onChange, { signal });
    this.addEventListener("toggle", this.#preview, { signal, capture: true });
    addEventListener("pointerdown", () => (this.#isPressing = true), { signal, capture: true });
    for (const end of ["pointerup", "pointercancel"]) addEventListener(end, () => setTimeout(this.#onRelease), { signal });
    addEventListener("popstate", this.#follow, { signal });
    addEventListener("beforeunload", this.#onLeave, { signal });
    this.#begin();
    this.#loadRules(signal);
  }

  disconnectedCallback() {
    this.#stop.abort();
  }

  /** @param {string} selector @returns {any} */
  #part(selector) {
    return this.querySelector(selector);
  }

  #begin() {
    if (!this.#keeping.restore()) this.#prefill();
    this.#showList(false);
    this.#follow();
    this.hidden = false;
  }

  /** A link on a page tells which page a mistake is on. Only an address of this site is taken from it. */
  #prefill() {
    const field = this.#part("[data-control=page] [data-answer]");
    const told = new URLSearchParams(location.search).get("page") ?? "";
    if (field && /^\/(?!\/)[\p{L}\p{N}/._~-]*$/u.test(told)) field.value = told;
  }

  /** @param {AbortSignal} signal */
  async #loadRules(signal) {
    const { schema } = this.dataset;
    if (!schema) return;
    this.#part("[data-unchecked]").hidden = await this.#adviser.load(schema, signal);
    this.#look();
  }

  /** The same questions as a list, which stand on the page for those without script. @param {boolean} isShown */
  #showList(isShown) {
    const list = document.getElementById(this.dataset.instead ?? "");
    if (list) list.hidden = !isShown;
  }

  // From step to step.

  #follow = () => {
    const { wanted } = this.#steps;
    if (wanted !== null) this.#show(wanted);
  };

  /** @param {number} at @param {HTMLElement} [target] what gets the focus, if it is not the heading */
  #go(at, target) {
    if (at !== this.#steps.at) history.pushState(null, "", `#step-${at + 1}`);
    this.#show(at);
    this.#steps.focus(target);
  }

  /** @param {number} at */
  #show(at) {
    this.#steps.show(at);
    this.#say("");
    this.#last.ways.say("");
    this.#showStop();
    this.#look();
  }

  /** A private person's own story is not told here: there is no way on, and nothing is kept. */
  #showStop() {
    const note = this.#part("[data-stop]");
    const isStopped = Boolean(note && answerOf(note.closest("[data-question]")) === "yes");
    if (note && note.hidden === isStopped) note.hidden = !isStopped;
    if (isStopped) this.#keeping.forget();
    this.#part("[data-next]").hidden = isStopped || this.#steps.isLast;
    this.#part("[data-more]").hidden = isStopped;
    return isStopped;
  }

  // What is said and shown of the answers.

  #look() {
    this.#isLookDue = false;
    this.#adviser.tell(this.#steps.parts);
    if (this.#steps.isLast) this.#last.show();
    this.#preview();
  }

  /** What is said beside a field would push away the very button that somebody is about to press. */
  #lookSoon() {
    this.#isLookDue = this.#isPressing;
    if (!this.#isPressing) this.#look();
  }

  #onRelease = () => {
    this.#isPressing = false;
    if (this.#isLookDue) this.#look();
  };

  #preview = () => {
    const fold = this.#part("[data-preview]");
    if (!fold?.open) return;
    cancelAnimationFrame(this.#frame);
    this.#frame = requestAnimationFrame(() => {
      const { questions, answers, pictures } = this.#sheet;
      const parts = fold.querySelector("template").content;
      fold.querySelector("[data-page]").replaceChildren(pageOf(parts, questions, answers, pictures));
    });
  };

  /** @param {string} words */
  #say(words) {
    this.#part("[data-status]").textContent = words;
  }

  // What is kept on the device.

  #keep() {
    const isKept = this.#showStop() || this.#keeping.keep();
    if (!isKept) this.#say(this.#words("not-kept"));
    return isKept;
  }

  // What the person does.

  /** @param {Event} event */
  #onSubmit = (event) => {
    event.preventDefault();
    if (!this.#steps.isLast && !this.#showStop()) this.#go(this.#steps.at + 1);
  };

  /** @param {Event} event */
  #onInput = ({ target }) => {
    if (!(target instanceof HTMLElement) || target.closest("[data-more]")) return;
    this.#isUnsent = true;
    this.#last.reopen();
    const part = /** @type {HTMLElement | null} */ (target.closest("[data-question]"));
    if (part?.dataset.control === "consent") this.#showStop();
    if (part) this.#adviser.count(part);
    this.#keep();
    this.#preview();
  };

  /** @param {Event} event */
  #onChange = async ({ target }) => {
    if (!(target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)) return;
    const item = /** @type {HTMLElement | null} */ (target.closest("[data-control=pictures] [data-item]"));
    if (item) showDetails(item);
    if (target.matches("[data-keep]")) this.#chooseKeeping(/** @type {HTMLInputElement} */ (target).checked);
    if (target.matches("[data-files]")) await this.#addPictures(/** @type {HTMLInputElement} */ (target));
    if (target.matches("[data-word-input]")) await this.#readWord(/** @type {HTMLInputElement} */ (target));
    this.#lookSoon();
  };

  /** @param {boolean} isWanted */
  #chooseKeeping(isWanted) {
    if (!isWanted) this.#keeping.forget();
    if (!isWanted) this.#say(this.#words("forgotten"));
    else if (this.#keep()) this.#say(this.#words("kept"));
  }

  /** @param {HTMLInputElement} input */
  async #addPictures(input) {
    const part = /** @type {HTMLElement} */ (input.closest("[data-question]"));
    const chosen = Array.from(input.files ?? [], (file) => ({ file, name: file.name }));
    // Emptied, so that the same file can be chosen again.
    input.value = "";
    const told = await addPictures(part, chosen, this.#words);
    this.#sheet.nameRows(part);
    this.#isUnsent = true;
    this.#say(told.join(" "));
  }

  /** @param {HTMLInputElement} input */
  async #readWord(input) {
    const [file] = input.files ?? [];
    input.value = "";
    if (!file) return;
    const told = this.#part("[data-word-told]");
    told.textContent = this.#words("reading");
    const { code, unplaced } = await takeWordFile(this.dataset.word ?? "", file, this.#sheet);
    told.textContent = this.#words(code);
    this.#part("[data-unplaced]").hidden = !unplaced;
    this.#part("[data-unplaced] textarea").value = unplaced;
    this.#isUnsent ||= code === "read";
    this.#showStop();
    this.#keep();
  }

  /** @param {MouseEvent} event */
  #onClick = (event) => {
    const pressed = /** @type {HTMLElement} */ (event.target).closest("button, a");
    if (!(pressed instanceof HTMLElement)) return;
    const { back, add, remove, way, arrived, clear, stay, all } = pressed.dataset;
    if (back !== undefined) this.#go(this.#steps.at - 1);
    if (pressed.matches("[data-forget]")) this.#onForget(pressed);
    if (add !== undefined) this.#addRow(/** @type {HTMLElement} */ (pressed.closest("[data-question]")));
    if (remove !== undefined) this.#removeRow(/** @type {HTMLElement} */ (pressed.closest("[data-item]")));
    if (way) this.#last.ways.take(event, way);
    if (arrived !== undefined) this.#thank();
    if (clear !== undefined) this.#clear();
    if (stay !== undefined) this.#last.reopen();
    if (all !== undefined) this.#showList(true);
    if (pressed.closest("[data-list]")) this.#lead(event, pressed);
  };

  /** One press: what was kept is gone, and where it was brought back just now, it is gone from the form too. @param {HTMLElement} pressed */
  #onForget(pressed) {
    const isRestored = Boolean(pressed.closest("[data-restored]"));
    this.#keeping.forget();
    if (isRestored) this.#clear("deleted");
    else this.#say(this.#words("forgotten"));
  }

  /** @param {HTMLElement} part */
  #addRow(part) {
    const item = this.#sheet.add(part);
    /** @type {HTMLElement} */ (item.querySelector("[data-part]")).focus();
    const row = this.#sheet.rowName(part, part.querySelectorAll("[data-item]").length);
    this.#say(this.#words("added", { row }));
  }

  /** @param {HTMLElement} item */
  #removeRow(item) {
    const { part, row, place } = this.#sheet.remove(item);
    place?.focus();
    this.#keep();
    this.#look();
    this.#say(this.#words("removed", { row: this.#sheet.rowName(part, row) }));
  }

  /** To the question that a link is about. @param {MouseEvent} event @param {HTMLElement} link */
  #lead(event, link) {
    event.preventDefault();
    const part = /** @type {HTMLElement} */ (document.getElementById(link.getAttribute("href")?.slice(1) ?? ""));
    const step = /** @type {HTMLElement} */ (part.closest("[data-step]"));
    const field = part.matches("input") ? part : part.querySelector("[data-answer], [data-part], [data-files]");
    this.#go(this.#steps.all.indexOf(step), /** @type {HTMLElement} */ (field ?? part));
  }

  #thank() {
    this.#isUnsent = false;
    this.#last.thank();
  }

  #clear(code = "cleared") {
    this.#keeping.forget();
    this.#sheet.write({});
    this.#last.clear();
    this.#isUnsent = false;
    this.#go(0);
    this.#say(this.#words(code));
  }

  /** @param {BeforeUnloadEvent} event */
  #onLeave = (event) => {
    if (!this.#isUnsent || this.#keeping.isWhole || this.#showStop()) return;
    event.preventDefault();
    // Older browsers ask only if they are told so.
    event.returnValue = true;
  };
}
