// @ts-check
const LEAST_HEIGHT = 80;
const MOST_HEIGHT = 2000;

/**
 * The snippets on a card's page, by the names of their forms. Rejects where there is no such page.
 * @param {string} address
 * @returns {Promise<Map<string, string>>}
 */
export async function snippetsAt(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(answer.statusText);
  const parts = parsed(await answer.text()).querySelectorAll("[data-form]");
  const code = (/** @type {Element} */ part) => part.querySelector("textarea")?.value ?? "";
  return new Map(Array.from(parts, (part) => [part.getAttribute("data-form") ?? "", code(part)]));
}

/**
 * A snippet with the card in a theme of its own. Every theme of a card has an address under the card's.
 * @param {string} code
 * @param {string} address of the card, as the snippet has it, without the site's own
 * @param {string} theme light, dark, plain or nothing
 */
export function themed(code, address, theme) {
  if (!theme) return code;
  return code.replaceAll(address, `${address}${theme}/`).replace(/<tip-card [^>]*/, `$& theme="${theme}"`);
}

/**
 * The first element of a kind in a snippet, in a document of its own in which nothing runs and nothing is loaded.
 * @param {string | undefined} code
 * @param {string} name
 */
export function elementIn(code, name) {
  return parsed(code ?? "").querySelector(name);
}

/** @param {unknown} height in pixels, as somebody told it @returns {number} what a frame may have */
export function clamped(height) {
  return Math.min(Math.max(Math.ceil(Number(height) || 0), LEAST_HEIGHT), MOST_HEIGHT);
}

/** @param {string} html */
function parsed(html) {
  // The page's policy reaches even here, and would complain of styles that nobody will see.
  return new DOMParser().parseFromString(html.replace(/ style="[^"]*"/g, ""), "text/html");
}
