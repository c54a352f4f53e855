// Pagefind as it comes: its own script, its own files, results with the text of each page.
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const BASE = "/pagefind/";
/** In a browser the script starts this one as a Worker, which does the rest. */
const WORKER = "pagefind-worker.js";

/** @param {import("./reading.mjs").Reader} reader */
export async function open(reader) {
  globalThis.fetch = async (address) => {
    const name = new URL(String(address), "http://localhost").pathname.replace(BASE, "");
    return new Response(await reader.read(name));
  };
  await reader.read("pagefind.js");
  await reader.read(WORKER);
  const { createInstance } = await import(pathToFileURL(join(reader.folder, "pagefind.js")).href);
  const pagefind = createInstance({ basePath: BASE });
  await pagefind.init();
  return {
    /** @param {{typed: string, count: number}} question */
    async search({ typed, count }) {
      const { results } = await pagefind.search(typed);
      const shown = await Promise.all(results.slice(0, count).map((/** @type {any} */ one) => one.data()));
      return shown.map(({ url }) => url);
    },
  };
}
