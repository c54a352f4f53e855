// @ts-check
// The last step: the ways by which the words leave the form, and what is said of each.
import { zipped } from "./archive.js";
import { mail, newFile, newIssue } from "./handing-over.js";

/** @typedef {{ name: string, data: Blob | string }} File */
/** @typedef {{ text: string, title: string, path: string, files: File[] }} Parcel the text, and all files if there are more than one */
/** @typedef {(name: string, values?: Record<string, unknown>) => string} Words */

export class Ways {
  /** @type {Parcel} */
  #parcel = { text: "", title: "", path: "", files: [] };
  // Whether the reader has the text, or has it marked: the next press may then lead away.
  #isInHand = false;
  #isWhole = true;

  /**
   * @param {HTMLElement} part the last step
   * @param {DOMStringMap} places the repository, its branch and the e-mail address
   * @param {Words} words
   */
  constructor(part, places, words) {
    this.part = part;
    this.places = places;
    this.words = words;
  }

  /** @param {string} selector @returns {any} */
  #one(selector) {
    return this.part.querySelector(selector);
  }

  /** @param {string} selector @param {boolean} isShown */
  #show(selector, isShown) {
    const part = this.#one(selector);
    if (part) part.hidden = !isShown;
  }

  /** What would be sent now. @param {Parcel} parcel */
  offer(parcel) {
    this.#isInHand &&= parcel.text === this.#parcel.text;
    this.#parcel = parcel;
    this.#one("textarea[readonly]").value = parcel.text;
    this.#one("[data-file-name]").textContent = this.#fileName;
    this.#show("[data-with-pictures]", parcel.files.length > 1);
    this.#offerMail();
    this.#offerGitHub();
  }

  get #fileName() {
    const name = this.#parcel.path.split("/").pop() ?? "";
    return this.#parcel.files.length > 1 ? name.replace(/\.\w+$/, ".zip") : name;
  }

  #offerMail() {
    const { contact = "" } = this.places;
    if (!contact) return;
    const subject = this.words("subject", { title: this.#parcel.title });
    const hasMore = this.#parcel.files.length > 1;
    const { address, isWhole } = mail({ contact, subject, text: this.#parcel.text, steps: this.words("steps") }, hasMore);
    this.#one("[data-way=mail]").href = address;
    this.#show("[data-mail-whole]", isWhole);
    this.#show("[data-mail-steps]", !isWhole);
  }

  #offerGitHub() {
    const { repository = "", branch = "" } = this.places;
    if (!repository) return;
    const { text, title, path } = this.#parcel;
    const isFile = path.includes("/");
    const way = isFile ? newFile({ repository, branch, path, text }) : newIssue({ repository, title: this.words("subject", { title }), text });
    this.#isWhole = way.isWhole;
    for (const link of this.part.querySelectorAll("[data-way=github], [data-github-again]")) link.setAttribute("href", way.address);
    this.#show("[data-github-whole]", way.isWhole);
    this.#show("[data-github-steps]", !way.isWhole);
  }

  /** @param {MouseEvent} event a press on one of the ways @param {string} way */
  async take(event, way) {
    if (way === "save") await this.#save();
    if (way === "copy") await this.#copy();
    if (way === "mail") this.say(this.words("mailed"));
    if (way === "github") await this.#openGitHub(event);
  }

  async #save() {
    const { text, files } = this.#parcel;
    try {
      const data = files.length > 1 ? await zipped(files) : new Blob([text], { type: "text/markdown;charset=utf-8" });
      const link = Object.assign(document.createElement("a"), { href: URL.createObjectURL(data), download: this.#fileName });
      link.click();
      // Some browsers begin to read it only later.
      setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
      this.say(this.words("saved", { found: this.#fileName }));
    } catch {
      this.#mark();
      this.say(this.words("not-saved"));
    }
  }

  async #copy() {
    try {
      await navigator.clipboard.writeText(this.#parcel.text);
      this.#isInHand = true;
      this.say(this.words("copied"));
      return true;
    } catch {
      this.#isInHand = true;
      this.#mark();
      this.say(this.words("not-copied"));
      return false;
    }
  }

  /** The text, marked and ready for the reader's own copy key. */
  #mark() {
    this.#one("[data-text]").open = true;
    const text = this.#one("textarea[readonly]");
    text.focus();
    text.select();
  }

  /** @param {MouseEvent} event */
  async #openGitHub(event) {
    this.#show("[data-github-link]", true);
    if (this.#isWhole) return this.say(this.words("opened"));
    if (this.#isInHand) return this.say(this.words("opened-copied"));
    // First the copy: the new tab would take the focus, and with it the right to copy.
    event.preventDefault();
    if (await this.#copy()) this.#one("[data-way=github]").click();
  }

  /** @param {string} words */
  say(words) {
    this.#one("[data-told]").textContent = words;
  }
}
