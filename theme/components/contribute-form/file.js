// @ts-check
// The files that come out of the form. Nothing here knows the page.
import { markdown, pictureWords } from "./markdown.js";
import { lines, oneLine, tidy } from "./plain-text.js";

/** @typedef {{ name: string, ask: string, control: string, isNeeded: boolean }} Question */
/** @typedef {{ title: string, publisher: string, year: string, url: string }} Source */
/** @typedef {{ name: string, role: string }} Credit */
/** @typedef {string | string[] | Source[] | Credit[]} Answer */
/** @typedef {Record<string, Answer>} Answers */
/** @typedef {{ ending: string, alt: string, madeBy: string, permission: string }} Picture a picture without words only decorates */
/** @typedef {{ questions: Question[], answers: Answers, schema?: any, slug: string, pictures?: Picture[], remarks?: string[] }} Draft */

const FIRST = ["title", "short"];
const IS_FIELD = /^[a-z_]+$/;
const BODY = "body";
const DECORATIVE = "decorative";

/** A title as the name of a file, by the rule of `make new`; nothing where it has no Latin letter and no digit. @param {string} title */
export function slugOf(title) {
  const ascii = title.normalize("NFKD").replace(/[^\x00-\x7f]/g, "");
  return ascii.replace(/'/g, "").toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-+|-+$/g, "");
}

/**
 * The whole file: what is needed and was not answered is there, and empty.
 * @param {Draft} draft
 */
export function fileText({ questions, answers, schema, slug, pictures = [], remarks = [] }) {
  const isField = (/** @type {Question} */ { name }) => (schema ? name in schema.properties : IS_FIELD.test(name));
  const fields = questions.filter((each) => each.name !== BODY && isField(each));
  const first = FIRST.flatMap((name) => fields.filter((each) => each.name === name));
  const rest = fields.filter((each) => !FIRST.includes(each.name));
  const written = (/** @type {Question[]} */ some) => some.flatMap((each) => field(each, answers[each.name] ?? "", schema));
  const front = [...written(first), ...remarks.map((remark) => `# ${oneLine(remark)}`), "status: draft", ...written(rest)];
  const parts = body(questions.filter((each) => each.name === BODY || !isField(each)), answers);
  parts.splice(1, 0, ...pictures.map((picture, at) => shown(picture, pictureName(slug, at, picture))));
  return ["---", ...front, "---", "", ...parts.flatMap((part) => [part, ""])].join("\n");
}

/** @param {string} slug @param {number} at @param {Picture} picture */
export const pictureName = (slug, at, { ending }) => `${slug}-${at + 1}.${ending}`;

/** What stands beside a picture: who made it, and how we know that we may show it. @param {Picture} picture */
export function sidecarText({ madeBy, permission }) {
  return `made_by: ${quoted(madeBy)}\npermission: ${quoted(permission)}\npeople: false\n`;
}

/**
 * The answers as a letter, for what is no file.
 * @param {Question[]} questions
 * @param {Answers} answers
 */
export function letterText(questions, answers) {
  const told = questions.filter(({ name }) => tidy(String(answers[name] ?? "")));
  return told.map(({ name, ask }) => `${ask}\n${tidy(String(answers[name]))}\n`).join("\n");
}

/**
 * The lines of a field; none for what may be left out, and was.
 * @param {Question} question
 * @param {Answer} answer
 * @param {any} schema
 */
function field({ name, control, isNeeded }, answer, schema) {
  // A private story is not told here, so the file says nothing of it.
  if (control === "consent" || control === "pictures") return [];
  const isMany = Array.isArray(answer) || schema?.properties[name]?.type === "array";
  if (!isMany) return one(name, String(answer), isNeeded);
  const items = Array.isArray(answer) ? answer.flatMap(item) : lines(answer).map((line) => `  - ${quoted(line)}`);
  return items.length ? [`${name}:`, ...items] : isNeeded ? [`${name}: []`] : [];
}

/** @param {string} name @param {string} text @param {boolean} isNeeded */
function one(name, text, isNeeded) {
  return oneLine(text) || isNeeded ? [`${name}: ${quoted(text)}`] : [];
}

/** @param {string | Source | Credit} value @returns {string[]} */
function item(value) {
  if (typeof value === "string") return [`  - ${quoted(value)}`];
  if ("name" in value) return credit(value);
  return fielded(source(value));
}

/** @param {Credit} credit */
function credit({ name, role }) {
  if (!oneLine(name)) return [];
  return role ? fielded({ name: quoted(name), role: quoted(role) }) : [`  - ${quoted(name)}`];
}

/**
 * A source whose year is a number and whose address is one. What is neither is kept, as words.
 * @param {Source} source
 */
function source({ title, publisher, year, url }) {
  const [named, by, when, where] = [title, publisher, year, url].map(oneLine);
  const address = webAddress(where);
  const notes = [/^\d{1,4}$/.test(when) ? "" : when, address ? "" : where].filter(Boolean);
  const heading = named || by || where || when;
  return {
    title: heading && quoted(heading),
    publisher: by && quoted(by),
    year: /^\d{1,4}$/.test(when) ? String(Number(when)) : "",
    url: address && quoted(address),
    note: heading && notes.length ? quoted(notes.join(". ")) : "",
  };
}

/** The address as a link can have it: people leave out the https. Nothing where it is none. @param {string} text */
export function webAddress(text) {
  if (/^https?:\/\/[^\s/]+\S*$/i.test(text)) return text.replace(/^https?/i, (start) => start.toLowerCase());
  return /^[\w-]+(\.[\w-]+)+(\/\S*)?$/.test(text) ? `https://${text}` : "";
}

/** An item that has fields of its own, the empty ones left out. @param {Record<string, string>} values */
function fielded(values) {
  const told = Object.entries(values).filter(([, value]) => value);
  return told.map(([name, value], at) => `${at ? "    " : "  - "}${name}: ${value}`);
}

/** A text in quotes that both YAML and JSON read. @param {string} text */
const quoted = (text) => JSON.stringify(oneLine(text));

/**
 * The text under each heading, in order. A heading that every file needs is there, whatever is under it.
 * @param {Question[]} questions
 * @param {Answers} answers
 */
function body(questions, answers) {
  return questions.flatMap(({ name, isNeeded, control }) => {
    if (control === "pictures") return [];
    const text = markdown(String(answers[name] ?? ""));
    if (name === BODY) return text ? [text] : [];
    return text || isNeeded ? [`## ${name}${text ? `\n\n${text}` : ""}`] : [];
  });
}

/** @param {Picture} picture @param {string} name */
const shown = ({ alt }, name) => `![${alt ? pictureWords(alt) : DECORATIVE}](../images/${name})`;
