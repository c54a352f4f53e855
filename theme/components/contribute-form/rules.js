// @ts-check
// The same hints that `make check` gives, from the same rules: the build writes them down as a schema.
import { webAddress } from "./file.js";
import { blocks, lines, oneLine, tidy } from "./plain-text.js";

/** @typedef {import("./file.js").Answers} Answers */
/** @typedef {{ field: string, code: string, count?: number, most?: number, found?: string, row?: number, what?: string, mend?: string }} Hint */

const QUOTED = /“[^”]*”|"[^"\n]*"|‘[^’]*’(?!\p{L})/gu;
const SENTENCE_END = /[.!?…]+["”’)]*(?=\s|$)|\n+/;
const DATE = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;
const YEAR = /^\d{1,4}$/;

/**
 * What to look at, field by field. Without a schema only what is needed is known.
 * @param {any} schema
 * @param {Answers} answers
 * @param {string[]} [needed] what has to be answered
 * @returns {Hint[]}
 */
export function hints(schema, answers, needed = [...(schema?.required ?? []), ...(schema?.["x-headings"] ?? [])]) {
  const missing = needed.filter((field) => isEmpty(answers[field])).map((field) => ({ field, code: "needed" }));
  const told = Object.entries(answers).filter(([, answer]) => !isEmpty(answer));
  return [...missing, ...(schema ? told.flatMap(([field, answer]) => hintsOf(schema, field, answer)) : [])];
}

/** Whether an answer says nothing, whatever sort of answer it is. @param {unknown} answer @returns {boolean} */
export function isEmpty(answer) {
  if (Array.isArray(answer)) return answer.every((item) => isEmpty(item));
  if (answer && typeof answer === "object") return Object.values(answer).every((value) => isEmpty(value));
  return !tidy(String(answer ?? ""));
}

/** @param {any} schema @param {string} field @param {any} answer @returns {Hint[]} */
function hintsOf(schema, field, answer) {
  const rule = schema.properties[field] ?? {};
  if (field === "sources") return answer.flatMap(sourceHints);
  if (field === "credits") return [];
  const allowed = (rule.items ?? rule).enum;
  if (allowed) return others(field, [answer].flat(), allowed);
  if (rule.format === "date") return DATE.test(answer) ? [] : [{ field, code: "date", found: String(answer) }];
  const texts = rule.type === "array" ? lines(String(answer)) : [String(answer)];
  return [...limits(schema, field, String(answer)), ...texts.flatMap((text) => wording(schema, field, text))];
}

/** @param {string} field @param {string[]} chosen @param {string[]} allowed @returns {Hint[]} */
function others(field, chosen, allowed) {
  return chosen.filter((value) => !allowed.includes(value)).map((found) => ({ field, code: "choice", found }));
}

/** @param {import("./file.js").Source} source @param {number} at @returns {Hint[]} */
function sourceHints(source, at) {
  if (isEmpty(source)) return [];
  const place = { field: "sources", row: at + 1 };
  const [title, year, url] = [source.title, source.year, source.url].map(oneLine);
  /** @type {(Hint | "")[]} */
  const found = [
    !title && { ...place, code: "source-title" },
    year && !YEAR.test(year) ? { ...place, code: "year", found: year } : "",
    url && !webAddress(url) ? { ...place, code: "web-address", found: url } : "",
  ].map((hint) => hint || "");
  return /** @type {Hint[]} */ (found.filter(Boolean));
}

/** @param {any} schema @param {string} field @param {string} answer @returns {Hint[]} */
function limits(schema, field, answer) {
  const text = plain(answer);
  const words = text.split(/\s+/).filter(Boolean);
  const mostWords = schema["x-max-words"]?.[field];
  const mostLetters = schema["x-max-letters"]?.[field];
  const longest = schema["x-longest-word"];
  const tooLong = longest && mostLetters ? words.filter((word) => size(word) > longest) : [];
  return [
    ...over(field, "words", words.length, mostWords),
    ...over(field, "letters", size(text), mostLetters),
    ...tooLong.slice(0, 1).map((found) => ({ field, code: "long-word", found, most: longest })),
  ];
}

/** @param {string} field @param {string} code @param {number} count @param {number | undefined} most @returns {Hint[]} */
const over = (field, code, count, most) => (most && count > most ? [{ field, code, count, most }] : []);

/** How many words there are, as `make check` counts them. @param {string} text */
export const wordCount = (text) => plain(text).split(/\s+/).filter(Boolean).length;

/** The words alone, on one line. @param {string} text */
const plain = (text) => blocks(text).flatMap((block) => block.lines).join(" ");

/** Letters and signs as Python counts them. @param {string} text */
const size = (text) => [...text].length;

/**
 * Words that we try to do without, and sentences that go on and on. What stands in quotes is somebody's own.
 * @param {any} schema
 * @param {string} field
 * @param {string} answer
 * @returns {Hint[]}
 */
function wording(schema, field, answer) {
  const text = tidy(answer).replace(QUOTED, (quote) => " ".repeat(quote.length));
  const found = (schema["x-hints"] ?? []).flatMap((/** @type {any} */ rule) => {
    const [match] = text.match(expression(rule.pattern)) ?? [];
    const filled = (/** @type {string} */ words) => words.replaceAll("{found}", match ?? "");
    return match ? [{ field, code: "wording", found: match, what: filled(rule.what), mend: filled(rule.mend) }] : [];
  });
  const most = schema["x-sentence-words"];
  const counts = tidy(answer).split(SENTENCE_END).map(wordCount);
  const long = Math.max(0, ...counts);
  return [...found, ...over(field, "sentence", long, most)];
}

/** @param {string} pattern */
function expression(pattern) {
  try {
    return new RegExp(pattern, "iu");
  } catch {
    // An old browser may not know every sign of it.
    return /$^/;
  }
}
