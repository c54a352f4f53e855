// @ts-check
/**
 * Fetches a form and puts it in its own place. The page has the questions as a list, which weighs less; a form that does
 * not come leaves that list as it is.
 */
export class FormPlace extends HTMLElement {
  static define(tag = "form-place", registry = customElements) {
    registry.define(tag, this);
  }

  #stop = new AbortController();

  connectedCallback() {
    this.#stop = new AbortController();
    this.hidden = false;
    this.#fetch(this.#stop.signal);
  }

  disconnectedCallback() {
    this.#stop.abort();
  }

  /** @param {AbortSignal} signal */
  async #fetch(signal) {
    try {
      const answer = await fetch(this.dataset.source ?? "", { signal });
      if (!answer.ok) throw new Error(answer.statusText);
      const { html, styles } = await answer.json();
      await Promise.all(styles.map(styled));
      if (signal.aborted) return;
      const made = document.createElement("template");
      made.innerHTML = html;
      this.replaceChildren(made.content);
    } catch {
      if (!signal.aborted) this.remove();
    }
  }
}

/** Waits for a style sheet, as a form without its styles would jump. @param {{ href: string, media: string }} sheet */
function styled({ href, media }) {
  return new Promise((done, failed) => {
    const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href, media });
    link.addEventListener("load", done);
    link.addEventListener("error", failed);
    document.head.append(link);
  });
}
