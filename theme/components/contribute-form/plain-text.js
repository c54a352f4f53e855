// @ts-check
// What somebody typed, as paragraphs and lists. Blank lines and lines that begin with "- " shape it, and nothing else does.

/** @typedef {{ lines: string[], isList: boolean }} Block the lines of a paragraph, or the items of a list */

const LINE_ENDS = /\r\n?|[\v\f\u0085\u2028]/g;
// What no file may hold, and what no reader could see: controls, an invisible mark of byte order, halves of signs.
const UNWRITABLE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\ufeff\ufffe\uffff]|\p{Surrogate}/gu;

/**
 * The text without what a file cannot hold, each line without the blanks around it.
 * @param {string} text
 */
export function tidy(text) {
  const plain = text.replace(LINE_ENDS, "\n").replace(/\u2029/g, "\n\n").replace(/\t/g, " ").replace(UNWRITABLE, "");
  return plain.split("\n").map((line) => line.trim()).join("\n").trim();
}

/** The text on one line. @param {string} text */
export const oneLine = (text) => tidy(text).replace(/\n+/g, " ");

/** The lines that say something, without the hyphens that some people write before them. @param {string} text */
export const lines = (text) => tidy(text).split("\n").map((line) => line.replace(/^- +/, "")).filter(Boolean);

/**
 * The paragraphs and lists of a text, in order. Blank lines within a list do not end it.
 * @param {string} text
 * @returns {Block[]}
 */
export function blocks(text) {
  /** @type {Block[]} */
  const found = [];
  let isNew = true;
  for (const line of tidy(text).split("\n")) {
    const isList = /^- +\S/.test(line);
    const last = found[found.length - 1];
    if (line && last?.isList === isList && (isList || !isNew)) last.lines.push(worded(line, isList));
    else if (line) found.push({ lines: [worded(line, isList)], isList });
    isNew = !line;
  }
  return found;
}

/** @param {string} line @param {boolean} isList */
const worded = (line, isList) => (isList ? line.replace(/^- +/, "") : line);
