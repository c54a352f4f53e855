// @ts-check
// Reads the search's files: as text from a web server, as scripts when the page was opened from a folder.

/** @param {string} text the content of a script of one call */
const parsed = (text) => JSON.parse(text.slice(text.indexOf("(") + 1, text.lastIndexOf(")")));

/** @param {URL} folder @returns {(name: string, again?: boolean) => Promise<any>} */
export function reader(folder) {
  if (folder.protocol === "file:") return scripts(folder);
  let zipped = "";
  return async (name, again = false) => {
    const answer = await fetch(new URL(zipped.includes(name[0]) ? `${name}.gz` : name, folder), again ? { cache: "reload" } : {});
    if (!answer.ok) throw new Error(`${answer.status} ${answer.url}`);
    const content = parsed(await unzipped(answer));
    // The manifest tells, by their first letters, which files also lie there compressed; this host compresses nothing.
    if (content.gzip && !answer.headers.get("content-encoding") && "DecompressionStream" in globalThis) zipped = content.gzip;
    return content;
  };
}

/** @param {Response} answer */
async function unzipped(answer) {
  const bytes = await answer.arrayBuffer();
  const [first, second] = new Uint8Array(bytes);
  // A host may have unzipped it on the way.
  const isZipped = first === 0x1f && second === 0x8b;
  const stream = new Blob([bytes]).stream();
  return new Response(isZipped ? stream.pipeThrough(new DecompressionStream("gzip")) : stream).text();
}

/** @param {URL} folder @returns {(name: string) => Promise<any>} */
function scripts(folder) {
  const given = new Map();
  /** @type {any} */ (globalThis).searchFile = (/** @type {any} */ content) =>
    given.set(/** @type {HTMLScriptElement} */ (document.currentScript).src, content);
  return async (name) => {
    const { href } = new URL(name, folder);
    await run(href);
    return given.get(href);
  };
}

/** Runs a script in the page. @param {string} address @returns {Promise<any>} */
export function run(address) {
  return new Promise((done, fail) => {
    const element = document.createElement("script");
    Object.assign(element, { src: address, onload: done, onerror: fail });
    document.head.append(element);
  });
}
