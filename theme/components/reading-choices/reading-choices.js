// @ts-check
import { choose, chosen, follow } from "./choice.js";

/** Radio buttons that keep what the reader chooses, and show it again. */
export class ReadingChoices extends HTMLElement {
  static define(tag = "reading-choices", registry = customElements) {
    registry.define(tag, this);
  }

  #stop = new AbortController();

  connectedCallback() {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.addEventListener("change", this.#onChange, { signal });
    follow(this.#show, signal);
    this.#show();
    this.hidden = false;
  }

  disconnectedCallback() {
    this.#stop.abort();
  }

  /** @param {Event} event */
  #onChange = (event) => {
    if (event.target instanceof HTMLInputElement) choose(event.target.value);
  };

  #show = () => {
    for (const radio of this.querySelectorAll("input")) radio.checked = radio.value === chosen();
  };
}
