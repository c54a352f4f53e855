// @ts-check
// How the reader wants definitions shown: kept in this browser, and told to the page as data-definitions on <html>.
const KEY = "definitions";
const VALUES = ["links", "off"];
const CHANGED = "definitions-change";

/** "links", "off", or nothing for the usual way. */
export function chosen() {
  return document.documentElement.dataset[KEY] ?? "";
}

/** @param {string} value */
export function choose(value) {
  try {
    if (value) localStorage.setItem(KEY, value);
    else localStorage.removeItem(KEY);
  } catch {
    // A blocked store: the choice holds for this page only.
  }
  show(value);
}

/**
 * Calls back after each change: on this page, in another tab, or while the page slept in the browser's history.
 * @param {() => void} changed
 * @param {AbortSignal} [signal]
 */
export function follow(changed, signal) {
  document.addEventListener(CHANGED, changed, { signal });
  window.addEventListener("storage", recall, { signal });
  window.addEventListener("pageshow", recall, { signal });
}

function recall() {
  try {
    const value = localStorage.getItem(KEY) ?? "";
    show(VALUES.includes(value) ? value : "");
  } catch {
    // A blocked store has nothing to tell.
  }
}

/** @param {string} value */
function show(value) {
  if (value === chosen()) return;
  if (value) document.documentElement.dataset[KEY] = value;
  else delete document.documentElement.dataset[KEY];
  document.dispatchEvent(new Event(CHANGED));
}
