// @ts-check
// Plain text as Markdown that shows every sign just as it was typed.
import { blocks, oneLine } from "./plain-text.js";

// What means something wherever it stands. A bracket and what follows it are parted, as `check` looks for links too.
const SIGNS = /\]\(|[\\`*_[\]<]|&(?=#|\w+;)|\{(?=:)|~~~+/g;
/** @type {Record<string, string>} */
const WRITTEN = { "<": "&lt;", "&": "&amp;", "](": "\\]\\(" };
// What means something at the beginning of a line, or as a line of its own.
const STARTS = /^([#>]|\+(?=\s|$)|-(?=[\s-]|$))/;
const NUMBER = /^(\d+)\.(?=\s|$)/;
const RULER = /^[|:\- ]+$/;
const IN_BRACKETS = /[[\]\\`*_<!]|&(?=#|\w+;)/g;

/** @param {string} text */
export function markdown(text) {
  const written = blocks(text).map(({ lines, isList }) => lines.map((line) => `${isList ? "- " : ""}${literal(line)}`));
  return written.map((lines) => lines.join("\n")).join("\n\n");
}

/** The words for a picture. What could end them, or be taken for more than words, is written by its number. @param {string} text */
export const pictureWords = (text) => oneLine(text).replace(IN_BRACKETS, numbered);

/** @param {string} line */
function literal(line) {
  if (/^=[=-]*$/.test(line)) return line.replace("=", numbered);
  const written = line.replace(SIGNS, (sign) => (sign.startsWith("~") ? sign.replace(/~/g, numbered) : (WRITTEN[sign] ?? `\\${sign}`)));
  const isRuler = RULER.test(line);
  return (isRuler ? written.replace(/\|/g, "\\|") : written).replace(STARTS, "\\$1").replace(NUMBER, "$1\\.");
}

/** @param {string} sign */
const numbered = (sign) => `&#${sign.charCodeAt(0)};`;
