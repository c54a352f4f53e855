// @ts-check
/** Fetches the script of the search when it is first wanted: never for those who only read. */
export function wakeSearch() {
  const { search, engine = "" } = /** @type {HTMLElement} */ (document.currentScript).dataset;
  /** @type {HTMLScriptElement | null} */
  let script = null;
  const wake = (/** @type {{target: any}} */ { target }) => {
    if (script || !target?.closest?.("[role=search], search-results")) return;
    script = document.createElement("script");
    script.src = search ?? "";
    script.onerror = () => {
      script = null;
      document.querySelector("search-results")?.setAttribute("data-state", "failed");
    };
    document.head.append(script);
    // What it will ask for next comes at the same time, and waits in the browser's store.
    const { href } = new URL(engine, location.href);
    const ahead = href.startsWith("http") ? [href, new URL("../search/manifest.js", href)] : [];
    for (const next of ahead) fetch(next).catch(() => {});
  };
  document.addEventListener("focusin", wake);
  document.addEventListener("pointerdown", wake);
  // Who came with words to look for, or began to type before this script was there.
  const results = location.search && document.querySelector("search-results");
  wake({ target: results || document.activeElement });
}
