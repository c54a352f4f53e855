// @ts-check
// The piece of a page's text that shows best why the page was found.

const SIZE = 30;
const BEFORE = 6;

/** @typedef {[text: string, isMarked: boolean]} Part */

/**
 * @param {[anchor: string, heading: string, text: string][]} sections
 * @param {string[]} wanted terms; one that ends with * stands for all that begin so
 * @param {import("./analysis.js").Analyser} analyser
 * @returns {{parts: Part[], section: number}} no parts when no word of the text is wanted
 */
export function excerpt(sections, wanted, analyser) {
  let best = { value: 0, section: 0, from: 0, /** @type {string[]} */ chunks: [], /** @type {Set<string>[]} */ found: [] };
  sections.forEach(([, , text], section) => {
    const chunks = text.split(/\s+/);
    const words = chunks.map((chunk) => analyser.words(chunk));
    const found = words.map((here) => new Set(matches(here.flatMap((word) => [...word, word.join("")]), wanted, analyser)));
    // Two words side by side may be one that was looked for: stand mixer.
    words.slice(1).forEach((here, at) => {
      const joined = (words[at].at(-1)?.at(-1) ?? "") + (here[0]?.[0] ?? "");
      for (const each of wanted.includes(analyser.term(joined)) ? [found[at], found[at + 1]] : []) each.add(analyser.term(joined));
    });
    found.forEach((here, at) => {
      if (!here.size) return;
      const value = new Set(found.slice(at, at + SIZE - BEFORE).flatMap((each) => [...each])).size;
      if (value > best.value) best = { value, section, from: Math.max(0, at - BEFORE), chunks, found };
    });
  });
  return { section: best.section, parts: parts(best.chunks, best.found, best.from) };
}

/** @param {string[]} words parts of words, and parts joined @param {string[]} wanted @param {import("./analysis.js").Analyser} analyser @returns {string[]} those wanted that are there */
function matches(words, wanted, analyser) {
  const terms = words.flatMap((word) => [word, analyser.term(word), analyser.plainTerm(word)]);
  return wanted.filter((each) => terms.some((term) => (each.endsWith("*") ? term.startsWith(each.slice(0, -1)) : term === each)));
}

/** @param {string[]} chunks @param {Set<string>[]} found @param {number} from @returns {Part[]} */
function parts(chunks, found, from) {
  /** @type {Part[]} */
  const all = [];
  const add = (/** @type {string} */ text, isMarked = false) => {
    const last = all.at(-1);
    if (last?.[1] === isMarked) last[0] += text;
    else if (text) all.push([text, isMarked]);
  };
  if (from) add("… ");
  chunks.slice(from, from + SIZE).forEach((chunk, at) => {
    const [, before, word, after] = /** @type {string[]} */ (/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/su.exec(chunk));
    add(before);
    add(word, found[from + at].size > 0);
    add(`${after} `);
  });
  if (from + SIZE < chunks.length) add("…");
  return all;
}
