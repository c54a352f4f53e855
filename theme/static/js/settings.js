// @ts-check
// What the reader chose, told on <html>. early.js says which values there are, and keeps it so across tabs.

/** The value of a setting, or nothing for the usual way. @param {string} name */
export const chosen = (name) => document.documentElement.getAttribute(`data-${name}`) ?? "";

/**
 * Chooses, and keeps it. False where the browser keeps nothing: the choice then holds for this page only.
 * @param {string} name
 * @param {string} value
 */
export function choose(name, value) {
  if (value) document.documentElement.setAttribute(`data-${name}`, value);
  else document.documentElement.removeAttribute(`data-${name}`);
  try {
    if (value) localStorage.setItem(name, value);
    else localStorage.removeItem(name);
    return true;
  } catch {
    return false;
  }
}

/**
 * Calls back after one of these settings has changed, wherever that was done.
 * @param {string[]} names
 * @param {() => void} changed
 * @param {AbortSignal} [signal]
 */
export function follow(names, changed, signal) {
  const value = (/** @type {MutationRecord} */ { attributeName }) =>
    document.documentElement.getAttribute(attributeName ?? "");
  const watch = new MutationObserver((records) => records.some((one) => one.oldValue !== value(one)) && changed());
  const attributeFilter = names.map((name) => `data-${name}`);
  watch.observe(document.documentElement, { attributeFilter, attributeOldValue: true });
  signal?.addEventListener("abort", () => watch.disconnect());
}
