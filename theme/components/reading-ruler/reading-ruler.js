// @ts-check
import { choose, chosen, follow } from "../../static/js/settings.js";

/**
 * The line of text at a point of the window: its middle, and how high lines are there.
 * Beside a line, that line; where there is no text, the point itself.
 * @param {number} x
 * @param {number} y
 */
function lineAt(x, y) {
  const element = document.elementFromPoint(x, y) ?? document.body;
  const { lineHeight, fontSize } = getComputedStyle(element);
  const size = parseFloat(lineHeight) || 1.5 * parseFloat(fontSize);
  const text = element.closest("input, textarea") ? null : textAt(x, y);
  const box = text?.getClientRects()[0];
  const middle = box ? box.top + box.height / 2 : y;
  return Math.abs(middle - y) < size ? { middle, size } : { middle: y, size };
}

/** @param {number} x @param {number} y */
function textAt(x, y) {
  if (document.caretRangeFromPoint) return document.caretRangeFromPoint(x, y);
  const place = document.caretPositionFromPoint?.(x, y);
  if (!place) return null;
  const range = document.createRange();
  range.setStart(place.offsetNode, place.offset);
  return range;
}

/** Two lines that keep the reader's place: they follow the pointer, a tap, the focus and their own buttons. */
export class ReadingRuler extends HTMLElement {
  static define(tag = "reading-ruler", registry = customElements) {
    registry.define(tag, this);
  }

  #stop = new AbortController();
  #awake = new AbortController();
  #x = 0;
  #y = 0;

  connectedCallback() {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.addEventListener("click", this.#onClick, { signal });
    this.addEventListener("keydown", this.#onKey, { signal });
    follow(["ruler"], this.#show, signal);
    this.#show();
  }

  disconnectedCallback() {
    this.#stop.abort();
    this.#awake.abort();
  }

  #show = () => {
    this.#awake.abort();
    this.hidden = !chosen("ruler");
    if (this.hidden) return;
    this.#awake = new AbortController();
    const { signal } = this.#awake;
    document.addEventListener("pointermove", this.#onPoint, { signal });
    document.addEventListener("pointerdown", this.#onPoint, { signal });
    document.addEventListener("focusin", this.#onFocus, { signal });
    window.addEventListener("scroll", this.#again, { signal });
    window.addEventListener("resize", this.#again, { signal });
    const words = document.querySelector("main p")?.getBoundingClientRect();
    this.#place(words ? words.left + 1 : innerWidth / 2, this.#y || innerHeight * 0.4);
  };

  /** @param {PointerEvent} event */
  #onPoint = ({ clientX, clientY, target }) => {
    if (!this.contains(/** @type {Node} */ (target))) this.#place(clientX, clientY);
  };

  /** @param {FocusEvent} event */
  #onFocus = ({ target }) => {
    if (!(target instanceof HTMLElement) || this.contains(target)) return;
    const { left, top, height } = target.getBoundingClientRect();
    // A whole part of the page that has the focus says nothing of a line.
    if (height > innerHeight / 4) return;
    this.#place(left + 1, top + Math.min(height / 2, parseFloat(getComputedStyle(target).fontSize)));
  };

  /** @param {MouseEvent} event */
  #onClick = ({ target }) => {
    const button = target instanceof Element ? target.closest("button") : null;
    if (button?.dataset.move) this.#move(Number(button.dataset.move));
    else if (button) {
      choose("ruler", "");
      document.querySelector("main")?.focus({ preventScroll: true });
    }
  };

  /** @param {KeyboardEvent} event */
  #onKey = (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!step) return;
    event.preventDefault();
    this.#move(step);
  };

  /** By one line. Near the edge of the window the page moves in its place. @param {number} step */
  #move(step) {
    const way = step * this.offsetHeight;
    const next = this.#y + way;
    const before = scrollY;
    if (step < 0 ? next < innerHeight * 0.2 : next > innerHeight * 0.8) scrollBy({ top: way, behavior: "instant" });
    this.#place(this.#x, Math.max(0, Math.min(innerHeight - 1, next - (scrollY - before))));
  }

  #again = () => this.#place(this.#x, this.#y);

  /** @param {number} x @param {number} y */
  #place(x, y) {
    const { middle, size } = lineAt(x, y);
    this.#x = x;
    this.#y = middle;
    this.style.setProperty("--ruler-size", `${size}px`);
    this.style.setProperty("--ruler-top", `${Math.max(0, Math.min(innerHeight - size, middle - size / 2))}px`);
    this.firstElementChild?.classList.toggle("reading-ruler__buttons--above", middle > innerHeight * 0.7);
  }
}
