// @ts-check
// What to ask of Lunr for the words that a person typed. Typed text never reaches Lunr's own parser.
import lunr from "./lunr.js";

const SHORTEST_BEGINNING = 3;
const SHORTEST_MISSPELT = 4;
const LONGEST_ENDING = 4;
const MOST_SHARDS = 3;
const MOST_CALLED = 9;
const MOST_WORDS = 12;
const MOST_MEANT = 4;

/** @typedef {import("./analysis.js").Word} Word */
/** @typedef {{term: string, fields?: string[], presence?: number}} Clause */
/**
 * @typedef {object} Plan
 * @property {Clause[][]} called questions for what is called as typed
 * @property {Clause[][]} titles for what has every word in its title or names
 * @property {Clause[][]} everywhere for what has every word anywhere
 * @property {Clause[]} some for what has any of them
 * @property {string[]} terms what Lunr needs to know; one that ends with * stands for all that begin so
 * @property {string[]} words those of them that stand in texts
 * @property {{typed: string, used: string} | null} instead a word that no page has, and the one looked for in its place
 * @property {string[]} nearest the words that may have been meant
 * @property {string} missing a word that no page has, and none that it may stand for
 */

export class Planner {
  #shards;
  #spelling;
  #analyser;

  /** @param {import("./shards.js").Shards} shards @param {import("./spelling.js").Spelling} spelling @param {import("./analysis.js").Analyser} analyser */
  constructor(shards, spelling, analyser) {
    this.#shards = shards;
    this.#spelling = spelling;
    this.#analyser = analyser;
  }

  /**
   * One plan; or, of a misspelt word, one for each word that it may stand for, the likeliest first.
   * @param {string} typed
   * @param {boolean} typing whether the last word may be unfinished
   * @returns {Promise<Plan[]>}
   */
  async plans(typed, typing) {
    const all = this.#analyser.words(typed).slice(0, MOST_WORDS);
    const content = this.#analyser.content(all);
    const names = [...new Set([all, content].map((words) => this.#letters(words)))].filter(Boolean);
    const joined = content.length === 2 ? [this.#analyser.term(content.flat().join(""))] : [];
    const beginnings = typing ? [names[0] ?? "", content.at(-1)?.join("") ?? ""].filter((text) => this.#canBegin(text)) : [];
    await this.#shards.load([...content.flatMap((word) => this.#terms(word)), ...names, ...joined, ...beginnings.map((text) => `${text}*`)]);

    const words = content.flatMap((word) => (word.length > 1 && !this.#known(word) ? word.map((part) => [part]) : [word]));
    /** @type {string[][]} */
    const slots = [];
    let wrong = -1;
    /** @type {string[]} */
    let meant = [];
    for (const [place, word] of words.entries()) {
      const text = word.join("");
      const isUnfinished = typing && place === words.length - 1;
      slots[place] = await this.#slot(word, isUnfinished);
      if (slots[place].length || text.length < SHORTEST_MISSPELT) continue;
      const near = await this.#spelling.near(text);
      const start = isUnfinished && (await this.#stemOf(text));
      slots[place] = near.length ? [this.#analyser.term(near[0])] : start ? [start] : [];
      if (wrong < 0 && near.length) [wrong, meant] = [place, near];
    }
    const text = words[wrong]?.join("");
    const tried = meant.slice(0, MOST_MEANT).map((used) => {
      const called = [all, words].map((each) => this.#letters(each.map((word) => (word.join("") === text ? [used] : word))));
      return { used, called: [...new Set(called)] };
    });
    await this.#shards.load([...slots.flat(), ...tried.flatMap(({ used, called }) => [this.#analyser.term(used), ...called])]);
    const asked = (/** @type {string[][]} */ found, /** @type {string[]} */ called) => this.#asked(found.filter((slot) => slot.length), called, joined, typing);
    const missing = words.find((_word, place) => !slots[place].length)?.join("") ?? "";
    if (!tried.length) return [{ ...asked(slots, names), instead: null, nearest: [], missing }];
    return tried.map(({ used, called }) => ({
      ...asked(slots.map((slot, place) => (place === wrong ? [this.#analyser.term(used)] : slot)), called),
      instead: { typed: text, used },
      nearest: meant.filter((word) => word !== used),
      missing,
    }));
  }

  /**
   * The terms that may stand for a word, the best first: itself, and what begins with it when it
   * is unfinished or no page has it.
   * @param {Word} word @param {boolean} isUnfinished
   */
  async #slot(word, isUnfinished) {
    const text = word.join("");
    const term = this.#known(word);
    const found = term ? [term] : [];
    if (!this.#canBegin(text) || (term && !isUnfinished)) return found;
    await this.#shards.load([`${text}*`]);
    if (this.#shards.beginningWith(text).some((each) => !each.endsWith("="))) found.push(`${text}*`);
    // The index has stems: what is typed may have outgrown one, as "organisatio" has "organis".
    const start = !found.length && isUnfinished && (await this.#stemOf(text));
    return start && text.length - start.length <= LONGEST_ENDING ? [start] : found;
  }

  /** @param {string} text @returns {Promise<string | undefined>} the longest term that the text begins with */
  async #stemOf(text) {
    const starts = [...text].map((_letter, size) => text.slice(0, size + 1)).filter((start) => start.length >= SHORTEST_BEGINNING);
    await this.#shards.load(starts);
    return starts.reverse().find((start) => this.#shards.has(start));
  }

  /** @param {string[][]} slots @param {string[]} names @param {string[]} joined @param {boolean} typing */
  #asked(slots, names, joined, typing) {
    const words = slots.flat();
    const called = names.map((name) => `${name}=`);
    if (typing && names[0] && this.#canBegin(names[0])) {
      const begun = this.#shards.beginningWith(names[0]).filter((each) => each.endsWith("="));
      called.push(...begun.sort((a, b) => a.length - b.length).slice(0, MOST_CALLED));
    }
    const heads = slots.slice(0, -1).map(([term]) => term);
    const every = (slots.at(-1) ?? []).map((last) => [...heads, last]);
    const required = (/** @type {object} */ more) => every.map((terms) => terms.map((term) => ({ term, presence: lunr.Query.presence.REQUIRED, ...more })));
    return {
      called: [...called.map((term) => [{ term, fields: ["title"] }]), ...joined.map((term) => [{ term }])],
      titles: required({ fields: ["title"] }),
      everywhere: required({}),
      // What only begins with a letter or two may be anything.
      some: words.filter((term) => !/^.{0,2}\*/.test(term)).map((term) => ({ term })),
      terms: [...called, ...joined, ...words],
      words: [...joined, ...words],
    };
  }

  /** Whether what begins so may be looked for: not when half the index would have to be loaded. @param {string} text */
  #canBegin(text) {
    return text.length >= SHORTEST_BEGINNING || (text && this.#shards.places(text).length <= MOST_SHARDS);
  }

  /** @param {Word[]} words the letters of all of them, as of a whole name */
  #letters(words) {
    return this.#analyser.letters(words.flat().join(""));
  }

  /** @param {Word} word */
  #terms(word) {
    return [word.join(""), ...word].flatMap((part) => [this.#analyser.term(part), this.#analyser.plainTerm(part)]);
  }

  /** @param {Word} word */
  #known(word) {
    return this.#terms([word.join("")]).find((term) => this.#shards.has(term));
  }
}
