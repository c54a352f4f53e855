// @ts-check
// The page as it will look: the theme's own parts, with the answers in the place of their {words}. Only texts are put in.
import { webAddress } from "./file.js";
import { blocks, lines, oneLine } from "./plain-text.js";

/** @typedef {import("./file.js").Answers} Answers */
/** @typedef {import("./file.js").Question} Question */
/** @typedef {{ address: string, alt: string }} Shown a picture */

const WORD = /\{([a-z_]+)\}/g;
const MANY = ["organisations", "figures"];

/**
 * A new copy of the parts, filled in; what has no answer is left out.
 * @param {DocumentFragment} parts
 * @param {Question[]} questions
 * @param {Answers} answers
 * @param {Shown[]} pictures
 */
export function pageOf(parts, questions, answers, pictures) {
  const page = document.importNode(parts, true);
  // It is a picture of a page: its places have no names of their own.
  for (const part of page.querySelectorAll("[id], [aria-labelledby]")) {
    part.removeAttribute("id");
    part.removeAttribute("aria-labelledby");
  }
  for (const heading of page.querySelectorAll("[data-heading]")) heading.textContent = heading.getAttribute("data-heading");
  // The places are found before any answer is put in: an answer may have braces of its own.
  const place = textsOf(page).find((text) => text.data.includes("{body}"))?.parentElement;
  const named = /** @type {any[]} */ (answers.credits ?? []).map(({ name }) => oneLine(name)).filter(Boolean);
  fillWords(page, { ...answers, credits: named.join(", ") });
  showSources(page, /** @type {any} */ (answers.sources ?? []));
  place?.replaceWith(...bodyOf(questions, answers, pictures));
  for (const part of page.querySelectorAll("[data-only=try_this]")) if (!oneLine(String(answers.try_this ?? ""))) part.remove();
  for (const part of page.querySelectorAll("[data-only=credits]")) if (!named.length) part.remove();
  for (const list of page.querySelectorAll("aside")) if (!list.querySelector("dd")) list.remove();
  return page;
}

/** @param {DocumentFragment} page @param {Record<string, any>} answers */
function fillWords(page, answers) {
  for (const text of textsOf(page).filter((each) => !each.parentElement?.closest("[data-only=sources]"))) {
    const [, name] = [...text.data.matchAll(WORD)][0] ?? [];
    if (!name || name === "body") continue;
    const fact = text.parentElement?.closest("dd");
    const values = MANY.includes(name) ? lines(String(answers[name] ?? "")) : [oneLine(String(answers[name] ?? ""))].filter(Boolean);
    if (fact) fillFact(fact, values);
    // A heading without words would be an empty stop for those who go from heading to heading.
    else if (!values.length && text.data.trim() === `{${name}}`) text.parentElement?.remove();
    else text.data = text.data.replace(WORD, () => values.join(", "));
  }
}

/** @param {Element} fact @param {string[]} values */
function fillFact(fact, values) {
  const copies = values.map((value) => {
    const copy = /** @type {Element} */ (fact.cloneNode());
    copy.textContent = value;
    return copy;
  });
  if (copies.length) fact.replaceWith(...copies);
  else fact.parentElement?.remove();
}

/** @param {DocumentFragment} page @param {import("./file.js").Source[]} sources */
function showSources(page, sources) {
  const part = page.querySelector("[data-only=sources]");
  const model = part?.querySelector("li");
  if (!part || !model) return;
  const told = sources.filter((source) => Object.values(source).some(oneLine));
  if (!told.length) return part.remove();
  model.replaceWith(...told.map((source) => sourceItem(model, source)));
}

/** @param {Element} model @param {import("./file.js").Source} source */
function sourceItem(model, { title, publisher, year, url }) {
  const item = /** @type {Element} */ (model.cloneNode(true));
  const cite = /** @type {Element} */ (item.querySelector("cite"));
  const address = webAddress(oneLine(url));
  const words = document.createElement(address ? "a" : "span");
  if (words instanceof HTMLAnchorElement) Object.assign(words, { href: address, target: "_blank", rel: "noopener" });
  words.textContent = [title, publisher, url, year].map(oneLine).find(Boolean) ?? "";
  cite.replaceChildren(words);
  const rest = title ? [publisher, year].map(oneLine).filter(Boolean) : [oneLine(year)].filter(Boolean);
  const [first, ...others] = textsOf(item).filter((text) => !cite.contains(text) && text.data.trim());
  const end = first.data.slice(first.data.indexOf(".") + 1);
  first.data = `${rest.map((text) => `, ${text}`).join("")}.${address ? "" : end}`;
  for (const other of others) other.remove();
  return item;
}

/** @param {Question[]} questions @param {Answers} answers @param {Shown[]} pictures */
function bodyOf(questions, answers, pictures) {
  const headed = questions.filter(({ name, control }) => control === "lines" && (name === "body" || !/^[a-z_]+$/.test(name)));
  const parts = headed.map(({ name }) => {
    const text = elementsOf(String(answers[name] ?? ""));
    return name === "body" || !text.length ? text : [element("h2", name), ...text];
  }).filter((part) => part.length);
  const [first = [], ...others] = parts;
  return [...first, ...pictures.map(pictureElement), ...others.flat()];
}

/** The paragraphs and lists of a text. @param {string} text */
function elementsOf(text) {
  return blocks(text).map(({ lines: some, isList }) => {
    if (!isList) return element("p", some.join("\n"));
    const list = document.createElement("ul");
    list.append(...some.map((line) => element("li", line)));
    return list;
  });
}

/** @param {Shown} picture */
function pictureElement({ address, alt }) {
  const part = document.createElement("p");
  part.append(Object.assign(new Image(), { src: address, alt }));
  return part;
}

/** @param {string} name @param {string} text */
function element(name, text) {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

/** @param {Node} root @returns {Text[]} */
function textsOf(root) {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walker.nextNode(); node; node = walker.nextNode()) found.push(/** @type {Text} */ (node));
  return found;
}
