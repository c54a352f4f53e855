// @ts-check
// What stands in the controls of a question, whatever sort of controls they are.

/** @typedef {import("./file.js").Answer} Answer */
/** @typedef {import("./file.js").Question} Question */
/** @typedef {HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement} Field */

/** @param {HTMLElement} part @returns {Question} */
export function questionOf(part) {
  const { question = "", control = "", needed } = part.dataset;
  const [ask, help, example] = ["words", "help", "example"].map((name) => part.querySelector(`[data-${name}]`)?.textContent ?? "");
  return { name: question, ask, help, example, control, isNeeded: needed !== undefined };
}

/** @param {HTMLElement} part @returns {Answer} */
export function answerOf(part) {
  const { control } = part.dataset;
  if (control === "sources" || control === "credits") return /** @type {any} */ (items(part).map(valuesOf));
  const chosen = fields(part).filter((field) => !isTick(field) || /** @type {HTMLInputElement} */ (field).checked);
  if (control === "many") return chosen.map((field) => field.value);
  return chosen[0]?.value ?? "";
}

/**
 * Writes an answer that was kept or read from a file. Values that a choice does not offer are left out.
 * @param {HTMLElement} part
 * @param {any} answer
 */
export function writeAnswer(part, answer) {
  const { control } = part.dataset;
  if (control === "sources" || control === "credits") {
    for (const item of items(part)) item.remove();
    for (const values of Array.isArray(answer) ? answer : []) fill(addItem(part), values);
    return;
  }
  const wanted = [answer].flat().map(String);
  for (const field of fields(part)) {
    if (isTick(field)) /** @type {HTMLInputElement} */ (field).checked = wanted.includes(field.value);
    else field.value = typeof answer === "string" ? answer : "";
  }
}

/** The rows of a question that has rows. @param {HTMLElement} part @returns {HTMLElement[]} */
export const items = (part) => [...part.querySelectorAll("[data-item]")].map((item) => /** @type {HTMLElement} */ (item));

/** A new row at the end. @param {HTMLElement} part */
export function addItem(part) {
  const rows = /** @type {HTMLElement} */ (part.querySelector("[data-rows]"));
  const model = /** @type {HTMLTemplateElement} */ (part.querySelector("template[data-row]"));
  rows.append(document.importNode(model.content, true));
  return items(part)[items(part).length - 1];
}

/** Every row says which one it is. @param {HTMLElement} part @param {(row: number) => string} named */
export function nameItems(part, named) {
  items(part).forEach((item, at) => {
    for (const place of item.querySelectorAll("[data-row-title], [data-row-name]")) place.textContent = named(at + 1);
  });
}

/** @param {HTMLElement} item @returns {Record<string, string>} */
export function valuesOf(item) {
  return Object.fromEntries(parts(item).map((field) => [field.dataset.part ?? "", field.value]));
}

/** @param {HTMLElement} item @param {Record<string, unknown>} values */
function fill(item, values) {
  for (const field of parts(item)) field.value = String(values?.[field.dataset.part ?? ""] ?? "");
}

/** @param {HTMLElement} item @returns {Field[]} */
const parts = (item) => Array.from(item.querySelectorAll("[data-part]"), (field) => /** @type {Field} */ (field));

/** @param {HTMLElement} part @returns {Field[]} */
const fields = (part) => Array.from(part.querySelectorAll("[data-answer]"), (field) => /** @type {Field} */ (field));

/** @param {Field} field */
const isTick = (field) => field instanceof HTMLInputElement && ["radio", "checkbox"].includes(field.type);
