// @ts-check
/** @typedef {{ start: number, end: number }} Span a part of a text, without the spaces around it */

/**
 * The sentences of a text, in order. Where the browser cannot tell sentences, the whole text is one.
 * @param {string} text
 * @param {string} language
 * @returns {Span[]}
 */
export function sentences(text, language) {
  // In a page a new line is a space; to the browser it would be an end.
  const line = text.replace(/\s/g, " ");
  const parts = Intl.Segmenter
    ? new Intl.Segmenter(language, { granularity: "sentence" }).segment(line)
    : [{ index: 0, segment: line }];
  const spans = Array.from(parts, ({ index, segment }) => {
    const start = index + segment.length - segment.trimStart().length;
    return { start, end: start + segment.trim().length };
  });
  // A full stop or a comma that stood between two links is no sentence.
  return spans.filter(({ start, end }) => /[\p{L}\p{N}]/u.test(text.slice(start, end)));
}

/**
 * What each acronym stands for, by the other names of the words of a page.
 * @param {{ title: string, names: string[] }[]} words
 */
export function acronyms(words) {
  const named = words.flatMap(({ title, names }) => names.map((name) => /** @type {[string, string]} */ ([name, title])));
  return new Map(named.filter(([name]) => /^(?=.*\p{Lu}.*\p{Lu})[\p{Lu}\p{N}&/-]+$/u.test(name)));
}

/**
 * A sentence as it is said: in full after an acronym that was not yet heard, unless the sentence itself says it in full.
 * @param {string} text
 * @param {Map<string, string>} known
 * @param {Set<string>} heard gains the acronyms of the sentence
 */
export function spoken(text, known, heard) {
  const plain = text.replace(/\s+/g, " ");
  return plain.replace(/[\p{L}\p{N}][\p{L}\p{N}&/-]*/gu, (word, at) => {
    const title = known.get(word);
    if (!title || heard.has(word)) return word;
    heard.add(word);
    if (plain.toLowerCase().includes(title.toLowerCase())) return word;
    const goesOn = /^ [\p{L}\p{N}]/u.test(plain.slice(at + word.length));
    return `${word}, ${title}${goesOn ? "," : ""}`;
  });
}
