// @ts-check
import { chosen, follow } from "../../static/js/settings.js";
import { settingsParts } from "../../static/js/settings-parts.js";

/** The link to the reading settings, as a button that shows their form in the flow, right under the header. */
export class SettingsLink extends HTMLElement {
  static define(tag = "settings-link", registry = customElements) {
    registry.define(tag, this);
  }

  #stop = new AbortController();
  #link = /** @type {HTMLAnchorElement} */ (document.createElement("a"));
  /** @type {HTMLElement | null} */
  #panel = null;

  connectedCallback() {
    this.#link = this.querySelector("a") ?? this.#link;
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.addEventListener("click", this.#onClick, { signal });
    this.addEventListener("keydown", this.#onKey, { signal });
    follow(["ruler"], this.#wake, signal);
    this.#wake();
    // On the page of the settings it stays a link: it leads to the form that is there.
    if (document.querySelector("reading-settings")) return;
    this.#link.setAttribute("role", "button");
    this.#link.setAttribute("aria-expanded", "false");
  }

  disconnectedCallback() {
    this.#stop.abort();
    this.#panel?.remove();
    this.#panel = null;
  }

  /** The ruler comes with the form. Where nothing can be fetched, the page is read without it. */
  #wake = () => {
    if (chosen("ruler")) settingsParts(this.#link.href).catch(() => {});
  };

  /** @param {MouseEvent} event */
  #onClick = async (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    if (this.#panel && !this.#panel.hidden) return this.#close();
    try {
      const parts = await settingsParts(this.#link.href);
      if (parts === document) document.querySelector("reading-settings")?.focus();
      else this.#open(parts);
    } catch {
      location.assign(this.#link.href);
    }
  };

  /** @param {KeyboardEvent} event */
  #onKey = (event) => {
    if (event.key === "Escape" && this.#panel && !this.#panel.hidden) this.#close();
    else if (event.key === " " && this.#link.role === "button") {
      event.preventDefault();
      if (!event.repeat) this.#link.click();
    }
  };

  /** @param {Document} parts */
  #open(parts) {
    this.#panel ??= this.#made(parts);
    this.#panel.hidden = false;
    this.#link.setAttribute("aria-expanded", "true");
    // The button that was just pressed stays where it is, right above.
    this.#panel.focus({ preventScroll: true });
  }

  #close() {
    if (this.#panel) this.#panel.hidden = true;
    this.#link.setAttribute("aria-expanded", "false");
    this.#link.focus();
  }

  /** @param {Document} parts */
  #made(parts) {
    const panel = document.createElement("section");
    panel.id = "settings-panel";
    panel.className = "settings-link__panel";
    panel.tabIndex = -1;
    panel.setAttribute("aria-label", this.#link.textContent ?? "");
    panel.innerHTML = '<div class="wrap"><button class="settings-link__close" type="button"></button></div>';
    const close = panel.querySelector("button");
    const form = parts.querySelector("reading-settings");
    if (!close || !form) throw new Error("no form");
    close.textContent = this.dataset.close ?? "";
    close.before(form);
    close.addEventListener("click", () => this.#close());
    panel.addEventListener("keydown", this.#onKey);
    this.closest("header")?.append(panel);
    this.#link.setAttribute("aria-controls", panel.id);
    return panel;
  }
}
