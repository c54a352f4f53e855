// @ts-check
// What is said beside the fields and at the end, in the words of the template.

/** @typedef {import("./rules.js").Hint} Hint */
/** @typedef {import("./ways.js").Words} Words */
/** @typedef {{ part: HTMLElement, ask: string, text: string }} Matter something to look at, and the question it is about */

/** The words of a template by their names; {signs} in them are filled in. @param {HTMLTemplateElement} template @returns {Words} */
export function wordsIn(template) {
  const all = new Map(Array.from(template.content.children, (word) => [word.getAttribute("data-name"), word.textContent ?? ""]));
  return (name, values = {}) => (all.get(name) ?? "").replace(/\{(\w+)\}/g, (_sign, key) => String(values[key] ?? ""));
}

/** @param {HTMLElement} part a question @param {string[]} texts */
export function showHints(part, texts) {
  const list = /** @type {HTMLElement} */ (part.querySelector("[data-hints]"));
  const shown = Array.from(list.children, (item) => item.textContent);
  // What is said already would be read aloud again.
  if (shown.join("\n") === texts.join("\n")) return;
  list.replaceChildren(...texts.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
}

/** How long an answer is, beside what there is room for. @param {HTMLElement} part @param {number} count @param {Words} words */
export function showLength(part, count, words) {
  const place = /** @type {HTMLElement | null} */ (part.querySelector("[data-length]"));
  if (!place) return;
  const { most } = place.dataset;
  place.textContent = most ? words("length-most", { count, most }) : count ? words("length", { count }) : "";
}

/**
 * A list of links that lead back to the questions; hidden while it is empty.
 * @param {HTMLElement} place
 * @param {Matter[]} matters
 */
export function showMatters(place, matters) {
  place.hidden = !matters.length;
  /** @type {HTMLElement} */ (place.querySelector("[data-list]")).replaceChildren(...matters.map(matterItem));
}

/** @param {Matter} matter */
function matterItem({ part, ask, text }) {
  const item = document.createElement("li");
  const link = Object.assign(document.createElement("a"), { href: `#${part.id}`, textContent: ask });
  item.append(link, text ? ` ${text}` : "");
  return item;
}
