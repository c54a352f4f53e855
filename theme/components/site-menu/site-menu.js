// @ts-check
/** A menu in a disclosure: Escape closes it and gives the focus back to its button. */
export class SiteMenu extends HTMLElement {
  static define(tag = "site-menu", registry = customElements) {
    registry.define(tag, this);
  }

  #stop = new AbortController();

  connectedCallback() {
    this.#stop = new AbortController();
    this.addEventListener("keydown", this.#onKey, { signal: this.#stop.signal });
  }

  disconnectedCallback() {
    this.#stop.abort();
  }

  /** @param {KeyboardEvent} event */
  #onKey = (event) => {
    const fold = this.querySelector("details");
    if (event.key !== "Escape" || !fold?.open) return;
    fold.open = false;
    this.querySelector("summary")?.focus();
  };
}
