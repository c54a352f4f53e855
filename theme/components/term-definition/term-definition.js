// @ts-check
import { chosen, follow } from "../../static/js/settings.js";

// A panel over the text asks for a window this wide, in units of the reader's own text size.
const WIDTH = 40;
const BUTTONS = "a[data-term][aria-expanded]";

/** @param {EventTarget | null} target */
function buttonAt(target) {
  return target instanceof Element ? /** @type {HTMLElement | null} */ (target.closest(BUTTONS)) : null;
}

/** What the list of words on the page says of a word: the entry that leads to the same page. @param {Element} word */
function entryOf(word) {
  const href = CSS.escape(word.getAttribute("href") ?? "");
  return document.querySelector(`.word-list dt > a[href=${href}]`)?.closest("div") ?? null;
}

/** A word in running text opens what the list of words on the same page says of it. */
export class TermDefinition extends HTMLElement {
  static define(tag = "term-definition", registry = customElements) {
    registry.define(tag, this);
  }

  #stop = new AbortController();
  #panel = /** @type {HTMLElement} */ (this);
  /** @type {HTMLElement | null} */
  #word = null;

  connectedCallback() {
    const panel = this.querySelector("template")?.content.firstElementChild?.cloneNode(true);
    if (!(panel instanceof HTMLElement)) return;
    this.#panel = panel;
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    document.addEventListener("click", this.#onClick, { signal });
    // Before all others, so that an Escape which closes the panel closes or clears nothing else.
    document.addEventListener("keydown", this.#onKey, { signal, capture: true });
    window.addEventListener("resize", this.#place, { signal });
    follow(["text-size", "spacing", "line-width", "font"], this.#place, signal);
    follow(["definitions"], this.#mark, signal);
    this.#mark();
  }

  disconnectedCallback() {
    this.#close();
    this.#stop.abort();
  }

  /** Words that have an entry in the list become buttons, unless the reader wants none. */
  #mark = () => {
    this.#close();
    for (const word of document.querySelectorAll("a[data-term]")) {
      if (!chosen("definitions") && entryOf(word)) {
        word.setAttribute("role", "button");
        word.setAttribute("aria-expanded", "false");
      } else {
        word.removeAttribute("role");
        word.removeAttribute("aria-expanded");
      }
    }
  };

  /** @param {MouseEvent} event */
  #onClick = (event) => {
    const { target } = event;
    if (!(target instanceof Element) || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const word = buttonAt(target);
    if (word) event.preventDefault();
    if (word && word !== this.#word) this.#open(word);
    else if (!this.#panel.contains(target)) {
      // Who makes the text larger wants to go on reading what is open.
      if (!target.closest("settings-link, #settings-panel")) this.#close();
    } else if (target.closest("button")) this.#close(true);
  };

  /** @param {KeyboardEvent} event */
  #onKey = (event) => {
    const word = buttonAt(event.target);
    if (event.key === "Escape" && this.#word) {
      event.preventDefault();
      event.stopPropagation();
      this.#close();
    } else if (event.key === " " && word) {
      event.preventDefault();
      if (!event.repeat) word.click();
    }
  };

  /** @param {HTMLElement} word */
  #open(word) {
    const entry = entryOf(word);
    const link = entry?.querySelector("a");
    if (!entry || !link) return;
    this.#close();
    const [short, also] = entry.querySelectorAll("dd");
    /** @type {Record<string, Element | null>} */
    const parts = { word: entry.querySelector("dt"), short, also, title: link };
    for (const part of this.#panel.querySelectorAll("[data-part]")) {
      part.textContent = parts[part.getAttribute("data-part") ?? ""]?.textContent ?? "";
    }
    this.#panel.querySelector("a")?.setAttribute("href", link.href);
    word.after(this.#panel);
    word.setAttribute("aria-expanded", "true");
    word.setAttribute("aria-controls", this.#panel.id);
    this.#word = word;
    this.#place();
    if (!this.#panel.popover) this.#panel.scrollIntoView({ block: "nearest" });
  }

  /** Over the text where there is room, and in tables, whose cells are narrow; else in the text, below the word's line. */
  #place = () => {
    const panel = this.#panel;
    panel.popover = null;
    if (!this.#word || !CSS.supports("position-area", "end")) return;
    const unit = parseFloat(getComputedStyle(document.documentElement).fontSize);
    if (innerWidth < WIDTH * unit && !this.#word.closest("td, th")) return;
    panel.popover = "manual";
    panel.showPopover();
    const { top, bottom } = panel.getBoundingClientRect();
    const word = this.#word.getBoundingClientRect();
    // What fits neither below nor above its word would lie on it, or not wholly in the window.
    const fits = top >= word.bottom ? bottom <= innerHeight : bottom <= word.top && top >= 0;
    if (!fits) panel.popover = null;
  };

  /** @param {boolean} [back] whether the focus goes back to the word in any case */
  #close(back = false) {
    const word = this.#word;
    if (!word) return;
    const inside = this.#panel.contains(document.activeElement);
    this.#word = null;
    this.#panel.remove();
    word.setAttribute("aria-expanded", "false");
    word.removeAttribute("aria-controls");
    if (back || inside) word.focus();
  }
}
