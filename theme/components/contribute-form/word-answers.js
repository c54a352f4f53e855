// @ts-check
// Which passage of a Word file answers which question: knowledge/word_answers.py in the browser, held to the same cases.

/** @typedef {{ name: string, ask: string, control?: string, group?: string, help?: string | null, example?: string | null }} Question */
/** @typedef {{ title: string, publisher: string, year: string, url: string }} Source */
/** @typedef {"title" | "heading" | "bold" | "guidance" | "paragraph" | "item" | "table"} Style bold: a paragraph in bold letters alone */
/** @typedef {{ style: Style, text: string, level?: number, rows?: string[][] }} Block level is a heading's, or tells lists apart; rows are a table's cells */

/** @type {{ [heading: string]: keyof Source }} */
const COLUMNS = { title: "title", publisher: "publisher", year: "year", "web address": "url" };
// Under these our template lists the choices, as help.
const CHOICES = ["one", "many", "consent"];
const WEB_ADDRESS = /https?:\/\/[^\s<>"“”]*[^\s<>"“”.,;:!?)\]]/;

/**
 * Every block in its place; nothing is left out.
 * @param {Block[]} blocks
 * @param {Question[]} questions
 */
export const answersOf = (blocks, questions) => new Sorting(blocks, questions).answers();

/** The words of passages: an empty line between paragraphs, "- " before items of a list. @param {Block[]} blocks */
export function plain(blocks) {
  let text = "";
  /** @type {Block | undefined} */
  let last;
  for (const block of blocks.filter((each) => each.text)) {
    const isSameList = block.style === "item" && last?.style === "item" && block.level === last.level;
    text += (isSameList ? "\n" : text && "\n\n") + block.text;
    last = block;
  }
  return text;
}

/** The blocks of a file on their way to the questions. */
class Sorting {
  /** @type {Block[]} */
  #blocks;
  /** @type {Map<string, string>} the name of a question by what a heading may say */
  #names;
  /** @type {Set<string>} */
  #groups;
  #groupLevel;
  /** @type {Map<string, string[]>} helps and examples, with the questions that they stand under */
  #told;
  #hasTitle;
  #hasGuidance;
  /** @type {Set<string>} names of questions all of whose help is told */
  #knowsHelp;
  #isTemplate;
  #default;
  /** @type {Map<string, Block[]>} */
  #passages;
  /** @type {Source[]} */
  #sources = [];
  /** @type {Block[]} */
  #unplaced = [];
  #name = "";
  #level = 0;

  /** @param {Block[]} blocks @param {Question[]} questions */
  constructor(blocks, questions) {
    this.#blocks = blocks;
    const asks = new Map(questions.map(({ ask, name }) => [spelt(ask), name]));
    const names = questions.map(({ name }) => /** @type {const} */ ([spelt(name.replace(/[_-]/g, " ")), name]));
    this.#names = new Map([...names, ...asks]);
    this.#groups = new Set(questions.flatMap(({ group }) => (group ? [spelt(group)] : [])));
    this.#hasTitle = blocks.some(({ style }) => style === "title");
    const headings = blocks.filter(({ style }) => style === "heading" || style === "bold");
    const asked = headings.filter(({ text }) => asks.has(spelt(text)));
    this.#isTemplate = new Set(asked.map(({ text }) => spelt(text))).size > 1;
    // In our template the titles of groups stand a level above the questions, so nobody has to name them.
    this.#groupLevel = this.#isTemplate ? Math.max(...asked.map(({ level = 0 }) => level)) - 1 : 0;
    this.#hasGuidance = blocks.some(({ style }) => style === "guidance");
    const isHelpTold = questions.some(({ help, example }) => help ?? example);
    const known = questions.filter(({ control = "" }) => isHelpTold && !CHOICES.includes(control));
    this.#knowsHelp = new Set(known.map(({ name }) => name));
    this.#told = toldBy(this.#isTemplate ? questions : []);
    // Where nothing else is said, the words of a tip are the tip.
    this.#default = questions.some(({ name }) => name === "body") ? "body" : "";
    this.#passages = new Map(questions.map(({ name }) => [name, []]));
  }

