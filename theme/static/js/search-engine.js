// @ts-check
// The search in a worker of its own; in the page itself where a browser gives it none.
import { Engine } from "./search/engine.js";
import { reader, run } from "./search/reader.js";

const page = /** @type {HTMLScriptElement | null | undefined} */ (globalThis.document?.currentScript);
const load = page ? run : (/** @type {string} */ address) => /** @type {any} */ (globalThis).importScripts(address);
const engine = /** @type {any} */ (new Engine(reader(new URL("../search/", page?.src ?? location.href)), load));
const ask = (/** @type {string} */ name, /** @type {object} */ question) => engine[name](question);

if (page) {
  /** @type {any} */ (globalThis).knowledgeSearch = { ask };
} else {
  addEventListener("message", async ({ data: { id, name, question } }) => {
    try {
      postMessage({ id, answer: await ask(name, question) });
    } catch (error) {
      postMessage({ id, failed: String(error) });
    }
  });
}
