// @ts-check
import { acronymsOnPage, passagesOf } from "./passages.js";
import { ReadingMark } from "./reading-mark.js";
import { spoken } from "./sentences.js";
import { voiceFor } from "./voices.js";

// Milliseconds. A device that has not begun by then will not: some say nothing, not even that they failed.
const PATIENCE = 8000;

/**
 * Reads the page by a voice of the device, sentence by sentence. A pause is an end that keeps its place, as some devices
 * cannot pause, and some forget a long pause.
 */
export class ReadAloud extends HTMLElement {
  static define(tag = "read-aloud", registry = customElements) {
    registry.define(tag, this);
  }

  #stop = new AbortController();
  #startWords = "";
  /** @type {import("./passages.js").Passage[]} none unless the reading has begun */
  #passages = [];
  #passage = 0;
  #sentence = 0;
  #known = new Map();
  #heard = new Set();
  #mark = new ReadingMark();
  /** @type {SpeechSynthesisUtterance | null} what is being said */
  #utterance = null;
  #patience = 0;

  connectedCallback() {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    const [main, stop, previous, next] = this.querySelectorAll("button");
    this.#startWords = main.textContent ?? "";
    main.addEventListener("click", this.#onMain, { signal });
    stop.addEventListener("click", () => this.#end(), { signal });
    previous.addEventListener("click", () => this.#go(this.#passage - 1), { signal });
    next.addEventListener("click", () => this.#go(this.#passage + 1), { signal });
    this.addEventListener("keydown", this.#onKey, { signal });
    window.addEventListener("pagehide", () => this.#end(), { signal });
  }

  disconnectedCallback() {
    this.#end();
    this.#stop.abort();
  }

  /** Reads from the top. */
  begin() {
    const article = this.closest("article");
    this.#passages = article ? passagesOf(article) : [];
    this.#known = acronymsOnPage();
    this.#heard.clear();
    this.#go(0);
  }

  #onMain = () => {
    if (this.#utterance) this.#hold(this.dataset.now);
    else if (this.#passages.length) this.#say(true);
    else this.begin();
  };

  /** @param {KeyboardEvent} event */
  #onKey = (event) => {
    if (event.key === "Escape" && this.#passages.length) this.#end();
  };

  /**
   * @param {number} passage where to read on; past the last one the reading is over
   * @param {boolean} [isAsked] whether the reader asked for it, and is fetched there
   */
  #go(passage, isAsked = true) {
    if (isAsked) this.#silence();
    if (passage >= this.#passages.length) return this.#end(this.dataset.end);
    this.#passage = Math.max(0, passage);
    this.#sentence = 0;
    this.#say(isAsked);
  }

  /** @param {boolean} [isAsked] whether the reader asked for just this place */
  #say(isAsked = false) {
    const { element, sentences } = this.#passages[this.#passage];
    const sentence = sentences[this.#sentence];
    // Kept, so that a sentence is said the same way when it is said again.
    sentence.spoken ??= spoken(sentence.text, this.#known, this.#heard);
    const utterance = new SpeechSynthesisUtterance(sentence.spoken);
    const voice = voiceFor(sentence.language) ?? voiceFor(document.documentElement.lang) ?? null;
    utterance.voice = voice;
    utterance.lang = voice?.lang ?? sentence.language;
    utterance.onstart = () => clearTimeout(this.#patience);
    utterance.onend = () => this.#utterance === utterance && this.#onSaid();
    utterance.onerror = () => this.#utterance === utterance && this.#hold(this.dataset.failed);
    this.#utterance = utterance;
    this.#patience = setTimeout(() => this.#hold(this.dataset.failed), PATIENCE);
    this.#tell(this.dataset.now);
    this.#mark.move(element, sentence.range, this.#stay(), isAsked);
    speechSynthesis.speak(utterance);
  }

  #onSaid() {
    clearTimeout(this.#patience);
    this.#sentence += 1;
    if (this.#sentence < this.#passages[this.#passage].sentences.length) this.#say();
    else this.#go(this.#passage + 1, false);
  }

  /** @param {string} [words] why it stands still; the place is kept */
  #hold(words) {
    this.#silence();
    this.#tell("", words);
  }

  /** @param {string} [words] why it is over */
  #end(words) {
    this.#silence();
    this.#mark.clear();
    this.#passages = [];
    this.#passage = 0;
    this.#tell("", words);
    this.toggleAttribute("data-stays", false);
    document.documentElement.style.scrollPaddingBlockStart = "";
  }

  #silence() {
    clearTimeout(this.#patience);
    this.#utterance = null;
    speechSynthesis.cancel();
  }

  /** The controls stay in the window while they take at most a quarter of it. Gives how much of it they cover. */
  #stay() {
    this.toggleAttribute("data-stays", true);
    const { offsetHeight } = this;
    const stays = offsetHeight * 4 <= innerHeight;
    this.toggleAttribute("data-stays", stays);
    document.documentElement.style.scrollPaddingBlockStart = stays ? `${offsetHeight}px` : "";
    return stays ? offsetHeight : 0;
  }

  /**
   * @param {string} [place] shown, and not told to a screen reader, which would talk at the same time
   * @param {string} [words] told
   */
  #tell(place = "", words = "") {
    const [main, ...others] = this.querySelectorAll("button");
    const hadFocus = others.some((button) => button === document.activeElement);
    const { length } = this.#passages;
    main.textContent = (this.#utterance ? main.dataset.pause : length ? main.dataset.on : this.#startWords) ?? "";
    for (const button of others) button.hidden = !length;
    if (hadFocus && !length) main.focus();
    const [shown, told] = this.querySelectorAll(":scope > span");
    const filled = (/** @type {string} */ text) => text.replace("%n", `${this.#passage + 1}`).replace("%m", `${length}`);
    shown.textContent = filled(place);
    told.textContent = filled(words);
  }
}
