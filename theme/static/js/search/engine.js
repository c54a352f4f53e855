// @ts-check
// The search itself: questions in, answers out. It knows nothing of pages and asks for files by name.
import lunr from "./lunr.js";
import { Analyser } from "./analysis.js";
import { excerpt } from "./excerpts.js";
import { Planner } from "./plan.js";
import { Shards } from "./shards.js";
import { prepare } from "./signs.js";
import { Spelling } from "./spelling.js";

const MANIFEST = "manifest.js";
const LONGEST = 500;
const MOST_IN_PHRASE = 60;

/** `signs` is the address of the script that reads Lunr's own language; without it the words are just words. */
/** @typedef {{typed: string, typing?: boolean, signs?: string, kind?: string, from?: number, count?: number}} Question */
/** @typedef {{number: number, address: string, title: string, kind: string, short: string, called: string}} Result */
/** @typedef {[address: string, title: string, short: string, names: string[], hasText: number]} Record */
/** @typedef {{numbers: number[], whole: number, words: string[], instead: {typed: string, used: string} | null, nearest: string[], missing: string, complaint: {start: number, end: number} | null}} Found */

export class Engine {
  #read;
  #load;
  /** @type {any} */
  #manifest;
  #analyser = new Analyser("");
  /** @type {Promise<void> | undefined} */
  #opening;
  /** @type {Map<string, Promise<any>>} */
  #files = new Map();
  /** @type {[key: string, found: Promise<Found>] | undefined} what was found last, as the next question is often for more of it */
  #last;

  /**
   * @param {(name: string, again?: boolean) => Promise<any>} read gives what is in a file; `again` means not from a cache
   * @param {(address: string) => void | Promise<any>} load runs a script
   */
  constructor(read, load) {
    this.#read = read;
    this.#load = load;
  }

  /** Loads what every question needs. */
  async open() {
    this.#opening ??= this.#open(false);
    this.#opening.catch(() => (this.#opening = undefined));
    await this.#opening;
    return {};
  }

  /** @param {Question} question */
  search(question) {
    return this.#asked(() => this.#search(question));
  }

  /** @param {Question & {numbers: number[]}} question */
  excerpts(question) {
    return this.#asked(() => this.#excerpts(question));
  }

