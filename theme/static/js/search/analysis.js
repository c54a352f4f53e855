// @ts-check
// A text as the terms by which the index holds it; knowledge/search/analysis.py does the same, and docs/search.md says how.
import lunr from "./lunr.js";

const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;

/** Words that only hold a question together. */
const SMALL_WORDS = new Set(
  (
    "a about after all also am an and any are as at be because been but by can could did do does for from get had has have he her him his " +
    "how i if in into is it its may me might must my no nor not of off on or our own she should so some than that the their them then there " +
    "these they this to too us was we were what when where which while who whom why will with would you your"
  ).split(" "),
);

/** @param {string} word */
const fold = (word) => word.normalize("NFD").replace(/\p{M}/gu, "");

/** @typedef {string[]} Word the parts of a word: one, or more when it has a hyphen */

export class Analyser {
  #isEnglish;

  /** @param {string} language */
  constructor(language) {
    this.#isEnglish = /^en\b/i.test(language);
  }

  /** @param {string} text @returns {Word[]} the words in order */
  words(text) {
    const spaced = text
      .normalize("NFKC")
      .toLowerCase()
      .replace(UNSEEN, "")
      .replace(/[\u2010-\u2013]/g, "-")
      .replace(this.#isEnglish ? /[\u2018\u2019]/g : /['\u2018\u2019]/g, this.#isEnglish ? "'" : " ")
      .replace(/[^\p{L}\p{N}\p{M}'-]+/gu, " ");
    return spaced
      .split(" ")
      .map((run) => run.split("-").map((part) => part.replace(/^'+|'+$/g, "").replace(/'s$/, "").replaceAll("'", "")).filter(Boolean))
      .filter((word) => word.length);
  }

  /** @param {string} word one part of a word, or its parts joined */
  term(word) {
    // Lunr's stemmer asks its token to update itself; a surrogate pair is two letters here and one in Python.
    return this.#isEnglish && !/[\ud800-\udfff]/.test(word)
      ? /** @type {any} */ (lunr).stemmer({ update: (/** @type {(word: string) => string} */ stem) => stem(word) })
      : word;
  }

  /** @param {string} word the same without accents */
  plainTerm(word) {
    return this.term(fold(word));
  }

  /** @param {string} text the letters of a whole name, however it is joined and whatever its accents */
  letters(text) {
    return fold(this.words(text).flat().join(""));
  }

  /** @param {Word[]} words without those that only hold a sentence together, unless nothing else is there */
  content(words) {
    const left = words.filter((word) => !SMALL_WORDS.has(word.join("")));
    return this.#isEnglish && left.length ? left : words;
  }
}
