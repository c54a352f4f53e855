// @ts-check
// The form of the reading settings for pages that do not have it: fetched once, from the page that does.

/** @type {Promise<Document> | undefined} */
let parts;

/**
 * The page that has the form, after its styles, its script and the ruler have come into this page.
 * Rejects where the page or one of its parts cannot be fetched.
 * @param {string} address
 */
export function settingsParts(address) {
  if (!parts && document.querySelector("reading-settings")) return Promise.resolve(document);
  parts ??= fetched(address).catch((why) => {
    // The network may be back by the next time.
    parts = undefined;
    throw why;
  });
  return parts;
}

/** @param {string} address */
async function fetched(address) {
  const answer = await fetch(address);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const ruler = page.querySelector("reading-ruler");
  if (!ruler) throw new Error(address);
  await Promise.all(Array.from(page.querySelectorAll("[data-settings]"), brought));
  document.querySelector("main")?.before(ruler);
  return page;
}

/** @param {Element} part a link or a script, made anew, as a parsed copy would not load */
function brought(part) {
  return new Promise((onload, onerror) => {
    const fresh = document.createElement(part.localName);
    for (const { name, value } of part.attributes) fresh.setAttribute(name, value);
    document.head.append(Object.assign(fresh, { onload, onerror }));
  });
}
