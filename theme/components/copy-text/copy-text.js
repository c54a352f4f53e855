// @ts-check
/** A button that copies the text beside it and says so. */
export class CopyText extends HTMLElement {
  static define(tag = "copy-text", registry = customElements) {
    registry.define(tag, this);
  }

  #stop = new AbortController();

  connectedCallback() {
    const button = this.querySelector("button");
    if (!button) return;
    this.#stop = new AbortController();
    button.addEventListener("click", this.#copy, { signal: this.#stop.signal });
    button.hidden = false;
  }

  disconnectedCallback() {
    this.#stop.abort();
  }

  #copy = async () => {
    const text = this.querySelector("textarea");
    if (!text) return;
    try {
      await navigator.clipboard.writeText(text.value);
      this.#say(this.dataset.done);
    } catch {
      // No clipboard (an old browser, or a page without https): the text is marked, ready for the reader's own copy key.
      text.select();
      this.#say(this.dataset.failed);
    }
  };

  /** @param {string | undefined} words */
  #say(words) {
    const status = this.querySelector("[role=status]");
    if (status) status.textContent = words ?? "";
  }
}
