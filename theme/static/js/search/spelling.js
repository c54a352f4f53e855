// @ts-check
// The words of the site that a misspelt word may stand for.
import lunr from "./lunr.js";
import { numbers, placeOf, words } from "./packing.js";

const LONGEST = 40;
const LONG = 8;
const MOST = 6;

/** @param {string} word */
const reversed = (word) => [...word].reverse().join("");

export class Spelling {
  #manifest;
  #read;

  /** @param {any} manifest @param {(name: string) => Promise<any>} read */
  constructor(manifest, read) {
    this.#manifest = manifest;
    this.#read = read;
  }

  /**
   * The words one slip away, or two from a long word: the likeliest first.
   * One slip leaves either the first half of a word or its second half as it was, so two or
   * three pieces of the list hold them all.
   * @param {string} word
   * @returns {Promise<string[]>}
   */
  async near(word) {
    const size = word.length;
    if (size > LONGEST) return [];
    const start = word.slice(0, Math.floor((size - 1) / 2));
    const end = word.slice(Math.floor((size + 2) / 2));
    const [ahead, behind] = await Promise.all([this.#beginningWith("w", start), this.#beginningWith("e", reversed(end))]);
    const uses = new Map([...ahead, ...behind.map(([each, times]) => /** @type {const} */ ([reversed(each), times]))]);
    const set = lunr.TokenSet.fromArray([...uses.keys()].sort());
    const within = (/** @type {number} */ slips) => set.intersect(lunr.TokenSet.fromFuzzyString(word, slips)).toArray();
    const one = within(1);
    const found = one.length || size < LONG ? one : within(2);
    const likely = (/** @type {string} */ each) => (uses.get(each) ?? 0) + 2 * Number(each[0] === word[0]);
    return found.sort((a, b) => likely(b) - likely(a)).slice(0, MOST);
  }

  /** @param {"w" | "e"} letter which list @param {string} start @returns {Promise<[string, number][]>} words with how common they are */
  async #beginningWith(letter, start) {
    const [starts, marks] = letter === "w" ? this.#manifest.words : this.#manifest.ends;
    const list = starts.split(" ");
    const pieces = [];
    for (let place = placeOf(list, start); place <= placeOf(list, `${start}\uffff`); place++) {
      pieces.push(marks.substr(place * 5, 5));
    }
    const read = await Promise.all(pieces.filter(Boolean).map((mark) => this.#read(`${letter}${mark}.js`)));
    return read.flatMap(([shared, rests, uses]) => {
      const next = numbers(uses);
      return words(shared, rests).map((word) => /** @type {[string, number]} */ ([word, next()]));
    });
  }
}
