// @ts-check
import { clamped, elementIn, snippetsAt, themed } from "./snippets.js";

const CHOICES = ["theme", "form", "width"];
const USUAL_FORM = "iframe";

/**
 * Chooses a card, its colours and a form. What is chosen stands in the page's address after the #, and only what the page
 * itself offers is ever taken from there. The snippets come from the static page of the card.
 */
export class EmbedBuilder extends HTMLElement {
  static define(tag = "embed-builder", registry = customElements) {
    registry.define(tag, this);
  }

  #stop = new AbortController();
  /** @type {Map<string, Promise<Map<string, string>>>} */
  #pages = new Map();
  #frame = document.createElement("iframe");
  #shown = "";

  connectedCallback() {
    this.#stop = new AbortController();
    const { signal } = this.#stop;
    this.addEventListener("change", this.#onChange, { signal });
    addEventListener("hashchange", this.#follow, { signal });
    addEventListener("message", this.#onMessage, { signal });
    this.#follow();
    this.hidden = false;
  }

  disconnectedCallback() {
    this.#stop.abort();
  }

  /** @template {HTMLElement} T @param {string} selector @returns {T} */
  #part(selector) {
    return /** @type {T} */ (this.querySelector(selector));
  }

  /** @returns {HTMLSelectElement} */
  get #cards() {
    return this.#part("select");
  }

  /** @param {string} name @returns {HTMLInputElement[]} */
  #radios(name) {
    return [...this.querySelectorAll("input")].filter((radio) => radio.name === `embed-${name}`);
  }

  /** @param {string} name */
  #chosen(name) {
    return this.#radios(name).find((radio) => radio.checked)?.value ?? "";
  }

  get #theme() {
    const theme = this.#chosen("theme");
    return theme === "device" ? "" : theme;
  }

  /** The address of the chosen card that follows the reader's device. */
  get #address() {
    return `${this.dataset.cards}${this.#cards.value}/`;
  }

  /** Chooses what the page's address says; what it does not offer, or says nothing of, is as it comes. */
  #follow = () => {
    const wanted = new URLSearchParams(location.hash.slice(1));
    // Any other hash is a place on the page.
    if (location.hash && !wanted.has("card") && this.#shown) return;
    const cards = [...this.#cards.options];
    const card = cards.find((each) => each.value === wanted.get("card")) ?? cards.find((each) => each.defaultSelected);
    if (card) card.selected = true;
    for (const name of CHOICES) {
      const radios = this.#radios(name);
      const radio = radios.find((each) => each.value === wanted.get(name)) ?? radios.find((each) => each.defaultChecked);
      if (radio) radio.checked = true;
    }
    this.#show();
  };

  /** @param {Event} event */
  #onChange = async ({ target }) => {
    if (target !== this.#cards && !(target instanceof HTMLInputElement)) return;
    const choices = CHOICES.map((name) => `&${name}=${this.#chosen(name)}`);
    history.pushState(null, "", `#card=${this.#cards.value}${choices.join("")}`);
    await this.#show();
    const form = this.#radios("form").find((radio) => radio.checked)?.closest("label");
    const now = `${form?.querySelector("span span")?.textContent}, ${this.#cards.selectedOptions[0].text}`;
    this.#part("[data-told]").textContent = (this.dataset.changed ?? "").replace("%s", () => now);
  };

  async #show() {
    const card = this.#cards.value;
    /** @type {HTMLAnchorElement} */ (this.#part("[data-page]")).href = `${this.dataset.pages}${card}/`;
    this.#part(".embed-builder__preview").dataset.width = this.#chosen("width");
    const forms = await this.#formsOf(card);
    if (card !== this.#cards.value) return;
    this.#part("[data-failed]").hidden = forms.size > 0;
    for (const radio of this.#radios("form")) {
      // Some cards have no text of their own, or no picture.
      radio.closest("label")?.toggleAttribute("hidden", forms.size > 0 && !forms.has(radio.value));
      if (radio.value === USUAL_FORM && !forms.has(this.#chosen("form"))) radio.checked = true;
    }
    this.#write(forms.get(this.#chosen("form")) ?? "");
    this.#preview(forms);
  }

  /**
   * The snippets of a card; none where its page could not be read, which is tried again the next time.
   * @param {string} card
   * @returns {Promise<Map<string, string>>}
   */
  async #formsOf(card) {
    const page = this.#pages.get(card) ?? snippetsAt(`${this.dataset.pages}${card}/`);
    this.#pages.set(card, page);
    try {
      return await page;
    } catch {
      this.#pages.delete(card);
      return new Map();
    }
  }

  /** @param {string} code what is to be pasted, as the card's page has it */
  #write(code) {
    /** @type {HTMLTextAreaElement} */ (this.#part("textarea")).value = themed(code, this.#address, this.#theme);
    this.#part("copy-text [role=status]").textContent = "";
    /** @type {HTMLAnchorElement} */
    const file = this.#part("[data-file]");
    file.hidden = this.#chosen("form") !== "file";
    file.href = themed(this.#address, this.#address, this.#theme);
    file.download = `${this.#cards.value.replace("/", "-")}.html`;
  }

  /** @param {Map<string, string>} forms */
  #preview(forms) {
    const form = this.#chosen("form");
    const address = themed(this.#address, this.#address, this.#theme);
    if (`${form} ${address}` === this.#shown) return;
    this.#shown = `${form} ${address}`;
    const place = this.#part(".embed-builder__preview");
    const template = /** @type {HTMLTemplateElement} */ (place.querySelector("template"));
    // A new frame each time: another address in the old one would be a step back in the browser's history.
    const frame = /** @type {HTMLIFrameElement} */ (template.content.firstElementChild?.cloneNode());
    const isPicture = form === "picture";
    if (!isPicture) this.#fill(frame, forms, address);
    place.replaceChildren(template, isPicture ? this.#picture(forms.get(form)) : frame);
  }

  /** @param {string | undefined} code */
  #picture(code) {
    const { src, alt, width, height } = /** @type {HTMLImageElement} */ (elementIn(code, "img"));
    // Of this site, though the snippet names it by its public address.
    return Object.assign(new Image(width, height), { src: new URL(src).pathname, alt });
  }

  /** @param {HTMLIFrameElement} frame @param {Map<string, string>} forms @param {string} address */
  #fill(frame, forms, address) {
    const model = /** @type {HTMLIFrameElement | null} */ (elementIn(forms.get(USUAL_FORM), "iframe"));
    frame.title = model?.title ?? frame.title;
    frame.height = `${clamped(model?.height)}`;
    if (this.#chosen("form") === "text") {
      frame.setAttribute("sandbox", "");
      frame.srcdoc = forms.get("text") ?? "";
    } else {
      frame.src = address;
    }
    this.#frame = frame;
  }

  /** @param {MessageEvent} event */
  #onMessage = ({ source, data }) => {
    if (source !== this.#frame.contentWindow || data?.type !== "tip-card") return;
    const { height } = data;
    if (typeof height !== "number" || !(height > 0)) return;
    this.#frame.height = `${clamped(height)}`;
  };
}
