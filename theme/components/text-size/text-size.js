// @ts-check
const STEPS = [100, 125, 150, 200];
const KEY = "text-size";
const CHANGED = "text-size-change";

/** The remembered step, or the first when nothing is remembered or the store is blocked. */
function recall() {
  try {
    return Math.max(0, STEPS.indexOf(Number(localStorage.getItem(KEY))));
  } catch {
    return 0;
  }
}

/** @param {number} step */
function remember(step) {
  try {
    if (step) localStorage.setItem(KEY, String(STEPS[step]));
    else localStorage.removeItem(KEY);
  } catch {
    // A blocked store: the size holds for this page only.
  }
}

/** Smaller and Larger: multiplies the reader's own text size and says the new size in words. */
export class TextSize extends HTMLElement {
  static define(tag = "text-size", registry = customElements) {
    registry.define(tag, this);
  }

  #stop = new AbortController();

  connectedCallback() {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.addEventListener("click", this.#onClick, { signal });
    document.addEventListener(CHANGED, this.#show, { signal });
    this.hidden = false;
    this.#apply(recall());
  }

  disconnectedCallback() {
    this.#stop.abort();
  }

  get #step() {
    return Math.max(0, STEPS.indexOf(Number(document.documentElement.dataset.textSize)));
  }

  /** @param {MouseEvent} event */
  #onClick = (event) => {
    const button = event.target instanceof Element && event.target.closest("[data-step]");
    if (!(button instanceof HTMLElement)) return;
    const step = this.#step + Number(button.dataset.step);
    if (step < 0 || step >= STEPS.length) return;
    remember(step);
    this.#apply(step);
    button.scrollIntoView({ block: "nearest" });
  };

  /** @param {number} step */
  #apply(step) {
    const root = document.documentElement;
    if (step) root.dataset.textSize = String(STEPS[step]);
    else delete root.dataset.textSize;
    document.dispatchEvent(new Event(CHANGED));
  }

  #show = () => {
    const step = this.#step;
    const words = this.querySelector("[data-size]");
    const name = (this.dataset.names ?? "").split("|")[step];
    if (words && words.textContent !== name) words.textContent = name;
    for (const button of this.querySelectorAll("[data-step]")) {
      const next = step + Number(button.getAttribute("data-step"));
      button.setAttribute("aria-disabled", String(next < 0 || next >= STEPS.length));
    }
  };
}
