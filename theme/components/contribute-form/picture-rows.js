// @ts-check
// The pictures that somebody chose: made anew, shown, and told about. They live in the page alone.
import { addItem, items, valuesOf } from "./answers.js";
import { cleaned } from "./pictures.js";
import { tidy } from "./plain-text.js";

/** @typedef {{ blob: Blob, ending: string }} Made */
/** @typedef {import("./file.js").Picture & { blob: Blob, address: string }} Ready a picture with all that must be known of it */
/** @typedef {{ row: number, code: string }} Fault */

/** @type {WeakMap<HTMLElement, Made>} */
const made = new WeakMap();
let count = 0;

/** What is said of a picture that cannot be taken. */
const REFUSALS = new Map([
  ["too-large", "large-picture"],
  ["scrambled", "scrambled-picture"],
]);

/**
 * Adds a row for each picture that can be read, and gives what to say of the others.
 * @param {HTMLElement} part the question
 * @param {{ file: Blob, name: string, alt?: string }[]} chosen
 * @param {import("./ways.js").Words} words
 */
export async function addPictures(part, chosen, words) {
  const told = [];
  for (const { file, name, alt = "" } of chosen) {
    try {
      await addPicture(part, await cleaned(file), alt);
    } catch (why) {
      const code = why instanceof Error ? why.message : "";
      told.push(words(REFUSALS.get(code) ?? "no-picture", { found: name }));
    }
  }
  return told;
}

/** @param {HTMLElement} part @param {Made} picture @param {string} alt what its file said that it shows */
async function addPicture(part, picture, alt) {
  const item = addItem(part);
  made.set(item, picture);
  count += 1;
  for (const radio of /** @type {NodeListOf<HTMLInputElement>} */ (item.querySelectorAll("[data-people]"))) radio.name = `people-${count}`;
  /** @type {HTMLTextAreaElement} */ (item.querySelector("[data-part=alt]")).value = alt;
  const thumb = Object.assign(new Image(), { src: await addressOf(picture.blob), alt: "", className: "contribute-form__thumb" });
  item.querySelector("[data-thumb]")?.append(thumb);
  showDetails(item);
}

/** A picture of people needs no more words, as it is left out; one that only decorates needs none. @param {HTMLElement} item */
export function showDetails(item) {
  const isOfPeople = people(item) === "yes";
  /** @type {HTMLElement} */ (item.querySelector("[data-people-note]")).hidden = !isOfPeople;
  /** @type {HTMLElement} */ (item.querySelector("[data-details]")).hidden = isOfPeople;
  /** @type {HTMLTextAreaElement} */ (item.querySelector("[data-part=alt]")).disabled = isDecorative(item);
}

/** The pictures that may leave the form. @param {HTMLElement | null} part @returns {Ready[]} */
export function readyPictures(part) {
  const whole = part ? items(part).filter((item) => !faultOf(item)) : [];
  return whole.map((item) => {
    const { alt = "", madeBy = "", permission = "" } = valuesOf(item);
    const address = /** @type {HTMLImageElement} */ (item.querySelector("[data-thumb] img")).src;
    return { .../** @type {Made} */ (made.get(item)), address, alt: isDecorative(item) ? "" : alt, madeBy, permission };
  });
}

/** Why others are left out. @param {HTMLElement} part @returns {Fault[]} */
export function pictureFaults(part) {
  return items(part).flatMap((item, at) => {
    const code = faultOf(item);
    return code ? [{ row: at + 1, code }] : [];
  });
}

/** @param {HTMLElement} item */
function faultOf(item) {
  const values = valuesOf(item);
  if (!people(item)) return "picture-people";
  if (people(item) === "yes") return "picture-shown";
  if (!isDecorative(item) && !tidy(values.alt)) return "picture-alt";
  if (!tidy(values.madeBy)) return "picture-by";
  return tidy(values.permission) ? "" : "picture-permission";
}

/** @param {HTMLElement} item */
const people = (item) => /** @type {HTMLInputElement | null} */ (item.querySelector("[data-people]:checked"))?.value ?? "";

/** @param {HTMLElement} item */
const isDecorative = (item) => /** @type {HTMLInputElement} */ (item.querySelector("[data-decorative]")).checked;

/** The policy of our pages lets them show no other address of what is on the device. @param {Blob} blob @returns {Promise<string>} */
function addressOf(blob) {
  return new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result));
    reader.onerror = () => done("");
    reader.readAsDataURL(blob);
  });
}
