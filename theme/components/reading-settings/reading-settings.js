// @ts-check
import { choose, chosen, follow } from "../../static/js/settings.js";

/** Radio buttons that act at once, say what was set, and always show what holds. */
export class ReadingSettings extends HTMLElement {
  static define(tag = "reading-settings", registry = customElements) {
    registry.define(tag, this);
  }

  #stop = new AbortController();

  connectedCallback() {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.addEventListener("change", this.#onChange, { signal });
    this.querySelector(".reading-settings__reset")?.addEventListener("click", this.#onReset, { signal });
    follow(this.#names, this.#show, signal);
    this.#show();
    // Choosing again what is chosen tells whether this browser keeps anything.
    for (const name of this.#names) this.#set(name, chosen(name));
    this.hidden = false;
  }

  disconnectedCallback() {
    this.#stop.abort();
  }

  get #radios() {
    return this.querySelectorAll("input");
  }

  get #names() {
    return [...new Set(Array.from(this.#radios, (radio) => radio.name))];
  }

  /** @param {Event} event */
  #onChange = ({ target }) => {
    if (!(target instanceof HTMLInputElement)) return;
    const legend = target.closest("fieldset")?.querySelector("legend")?.textContent;
    const title = target.closest("label")?.querySelector("[data-title]")?.textContent;
    this.#inPlace(target, () => this.#set(target.name, target.value));
    this.#say(`${legend}: ${title}`);
  };

  /** @param {Event} event */
  #onReset = ({ currentTarget }) => {
    if (!(currentTarget instanceof HTMLElement)) return;
    this.#inPlace(currentTarget, () => this.#names.forEach((name) => this.#set(name, "")));
    this.#say(currentTarget.dataset.done ?? "");
  };

  /** @param {string} name @param {string} value */
  #set(name, value) {
    const kept = this.querySelector(".reading-settings__kept");
    if (!choose(name, value) && kept) kept.textContent = kept.getAttribute("data-blocked");
  }

  /**
   * What was pressed stays where it is in the window, though everything above it may have grown.
   * @param {Element} pressed
   * @param {() => void} act
   */
  #inPlace(pressed, act) {
    const { top } = pressed.getBoundingClientRect();
    act();
    scrollBy(0, pressed.getBoundingClientRect().top - top);
  }

  /** @param {string} words */
  #say(words) {
    const status = this.querySelector("[role=status]");
    if (status) status.textContent = words;
  }

  #show = () => {
    for (const radio of this.#radios) radio.checked = radio.value === chosen(radio.name);
  };
}
