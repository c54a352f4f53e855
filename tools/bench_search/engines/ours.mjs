// Our own engine, as it runs in the Worker, with its files read from a folder.
import { Engine } from "../../../theme/static/js/search/engine.js";

/** The script that a page loads has the whole engine in it. */
const CODE = "search-engine.js";
const MANIFEST = "manifest.js";

/** @param {import("./reading.mjs").Reader} reader */
export async function open(reader) {
  // The site asks for the manifest and for the script at the same time.
  const [, manifest] = await Promise.all([CODE, MANIFEST].map((name) => reader.read(name)));
  const engine = new Engine(async (name) => {
    const text = String(name === MANIFEST ? manifest : await reader.read(name));
    return JSON.parse(text.slice(text.indexOf("(") + 1, text.lastIndexOf(")")));
  });
  /** @type {any[]} */
  let shown = [];
  return {
    /** @param {any} question */
    async search(question) {
      shown = (await engine.search(question)).results;
      return shown.map(({ address }) => address);
    },
    /** The excerpts of the results shown last. @param {any} question */
    async excerpts(question) {
      const told = await engine.excerpts({ ...question, numbers: shown.map(({ number }) => number) });
      return told.map(({ parts }) => parts.map(([text]) => text).join(""));
    },
  };
}
