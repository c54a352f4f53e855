// @ts-check
// What a Word file says, as answers to the questions. Nothing of the file is ever put into the page but its plain words.
import { strFromU8, unzipSync, zipSync } from "fflate";
import mammoth from "mammoth/mammoth.browser.js";
import { answersOf } from "./word-answers.js";

/** @typedef {import("./word-answers.js").Block} Block */
/** @typedef {{ blob: Blob, alt: string }} Picture as it is in the file: not yet cleaned */
/** @typedef {"tracked-changes" | "comments" | "not-word"} Fault */
/** @typedef {{ [path: string]: Uint8Array }} Parts */

// A file of words and pictures is far smaller, and one that is not would take the memory with the words in the form.
const MOST_BYTES = 50_000_000;
const MOST_UNPACKED = 250_000_000;
const MOST_TEXT = 60_000_000;

const IS_TEXT = /\.(xml|rels)$/;
const NAMESPACES = [
  "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
  "http://purl.oclc.org/ooxml/wordprocessingml/main",
];
const IS_CHANGE = /^(ins|del|move(From|To)|cell(Ins|Del|Merge)|.*Change)$/;
const IS_COMMENT = /^comment(Reference|RangeStart)?$/;
const LONGEST_BOLD_HEADING = 120;
const STYLES = ["p[style-name='Title'] => p.title:fresh", "p[style-name='Guidance'] => p.guidance:fresh"];

/**
 * The answers, sources and pictures of a Word file, and the words that answer no question.
 * With a fault nothing is taken: the file is no Word file, or nobody has yet agreed what it says.
 * @param {ArrayBuffer} buffer
 * @param {import("./word-answers.js").Question[]} questions
 */
export async function readWord(buffer, questions) {
  /** @type {Picture[]} */
  const pictures = [];
  try {
    const parts = unpacked(new Uint8Array(buffer));
    const faults = faultsIn(parts);
    if (faults.length) return nothing(faults);
    const body = await htmlOf(parts, pictures);
    for (const image of body.querySelectorAll("img")) pictures[Number(image.getAttribute("src"))].alt = image.alt;
    const blocks = Array.from(body.children).flatMap((element, number) => blocksOf(element, number + 1));
    return { ...answersOf(blocks, questions), pictures, faults };
  } catch {
    return nothing(["not-word"]);
  }
}

/** @param {Fault[]} faults */
const nothing = (faults) => ({ ...answersOf([], []), pictures: /** @type {Picture[]} */ ([]), faults });

/** The parts of the file. Throws for what is no zip, and before it unpacks too much. @param {Uint8Array} data @returns {Parts} */
function unpacked(data) {
  let [bytes, text] = [0, 0];
  if (data.length > MOST_BYTES) throw new RangeError();
  return unzipSync(data, {
    filter: ({ name, originalSize }) => {
      bytes += originalSize;
      text += IS_TEXT.test(name) ? originalSize : 0;
      if (bytes > MOST_UNPACKED || text > MOST_TEXT) throw new RangeError();
      return !name.endsWith("/");
    },
  });
}

/** What nobody has agreed to yet. Throws for what is no Word file. @param {Parts} parts @returns {Fault[]} */
function faultsIn(parts) {
  const texts = Object.keys(parts).filter((name) => IS_TEXT.test(name));
  const roots = texts.map((name) => parsed(strFromU8(parts[name])).documentElement);
  const inWord = roots.filter(({ namespaceURI }) => NAMESPACES.includes(namespaceURI ?? ""));
  if (!inWord.some(({ localName }) => localName === "document")) throw new TypeError();
  const read = inWord.filter(({ localName }) => /^(document|footnotes|endnotes|comments)$/.test(localName));
  const names = read.flatMap((root) => Array.from(root.getElementsByTagNameNS(root.namespaceURI, "*"), (each) => each.localName));
  /** @type {Fault[]} */
  const faults = [];
  if (names.some((name) => IS_CHANGE.test(name))) faults.push("tracked-changes");
  if (names.some((name) => IS_COMMENT.test(name))) faults.push("comments");
  return faults;
}

/** @param {string} text */
function parsed(text) {
  // Word never writes one; those who do want to make a small file large.
  if (/<!DOCTYPE/i.test(text)) throw new TypeError();
  const found = new DOMParser().parseFromString(text, "application/xml");
  if (found.querySelector("parsererror")) throw new TypeError();
  return found;
}

