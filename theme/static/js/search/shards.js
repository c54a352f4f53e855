// @ts-check
// The terms of the index, loaded piece by piece, and a Lunr index of just those that a question needs.
import lunr from "./lunr.js";
import { numbers, placeOf, words } from "./packing.js";

const K1 = 1.2;
const B = 0.75;
const LAST = "\uffff";

/** @type {any} */
const UNCHANGED = { runString: (/** @type {string} */ term) => [term] };

/** @typedef {{documents: number[], counts: number[]}} Postings of one term in one field */

export class Shards {
  /** @type {Map<string, (Postings | undefined)[]>} */
  #terms = new Map();
  /** @type {Map<number, Promise<string[]>>} the terms of each shard that was asked for */
  #loading = new Map();
  /** @type {string[][]} */
  #loaded = [];
  #manifest;
  #read;
  /** @type {string[]} */
  #starts;
  /** @type {number[][]} */
  #lengths;

  /** @param {any} manifest @param {(name: string) => Promise<any>} read */
  constructor(manifest, read) {
    this.#manifest = manifest;
    this.#read = read;
    /** @type {string[]} */
    this.fields = manifest.fields.map((/** @type {[string]} */ [name]) => name);
    this.#starts = (manifest.terms?.[0] ?? "").split(" ");
    this.#lengths = manifest.fields.map((/** @type {[string, number, number, string]} */ [, , , text]) => {
      const next = numbers(text);
      return Array.from({ length: manifest.count }, next);
    });
  }

  /** Loads the shards of these terms; one that ends with * stands for all that begin so. @param {string[]} terms */
  async load(terms) {
    const places = terms.flatMap((term) => (term.endsWith("*") ? this.places(term.slice(0, -1)) : [placeOf(this.#starts, term)]));
    await Promise.all([...new Set(places)].map((place) => this.#shard(place)));
  }

  /** @param {string} beginning @returns {number[]} the shards that hold the terms that begin so */
  places(beginning) {
    const first = placeOf(this.#starts, beginning);
    return this.#starts.map((_start, place) => place).slice(first, placeOf(this.#starts, beginning + LAST) + 1);
  }

  /** @param {string} term which must be loaded */
  has(term) {
    return this.#terms.has(term);
  }

  /** @param {string} beginning which must be loaded @returns {string[]} the terms that begin so, in order */
  beginningWith(beginning) {
    return this.#loaded.flat().filter((term) => term.startsWith(beginning));
  }

  /** A Lunr index of loaded terms, with the very scores that an index of the whole site has. @param {string[]} terms as for `load` @param {boolean} isNegated whether all documents must be in it */
  index(terms, isNegated = false) {
    const { count } = this.#manifest;
    const set = new lunr.TokenSet.Builder();
    const inverted = Object.create(null);
    /** @type {Record<string, any>} */
    const vectors = {};
    if (isNegated) {
      for (let number = 0; number < count; number++) for (const field of this.fields) vectors[`${field}/${number}`] = new lunr.Vector();
    }
    const known = terms.flatMap((term) => (term.endsWith("*") ? this.beginningWith(term.slice(0, -1)) : this.has(term) ? [term] : []));
    [...new Set(known)].sort().forEach((term, place) => {
      const postings = this.#terms.get(term) ?? [];
      const found = postings.reduce((sum, posting) => sum + (posting?.documents.length ?? 0), 0);
      const rarity = Math.log(1 + Math.abs((count - found + 0.5) / (found + 0.5)));
      inverted[term] = { _index: place };
      this.fields.forEach((name, field) => (inverted[term][name] = this.#score(postings[field], field, place, rarity, vectors)));
      set.insert(term);
    });
    set.finish();
    return new lunr.Index({ invertedIndex: inverted, fieldVectors: vectors, tokenSet: set.root, fields: this.fields, pipeline: UNCHANGED });
  }

  /** @param {Postings | undefined} postings @param {number} field @param {number} place @param {number} rarity @param {Record<string, any>} vectors */
  #score(postings, field, place, rarity, vectors) {
    const [name, boost, total] = this.#manifest.fields[field];
    const mean = total / this.#manifest.count;
    /** @type {Record<string, object>} */
    const found = {};
    postings?.documents.forEach((number, at) => {
      const times = postings.counts[at];
      const score = (rarity * ((K1 + 1) * times)) / (K1 * (1 - B + B * (this.#lengths[field][number] / mean)) + times) * boost;
      const vector = (vectors[`${name}/${number}`] ??= new lunr.Vector());
      vector.elements.push(place, Number(score.toFixed(3)));
      found[number] = {};
    });
    return found;
  }

  /** @param {number} place */
  #shard(place) {
    let loading = this.#loading.get(place);
    if (!loading) {
      loading = this.#unpack(place);
      this.#loading.set(place, loading);
      loading.catch(() => this.#loading.delete(place));
    }
    return loading;
  }

  /** @param {number} place @returns {Promise<string[]>} */
  async #unpack(place) {
    const { all, terms } = this.#manifest;
    const [shared, rests, fields, gaps, counts] = all ?? (await this.#read(`t${terms[1].substr(place * 5, 5)}.js`));
    const [nextField, nextGap, nextCount] = [fields, gaps, counts].map(numbers);
    const found = words(shared, rests);
    for (const term of found) {
      const held = nextField();
      this.#terms.set(term, this.fields.map((_name, field) => {
        if (!(held & (1 << field))) return undefined;
        let number = -1;
        const documents = Array.from({ length: nextField() + 1 }, () => (number += nextGap() + 1));
        return { documents, counts: documents.map(() => nextCount() + 1) };
      }));
    }
    return (this.#loaded[place] = found);
  }
}
