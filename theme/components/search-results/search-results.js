// @ts-check
// <search-results>: looks for ?q= and lists what it finds. Its fallback stays until results stand in its place.
import lunr from "lunr";
import { find } from "./query.js";

const FILES = new URL("../search/", import.meta.url);

/** @typedef {[address: string, title: string, kind: string, short: string, ...names: string[]]} Shown */

export class SearchResults extends HTMLElement {
  static define(tag = "search-results", registry = customElements) {
    if (!registry.get(tag)) registry.define(tag, SearchResults);
  }

  connectedCallback() {
    this.abort = new AbortController();
    const typed = new URLSearchParams(location.search).get("q")?.trim() ?? "";
    if (!typed) return;
    for (const field of document.querySelectorAll('form[role="search"] input[name="q"]')) {
      /** @type {HTMLInputElement} */ (field).value = typed;
    }
    this.search(typed);
  }

  disconnectedCallback() {
    this.abort?.abort();
  }

  /** @param {string} typed */
  async search(typed) {
    this.say("loading", typed);
    try {
      const manifest = await this.fetch("manifest.json");
      const [index, documents] = await Promise.all([this.fetch(manifest.index), this.fetch(manifest.documents)]);
      const names = documents.map((/** @type {Shown} */ [, title, , , ...others]) => [title, ...others]);
      this.show(find(lunr.Index.load(index), names, typed).map((number) => documents[number]), typed);
    } catch (error) {
      if (this.abort?.signal.aborted) return;
      this.say("failed", typed);
      throw error;
    }
  }

  /** @param {string} name */
  async fetch(name) {
    const answer = await fetch(new URL(name, FILES), { signal: this.abort?.signal });
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return answer.json();
  }

  /** @param {Shown[]} results @param {string} typed */
  show(results, typed) {
    const list = this.querySelector(".search-results__list");
    list?.replaceChildren(...results.map((result) => this.row(result)));
    if (results.length) this.querySelector(".search-results__fallback")?.remove();
    this.say(results.length === 0 ? "none" : results.length === 1 ? "one" : "many", typed, results.length);
    document.title = `${this.words("title", typed, results.length)} – ${document.title}`;
  }

  /** @param {Shown} result */
  row([address, title, kind, short]) {
    const template = /** @type {HTMLTemplateElement} */ (this.querySelector("template[data-result]"));
    const row = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
    const link = /** @type {HTMLAnchorElement} */ (row.querySelector("[data-title]"));
    link.href = address;
    link.textContent = title;
    for (const [name, text] of [["[data-kind]", kind], ["[data-short]", short]]) {
      const place = row.querySelector(name);
      if (place) place.textContent = text;
    }
    return row;
  }

  /** @param {string} name @param {string} typed */
  say(name, typed, count = 0) {
    const status = this.querySelector(".search-results__status");
    if (status) status.textContent = this.words(name, typed, count);
  }

  /** @param {string} name @param {string} typed @param {number} count */
  words(name, typed, count) {
    return (this.dataset[name] ?? "").replace("%n", () => String(count)).replace("%q", () => typed);
  }
}