  /** Asks once more with a fresh manifest: its files may have been replaced while the page was open. @template T @param {() => Promise<T>} ask @returns {Promise<T>} */
  async #asked(ask) {
    await this.open();
    return ask().catch(async () => {
      await this.#open(true);
      return ask();
    });
  }

  /** @param {boolean} again */
  async #open(again) {
    const manifest = await this.#read(MANIFEST, again);
    const read = (/** @type {string} */ name) => this.#file(name);
    const shards = new Shards(manifest, read);
    this.#last = undefined;
    this.#manifest = manifest;
    this.shards = shards;
    this.#analyser = new Analyser(manifest.language);
    this.planner = new Planner(shards, new Spelling(manifest, read), this.#analyser);
  }

  /** @param {string} name each file is read once */
  #file(name) {
    const file = this.#files.get(name) ?? this.#read(name);
    this.#files.set(name, file);
    file.catch(() => this.#files.delete(name));
    return file;
  }

  /** @param {Question} question */
  async #search(question) {
    const { kind = "", from = 0, count = 10 } = question;
    const found = await this.#found(question);
    const ofKind = (/** @type {number} */ number) => !kind || this.#kind(number)[0] === kind;
    const numbers = found.numbers.filter(ofKind);
    const shown = numbers.slice(from, from + count);
    const records = await Promise.all(shown.map((number) => this.#record(number)));
    return {
      total: numbers.length,
      whole: found.numbers.slice(0, found.whole).filter(ofKind).length,
      kinds: this.#manifest.kinds
        .map((/** @type {string[]} */ [name, , plural]) => ({ name, plural, count: found.numbers.filter((number) => this.#kind(number)[0] === name).length }))
        .filter((/** @type {{count: number}} */ each) => each.count),
      results: shown.map((number, place) => this.#result(number, records[place], question.typed)),
      instead: found.instead,
      nearest: found.nearest.slice(0, 5),
      missing: found.missing,
      complaint: found.complaint,
    };
  }

  /** @param {Question} question @returns {Promise<Found>} */
  #found({ typed, typing = false, signs = "" }) {
    const key = JSON.stringify([typed, typing, signs]);
    if (this.#last?.[0] !== key) {
      const text = typed.slice(0, LONGEST);
      const found = signs ? this.#signs(text, signs) : this.#words(text, typing);
      this.#last = [key, found];
      found.catch(() => (this.#last = undefined));
    }
    return /** @type {Promise<Found>} */ (this.#last?.[1]);
  }

  /** @param {string} typed @param {boolean} typing @returns {Promise<Found>} */
  async #words(typed, typing) {
    const plans = await this.planner.plans(typed, typing);
    const index = this.shards.index(plans.flatMap((plan) => plan.terms));
    const ask = (/** @type {import("./plan.js").Clause[][]} */ questions) =>
      questions.flatMap((clauses) =>
        clauses.length ? index.query((query) => clauses.forEach(({ term, ...more }) => query.term(term, more))).map((result) => Number(result.ref)) : [],
      );
    const plan = plans.find(({ titles }) => ask(titles).length) ?? plans.find(({ everywhere }) => ask(everywhere).length) ?? plans[0];
    let whole = [...new Set(ask([...plan.called, ...plan.titles, ...plan.everywhere]))];
    let numbers = [...new Set([...whole, ...ask([plan.some])])];
    const phrases = [...typed.matchAll(/["“”]([^"“”]+)["“”]/g)].map(([, phrase]) => this.#flat(phrase)).filter((phrase) => phrase.trim());
    if (phrases.length) numbers = whole = await this.#holding(whole, phrases);
    return { numbers, whole: whole.length, words: plan.words, instead: plan.instead, nearest: plan.nearest, missing: plan.missing, complaint: null };
  }

  /** Lunr's own language of signs, for those who know it. @param {string} typed @param {string} script @returns {Promise<Found>} */
  async #signs(typed, script) {
    if (!lunr.QueryParser) await this.#load(script);
    const query = new lunr.Query(this.shards.fields);
    const nothing = { numbers: [], whole: 0, words: [], instead: null, nearest: [], missing: "", complaint: null };
    try {
      new lunr.QueryParser(typed, query).parse();
    } catch (error) {
      if (!(error instanceof lunr.QueryParseError)) throw error;
      return { ...nothing, complaint: { start: error.start, end: error.end } };
    }
    // Lunr takes a question without a word for one that everything answers.
    if (!query.clauses.length) return nothing;
    const terms = await prepare(query.clauses, this.shards, this.#analyser);
    const index = this.shards.index(terms, query.isNegated());
    const numbers = index.query((each) => void (each.clauses = query.clauses)).map((result) => Number(result.ref));
    return { ...nothing, numbers, whole: numbers.length, words: query.clauses.map(({ term }) => term) };
  }

  /** Those, of the first few, that hold each phrase word for word. @param {number[]} numbers @param {string[]} phrases */
  async #holding(numbers, phrases) {
    const first = numbers.slice(0, MOST_IN_PHRASE);
    const texts = await Promise.all(first.map((number) => this.#text(number)));
    return first.filter((_number, place) => phrases.every((phrase) => texts[place].some((text) => this.#flat(text).includes(phrase))));
  }

  /** @param {number} number @returns {Promise<string[]>} all that is written on a page */
  async #text(number) {
    const [, title, short, names] = await this.#record(number);
    return [title, short, ...names, ...(await this.#sections(number)).flatMap(([, heading, text]) => [heading, text])];
  }

  /** @param {string} text */
  #flat(text) {
    return ` ${this.#analyser.words(text).flat().join(" ")} `;
  }

  /** @param {Question & {numbers: number[]}} question */
  async #excerpts(question) {
    const { words } = await this.#found(question);
    return Promise.all(
      question.numbers.map(async (number) => {
        const [sections, [address, title, , names]] = await Promise.all([this.#sections(number), this.#record(number)]);
        // What is called just so says best in its own short text what it is.
        const isCalledSo = [title, ...names].some((name) => this.#analyser.letters(name) === this.#analyser.letters(question.typed));
        const { parts, section } = excerpt(isCalledSo ? [] : sections, words, this.#analyser);
        const [anchor, heading] = parts.length ? sections[section] : [];
        return { number, parts, section: anchor ? { title: heading, address: `${address.split("#")[0]}#${anchor}` } : null };
      }),
    );
  }

  /** @param {number} number @returns {string[]} the name and the labels of its kind */
  #kind(number) {
    return this.#manifest.kinds.filter((/** @type {[string, string, string, number]} */ kind) => kind[3] <= number).at(-1);
  }

  /** @param {number} number @param {Record} record @param {string} typed @returns {Result} */
  #result(number, [address, title, short, names], typed) {
    const letters = this.#analyser.letters(typed);
    const fits = (/** @type {string} */ name) => this.#analyser.letters(name).startsWith(letters);
    return { number, address, title, short, kind: this.#kind(number)[1], called: (!fits(title) && names.find(fits)) || "" };
  }

  /** @param {number} number @returns {Promise<Record>} */
  async #record(number) {
    const [inFile] = this.#manifest.documents;
    return (await this.#fileOf("d", number, Math.floor(number / inFile)))[number % inFile];
  }

  /** @param {string} letter @param {number} number of a document @param {number} place of the file */
  #fileOf(letter, number, place) {
    const [, inBlock, marks] = this.#manifest.documents;
    return this.#file(`${letter}${place}-${marks.substr(Math.floor(number / inBlock) * 5, 5)}.js`);
  }

  /** @param {number} number @returns {Promise<[string, string, string][]>} */
  async #sections(number) {
    const [, , , , hasText] = await this.#record(number);
    return hasText ? this.#fileOf("f", number, number) : [];
  }
}
