// @ts-check
const PAUSE = 500;

/** @param {string | null} text without capitals, accents and punctuation */
function plain(text) {
  return (text ?? "").normalize("NFKD").replace(/[^\p{L}\p{N}\s]/gu, "").toLowerCase();
}

/** A field that leaves, of a list under letters, what holds every word typed. The page's address keeps them. */
export class ListFilter extends HTMLElement {
  static define(tag = "list-filter", registry = customElements) {
    registry.define(tag, this);
  }

  #stop = new AbortController();
  #field = document.createElement("input");
  #pause = 0;
  #found = 0;

  connectedCallback() {
    this.#field = this.querySelector("input") ?? this.#field;
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.addEventListener("input", this.#filter, { signal });
    this.addEventListener("change", this.#tell, { signal });
    this.addEventListener("keydown", this.#onKey, { signal });
    this.#field.value = new URLSearchParams(location.search).get("filter") ?? "";
    if (this.#field.value) this.#filter();
    this.hidden = false;
  }

  disconnectedCallback() {
    clearTimeout(this.#pause);
    this.#stop.abort();
  }

  /** @param {KeyboardEvent} event */
  #onKey = (event) => {
    if (event.key !== "Escape") return;
    this.#field.value = "";
    this.#filter();
  };

  #filter = () => {
    const words = plain(this.#field.value).split(/\s+/);
    const letters = new Set();
    this.#found = 0;
    for (const group of document.querySelectorAll(`#${this.dataset.list} section`)) {
      const before = this.#found;
      for (const item of group.querySelectorAll("li, dl > div")) {
        const text = plain((item.querySelector("dt") ?? item).textContent);
        const fits = words.every((word) => text.includes(word));
        item.toggleAttribute("hidden", !fits);
        this.#found += Number(fits);
      }
      group.toggleAttribute("hidden", this.#found === before);
      if (this.#found > before) letters.add(`#${group.getAttribute("aria-labelledby")}`);
    }
    for (const letter of document.querySelectorAll(".letter-list :is(li, p)")) {
      letter.toggleAttribute("hidden", this.#field.value !== "" && !letters.has(letter.querySelector("a")?.hash));
    }
    clearTimeout(this.#pause);
    this.#pause = setTimeout(this.#tell, PAUSE);
  };

  /** After a pause, so that a screen reader is not told of every letter typed. */
  #tell = () => {
    const { value } = this.#field;
    const { one, many, none } = this.dataset;
    const words = { 0: none, 1: one }[this.#found] ?? many ?? "";
    const [status, ways] = this.querySelectorAll("p span");
    status.textContent = value && words.replace("%n", `${this.#found}`).replace("%q", () => value);
    ways.toggleAttribute("hidden", !value || this.#found > 0);
    const [search] = ways.querySelectorAll("a");
    search.search = `${new URLSearchParams({ q: value })}`;
    const address = new URL(location.href);
    address.searchParams.set("filter", value);
    if (!value) address.searchParams.delete("filter");
    history.replaceState(null, "", address);
  };
}
