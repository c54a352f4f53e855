// @ts-check
// Answers out of a Word file. What reads it is large, so it is fetched when somebody chooses a file.
import { answerOf, questionOf, writeAnswer } from "./answers.js";
import { addPictures } from "./picture-rows.js";
import { isEmpty } from "./rules.js";

/** @typedef {import("./file.js").Source} Source */
/** @typedef {{ answers: Record<string, string>, sources: Source[], pictures: { blob: Blob, alt: string }[], unplaced: string, faults: string[] }} Read */

/** @type {Promise<unknown> | undefined} */
let loading;

/**
 * Puts what a file says into the answers that are still empty. What is answered already, or has no place, is given back.
 * @param {string} script what reads it
 * @param {File} file
 * @param {import("./sheet.js").Sheet} sheet
 * @returns {Promise<{ code: string, unplaced: string }>}
 */
export async function takeWordFile(script, file, sheet) {
  try {
    await loaded(script);
  } catch {
    return { code: "no-reader", unplaced: "" };
  }
  /** @type {Read} */
  const read = await /** @type {any} */ (globalThis).knowledgeWord.readWord(await file.arrayBuffer(), sheet.questions);
  const [fault] = read.faults;
  if (fault) return { code: fault, unplaced: "" };
  const story = sheet.parts.find((part) => part.dataset.control === "consent");
  if (story) place(story, read);
  if (story && answerOf(story) === "yes") return { code: "own-story", unplaced: "" };
  const left = sheet.parts.map((part) => place(part, read));
  const pictures = sheet.parts.find((part) => part.dataset.control === "pictures");
  const chosen = read.pictures.map(({ blob, alt }) => ({ file: blob, name: file.name, alt }));
  const told = pictures ? await addPictures(pictures, chosen, sheet.words) : [];
  sheet.completeRows();
  return { code: "read", unplaced: [...left, read.unplaced, ...told].filter(Boolean).join("\n\n") };
}

/** @param {string} script */
function loaded(script) {
  loading ??= new Promise((onload, onerror) => {
    document.head.append(Object.assign(document.createElement("script"), { src: script, onload, onerror }));
  }).catch((why) => {
    // The network may be back by the next time.
    loading = undefined;
    throw why;
  });
  return loading;
}

/**
 * Writes one answer, and gives what could not be written.
 * @param {HTMLElement} part
 * @param {Read} read
 */
function place(part, read) {
  const { name, ask, control } = questionOf(part);
  const text = read.answers[name] ?? "";
  const answer = control === "sources" ? read.sources : answerIn(part, text);
  if (isEmpty(answer)) return text && `${ask}\n${text}`;
  if (!isEmpty(answerOf(part))) return isSame(answerOf(part), answer) ? "" : `${ask}\n${text || told(read.sources)}`;
  writeAnswer(part, answer);
  return "";
}

/** @param {unknown} one @param {unknown} other */
const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** @param {Source[]} sources */
const told = (sources) => sources.map((source) => Object.values(source).filter(Boolean).join(", ")).join("\n");

/** @param {HTMLElement} part @param {string} text */
function answerIn(part, text) {
  const { control } = questionOf(part);
  if (control === "credits") return text.split("\n").filter(Boolean).map((name) => ({ name, role: "" }));
  if (control === "pictures") return "";
  if (control === "many") return chosenIn(part, text);
  return control === "one" || control === "consent" ? (chosenIn(part, text)[0] ?? "") : text;
}

/** The values whose words stand in a text: as a line, or as one of several between commas. @param {HTMLElement} part @param {string} text */
function chosenIn(part, text) {
  const said = text.toLowerCase().split(/\n|;|,(?=\s)/).map((piece) => piece.replace(/^[-•*\s]+|[.\s]+$/g, ""));
  const choices = Array.from(part.querySelectorAll("option, input"), (choice) => /** @type {HTMLInputElement} */ (choice));
  const worded = (/** @type {HTMLElement} */ choice) => (choice.closest("label") ?? choice).textContent?.trim().toLowerCase() ?? "";
  return choices.filter((choice) => choice.value && said.includes(worded(choice))).map((choice) => choice.value);
}
