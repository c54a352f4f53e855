// @ts-check
import { acronyms, sentences } from "./sentences.js";

/** @typedef {{ text: string, language: string, range: Range, spoken?: string }} Sentence */
/** @typedef {{ element: Element, sentences: Sentence[] }} Passage a heading, a paragraph, an item of a list or the like */
/** @typedef {{ passage: Element, language: string, text: string, pieces: { node: Text, start: number }[] }} Run */

const BLOCKS = "h1, h2, h3, h4, h5, h6, p, li, dt, dd, th, td, caption, figcaption, blockquote, div, section, article";
// What is there to be used or looked up, and not to be read.
const SILENT = [
  "nav, button, form, template, script, style, svg, .no-print, .visually-hidden, [aria-hidden=true]",
  "[href^='#source-'], details:not([open]) > :not(summary)",
].join();

/**
 * What can be read of a part of the page, in order, passage by passage.
 * @param {Element} root
 * @returns {Passage[]}
 */
export function passagesOf(root) {
  /** @type {Passage[]} */
  const passages = [];
  for (const run of runsOf(root)) {
    const found = sentences(run.text, run.language).map((span) => ({
      text: run.text.slice(span.start, span.end),
      language: run.language,
      range: rangeOf(run, span),
    }));
    const last = passages[passages.length - 1];
    if (last?.element === run.passage) last.sentences.push(...found);
    else if (found.length) passages.push({ element: run.passage, sentences: found });
  }
  return passages;
}

/** What the page's list of words says of acronyms. */
export function acronymsOnPage() {
  const words = Array.from(document.querySelectorAll(".word-list > div"), (word) => ({
    title: word.querySelector("a")?.textContent ?? "",
    // The other names, after the words that introduce them.
    names: word.querySelectorAll("dd")[1]?.textContent?.replace(/^[^:]*:/, "").split(",").map((name) => name.trim()) ?? [],
  }));
  return acronyms(words);
}

/**
 * Running text of one passage in one language.
 * @param {Element} root
 * @returns {Run[]}
 */
function runsOf(root) {
  /** @type {Run[]} */
  const runs = [];
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT, (node) => {
    if (!(node instanceof Element)) return NodeFilter.FILTER_ACCEPT;
    // What is not shown has no boxes, such as what only paper has.
    const isSilent = node.matches(SILENT) || !node.getClientRects().length;
    return isSilent ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_SKIP;
  });
  while (walker.nextNode()) {
    const node = /** @type {Text} */ (walker.currentNode);
    const passage = node.parentElement?.closest(BLOCKS) ?? root;
    const language = node.parentElement?.closest("[lang]")?.getAttribute("lang") ?? "";
    let run = runs[runs.length - 1];
    if (run?.passage !== passage || run.language !== language) {
      run = { passage, language, text: "", pieces: [] };
      runs.push(run);
    }
    run.pieces.push({ node, start: run.text.length });
    run.text += node.data;
  }
  return runs;
}

/**
 * @param {Run} run
 * @param {import("./sentences.js").Span} span
 */
function rangeOf({ pieces }, { start, end }) {
  const range = document.createRange();
  for (const { node, start: from } of pieces) {
    const inside = (/** @type {number} */ at) => at - from <= node.length;
    if (from <= start && inside(start)) range.setStart(node, start - from);
    if (from < end && inside(end)) range.setEnd(node, end - from);
  }
  return range;
}