  /** Sorts all blocks, once. */
  answers() {
    for (const [number, block] of this.#blocks.entries()) {
      if (this.#isTold(block)) continue;
      if (block.style === "guidance") this.#place({ ...block, style: "paragraph" });
      else if (!this.#isHeading(block, number === 0) && !this.#isLabelled(block)) this.#place(block);
    }
    const found = Array.from(this.#passages, ([name, passage]) => [name, plain(passage)]).filter(([, text]) => text);
    /** @type {{ [name: string]: string }} */
    const answers = Object.fromEntries(found);
    return { answers, sources: this.#sources, unplaced: plain(this.#unplaced) };
  }

  /**
   * Whether these are words of our template: its remarks, or a help or an example. People type answers into the style of the
   * help, so what else has that style is taken. Programs that lose the style leave the words, which are known by themselves.
   * @param {Block} block
   */
  #isTold({ style, text }) {
    if (style === "guidance" && !this.#knowsHelp.has(this.#name)) return true;
    if (style !== "guidance" && (this.#hasGuidance || style === "heading")) return false;
    const texts = [text, text.slice(text.indexOf(":") + 1)].filter(Boolean);
    return texts.some((each) => this.#told.get(spelt(each))?.includes(this.#name));
  }

  /** Turns to what a heading is about, and says whether that is all that it is for. @param {Block} block @param {boolean} isFirst */
  #isHeading(block, isFirst) {
    const { style, text, level = 0 } = block;
    if (style === "title") return this.#isTitle(block);
    if (style === "item" || style === "table") return false;
    const name = this.#names.get(spelt(text));
    if (name !== undefined) {
      [this.#name, this.#level] = [name, level];
      return true;
    }
    if (style === "paragraph") return false;
    const isGroup = this.#groups.size ? this.#groups.has(spelt(text)) : level > 0 && level === this.#groupLevel;
    if (isGroup) {
      [this.#name, this.#level] = ["", level];
      return true;
    }
    if (isFirst && !this.#hasTitle && level < 2 && !labelled(text)) return this.#isTitle(block);
    if (style === "heading" && (level <= this.#level || !this.#level)) [this.#name, this.#level] = ["", level];
    return false;
  }

  /** The title of our template is the form's own; elsewhere the first one is the story's. @param {Block} block */
  #isTitle(block) {
    if (this.#isTemplate) return true;
    const passage = this.#passages.get("title");
    if (!passage || passage.length) return false;
    passage.push(block);
    return true;
  }

  /** Takes lines such as "Place: Cardiff", if the block is nothing else. @param {Block} block */
  #isLabelled(block) {
    if (this.#name || block.style === "item" || block.style === "table") return false;
    const pairs = block.text.split("\n").map(labelled);
    const found = pairs.map((pair) => ({ name: pair && this.#names.get(spelt(pair[0])), words: pair?.[1] ?? "" }));
    if (!found.every(({ name }) => name)) return false;
    for (const { name, words } of found) this.#add(name ?? "", { style: "paragraph", text: words });
    return true;
  }

  /** @param {Block} block */
  #place(block) {
    const columns = sourceColumns(block);
    if (columns.length && this.#passages.has("sources")) this.#sources.push(...sourceRows(block, columns));
    else this.#add(this.#name || this.#default, block);
  }

  /** @param {string} name @param {Block} block */
  #add(name, block) {
    const lines = block.text.split("\n").filter((line) => line.trim());
    if (name === "sources") this.#sources.push(...lines.map(sourceIn));
    else if (lines.length) (this.#passages.get(name) ?? this.#unplaced).push(block);
  }
}

/** A heading without capitals, its number and the signs at its end. @param {string} text */
function spelt(text) {
  const straight = text.normalize("NFKC").replace(/[‘’]/g, "'").replace(/[“”]/g, '"').toLowerCase();
  const bare = straight.trim().replace(/^\d+[.)]\s+/, "").replace(/^[\s:?!.…]+|[\s:?!.…]+$/g, "");
  return bare.split(/\s+/).join(" ");
}

/** @param {Question[]} questions */
function toldBy(questions) {
  /** @type {Map<string, string[]>} */
  const told = new Map();
  for (const { name, help, example } of questions) {
    for (const text of [help, example]) if (text) told.set(spelt(text), [...(told.get(spelt(text)) ?? []), name]);
  }
  return told;
}

/** What stands before and after the colon of a line. @param {string} line */
const labelled = (line) => line.trim().match(/^([^:\n]+):[^\S\n]*(\S.*)$/)?.slice(1);

/** What each column of a table of sources holds; nothing for any other table. @param {Block} block */
function sourceColumns({ rows = [] }) {
  const columns = (rows[0] ?? []).map((cell) => COLUMNS[spelt(cell)]);
  return columns.includes("title") && columns.includes("url") ? columns : [];
}

/** @param {Block} block @param {(keyof Source | undefined)[]} columns */
function sourceRows({ rows = [] }, columns) {
  const sources = rows.slice(1).map((row) => {
    const source = { title: "", publisher: "", year: "", url: "" };
    for (const [at, column] of columns.entries()) if (column) source[column] = (row[at] ?? "").trim().split(/\s+/).join(" ");
    return { ...source, title: source.title || source.url || source.publisher || source.year };
  });
  return sources.filter(({ title }) => title);
}

/** A source that somebody wrote as a line of text: its web address, and all else as title. @param {string} text @returns {Source} */
function sourceIn(text) {
  const line = text.replace(/^- /, "").trim();
  const [url] = line.match(WEB_ADDRESS) ?? [""];
  if (!url) return { title: line, publisher: "", year: "", url };
  const [before, after] = [line.slice(0, line.indexOf(url)), line.slice(line.indexOf(url) + url.length)];
  const rest = `${before.replace(/[ (<]+$/, "")} ${after.replace(/^[ )>]+/, "")}`;
  return { title: rest.replace(/^[ .,;:]+|[ .,;:]+$/g, "") || url, publisher: "", year: "", url };
}
