// @ts-check
// What there is to say of the answers: beside each question, and of all of them at the end.
import { answerOf, questionOf } from "./answers.js";
import { pictureFaults } from "./picture-rows.js";
import { hints, wordCount } from "./rules.js";
import { showHints, showLength } from "./telling.js";

/** @typedef {import("./telling.js").Matter} Matter */

export class Adviser {
  /** The rules of the kind, once they are loaded. @type {any} */
  schema = null;

  /** @param {import("./sheet.js").Sheet} sheet @param {import("./ways.js").Words} words */
  constructor(sheet, words) {
    this.sheet = sheet;
    this.words = words;
  }

  /** Loads the rules; false where they cannot be had. @param {string} address @param {AbortSignal} signal */
  async load(address, signal) {
    try {
      const answer = await fetch(address, { signal });
      if (!answer.ok) return false;
      this.schema = await answer.json();
      return true;
    } catch {
      return signal.aborted;
    }
  }

  /** @param {HTMLElement[]} parts the questions to look at */
  tell(parts) {
    const all = this.#hints;
    for (const part of parts) {
      const { question, control, seen } = part.dataset;
      const own = all.filter((hint) => hint.field === question && (hint.code !== "needed" || seen !== undefined));
      const shown = control === "pictures" ? pictureFaults(part) : own;
      showHints(part, shown.map((hint) => this.words(hint.code, { ...hint })));
      this.count(part);
    }
  }

  /** Says how long a text is. @param {HTMLElement} part a question */
  count(part) {
    if (part.dataset.control === "lines") showLength(part, wordCount(String(answerOf(part))), this.words);
  }

  /** What is still needed, and what else may be worth a look. @returns {{ missing: Matter[], advice: Matter[] }} */
  sum() {
    const all = this.#hints;
    const told = this.sheet.parts.flatMap((part) => {
      const { name, ask, control } = questionOf(part);
      const own = control === "pictures" ? pictureFaults(part) : all.filter((hint) => hint.field === name);
      return own.map((hint) => ({ part, ask, code: hint.code, text: hint.code === "needed" ? "" : this.words(hint.code, { ...hint }) }));
    });
    return { missing: told.filter(({ code }) => code === "needed"), advice: told.filter(({ code }) => code !== "needed") };
  }

  get #hints() {
    const needed = this.sheet.questions.filter((each) => each.isNeeded).map((each) => each.name);
    return hints(this.schema, this.sheet.answers, needed);
  }
}
