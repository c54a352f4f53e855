// @ts-check
// What to ask of the index for the words a person typed. Typed text never reaches Lunr's own parser.
import lunr from "lunr";

const EXACT_BOOST = 10;
const SHORTEST_FUZZY = 4;

/**
 * The words of a typed text as the index holds them: lower case, split at spaces and hyphens,
 * without the punctuation around them.
 * @param {string} text
 * @returns {string[]}
 */
export function wordsOf(text) {
  return text
    .toLowerCase()
    .split(/[\s\-\u2010-\u2015]+/)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ""))
    .filter(Boolean);
}

/**
 * The numbers of the documents that hold every word (or a longer word that begins with it);
 * when none does, of those that hold something spelled nearly like one of them. Best first,
 * and before all others those that are called just what was typed.
 * @param {lunr.Index} index
 * @param {string[][]} names the names of each document
 * @param {string} typed
 * @returns {number[]}
 */
export function find(index, names, typed) {
  const words = wordsOf(typed);
  if (!words.length) return [];
  const all = index.query((query) => {
    for (const word of words) {
      query.term(word, { presence: lunr.Query.presence.REQUIRED, wildcard: lunr.Query.wildcard.TRAILING });
      query.term(word, { boost: EXACT_BOOST });
    }
  });
  const found = all.length ? all : nearly(index, words);
  const numbers = found.map((result) => Number(result.ref));
  const called = new Set(numbers.filter((number) => isCalled(names[number], words)));
  return [...called, ...numbers.filter((number) => !called.has(number))];
}

/**
 * @param {string[]} names
 * @param {string[]} words
 */
function isCalled(names, words) {
  return names.some((name) => wordsOf(name).join(" ") === words.join(" "));
}

/**
 * @param {lunr.Index} index
 * @param {string[]} words
 */
function nearly(index, words) {
  return index.query((query) => {
    for (const word of words) {
      query.term(word, { boost: EXACT_BOOST });
      if (word.length >= SHORTEST_FUZZY) query.term(word, { editDistance: 1 });
    }
  });
}
