// @ts-check
// The addresses by which a text leaves the form, and how long they may be.

// GitHub's own end is 8 191 bytes; who is not signed in is led through an address in which every sign is longer.
const MOST_ADDRESS = 6500;
const MOST_MAIL = 1800;

/** @typedef {{ address: string, isWhole: boolean }} Way an address, and whether the whole text is in it */

/** @param {string} text */
export const bytes = (text) => new TextEncoder().encode(text).length;

/**
 * GitHub's page for a new file, with the text where it is short enough, else with its name alone.
 * @param {{ repository: string, branch: string, path: string, text: string }} file
 * @returns {Way}
 */
export function newFile({ repository, branch, path, text }) {
  const place = `${project(repository)}/new/${parted(branch)}?filename=${parted(path)}`;
  return fitting(`${place}&value=${query(text)}`, place);
}

/**
 * GitHub's page for telling something.
 * @param {{ repository: string, title: string, text: string }} letter
 * @returns {Way}
 */
export function newIssue({ repository, title, text }) {
  const place = `${project(repository)}/issues/new?title=${query(title)}`;
  return fitting(`${place}&body=${query(text)}`, place);
}

/**
 * An e-mail with the text where it is short enough for every mail program, else with what to do in its place.
 * @param {{ contact: string, subject: string, text: string, steps: string }} letter
 * @param {boolean} [hasMore] whether there are files that no address can hold
 * @returns {Way}
 */
export function mail({ contact, subject, text, steps }, hasMore = false) {
  const to = `mailto:${encodeURIComponent(contact).replace("%40", "@")}?subject=${encodeURIComponent(subject)}&body=`;
  const body = (/** @type {string} */ words) => encodeURIComponent(words.replace(/\r?\n/g, "\r\n"));
  const whole = to + body(text);
  const isWhole = !hasMore && whole.length < MOST_MAIL;
  return { address: isWhole ? whole : to + body(steps), isWhole };
}

/** @param {string} whole @param {string} place @returns {Way} */
function fitting(whole, place) {
  const isWhole = bytes(whole) <= MOST_ADDRESS;
  return { address: isWhole ? whole : place, isWhole };
}

/** @param {string} repository */
const project = (repository) => repository.replace(/(\.git)?\/*$/, "");

/** A path whose slashes stay as they are. @param {string} path */
const parted = (path) => path.split("/").map(encodeURIComponent).join("/");

/** A plus is a blank there, and a third as long. @param {string} text */
const query = (text) => encodeURIComponent(text).replace(/%20/g, "+");