/** @param {Parts} parts @param {Picture[]} pictures filled with those of the file; each <img> tells its place in this list */
async function htmlOf(parts, pictures) {
  // Packed anew, so that what is read is what was looked at, however the file was put together.
  const { buffer } = zipSync(parts, { level: 0 });
  const convertImage = mammoth.images.imgElement(async (image) => {
    const blob = new Blob([await image.readAsArrayBuffer()], { type: image.contentType });
    return { src: String(pictures.push({ blob, alt: "" }) - 1) };
  });
  const options = { styleMap: STYLES, includeEmbeddedStyleMap: false, convertImage };
  const { value } = await mammoth.convertToHtml({ arrayBuffer: buffer }, options);
  return new DOMParser().parseFromString(value, "text/html").body;
}

/** @param {Element} element @param {number} number tells lists apart @returns {Block[]} */
function blocksOf(element, number) {
  const level = Number(element.localName.match(/^h([1-6])$/)?.[1] ?? 0);
  if (element.matches("ul, ol")) return itemsOf(element, number);
  if (element.matches("table")) return blocksOfTable(/** @type {HTMLTableElement} */ (element), number);
  const text = textOf(element);
  if (!text) return [];
  if (level) return [{ style: "heading", level, text }];
  if (element.matches(".title")) return [{ style: "title", text }];
  if (element.matches(".guidance")) return [{ style: "guidance", text }];
  return [{ style: text.length <= LONGEST_BOLD_HEADING && isBold(element) ? "bold" : "paragraph", text }];
}

/** Items of items are items of one list. @param {Element} list @param {number} number @returns {Block[]} */
function itemsOf(list, number) {
  // What has an id is a note: it is told where the text refers to it.
  const items = Array.from(list.children).filter((item) => !item.id);
  return items.flatMap((item) => {
    const inner = Array.from(item.children).filter((child) => child.matches("ul, ol"));
    for (const each of inner) each.remove();
    const text = textOf(item).split(/\n+/).join(" ");
    /** @type {Block[]} */
    const own = text ? [{ style: "item", level: number, text: `- ${text}` }] : [];
    return [...own, ...inner.flatMap((each) => itemsOf(each, number))];
  });
}

/** @param {HTMLTableElement} table @param {number} number @returns {Block[]} */
function blocksOfTable(table, number) {
  const cells = Array.from(table.rows, (row) => Array.from(row.cells));
  // One column is no table but a frame around a text.
  if (cells.every(({ length }) => length < 2)) {
    return cells.flat().flatMap((cell) => Array.from(cell.children).flatMap((each) => blocksOf(each, number)));
  }
  const rows = cells.map((row) => row.map((cell) => textOf(cell).split(/\n+/).join(" ")));
  const lines = rows.filter((row) => row.some(Boolean)).map((row) => row.join(" | "));
  return [{ style: "table", text: lines.join("\n"), rows }];
}

/** @param {Element} element */
function isBold(element) {
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const { textContent, parentElement } = walker.currentNode;
    if (textContent?.trim() && !parentElement?.closest("strong")) return false;
  }
  return true;
}

/** @param {Element} element */
function textOf(element) {
  const lines = wordsOf(element).replace(/\t/g, " ").split("\n");
  return lines.map((line) => line.trim()).join("\n").trim();
}

/** @param {Node} node @returns {string} */
function wordsOf(node) {
  if (!(node instanceof Element)) return node.textContent ?? "";
  if (node.matches("br")) return "\n";
  if (node.matches("input")) return node.hasAttribute("checked") ? "☒ " : "☐ ";
  const words = Array.from(node.childNodes, wordsOf).join("");
  if (node.matches("p, li, tr")) return `${words}\n`;
  return node.matches("a[href]") ? linkWords(words, node.getAttribute("href") ?? "", node.ownerDocument) : words;
}

/** @param {string} words @param {string} href @param {Document} page */
function linkWords(words, href, page) {
  if (/^#(foot|end)note-\d+$/.test(href)) {
    const note = page.getElementById(href.slice(1));
    return note ? ` (${textOf(note).replace(/\s*↑$/, "").split(/\n+/).join(" ")})` : "";
  }
  // Links to other places of the file, and to files of one computer, help nobody else.
  if (!/^(https?:\/\/|mailto:|tel:)/i.test(href)) return words;
  const address = href.replace(/^mailto:/i, "");
  const isTold = address.replace(/\/$/, "") === words.trim().replace(/\/$/, "");
  return isTold ? words : `${words} (${address})`;
}
