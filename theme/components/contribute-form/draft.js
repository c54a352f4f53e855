// @ts-check
// What was written, kept in this browser: only when asked, and only the words.

/** @typedef {import("./file.js").Answers} Answers */

/** @param {string} form @returns {string} */
const place = (form) => `contribute-${form}`;

/** Keeps the answers; false where this browser keeps nothing, or has no room left. @param {string} form @param {Answers} answers */
export function keep(form, answers) {
  try {
    localStorage.setItem(place(form), JSON.stringify(answers));
    return true;
  } catch {
    return false;
  }
}

/** The answers that were kept; nothing where there are none, or none that can be read. @param {string} form @returns {Answers | null} */
export function kept(form) {
  try {
    const answers = JSON.parse(localStorage.getItem(place(form)) ?? "null");
    return answers && typeof answers === "object" && !Array.isArray(answers) ? answers : null;
  } catch {
    return null;
  }
}

/** Forgets them; false where they may still be there. @param {string} form */
export function forget(form) {
  try {
    localStorage.removeItem(place(form));
    return true;
  } catch {
    return false;
  }
}
