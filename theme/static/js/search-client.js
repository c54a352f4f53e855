// @ts-check
// Puts questions to the search engine: in a worker, or in the page itself where a worker cannot answer.

const { engine = "" } = /** @type {HTMLElement} */ (document.querySelector("[data-engine]")).dataset;
/** @type {[done: (answer: any) => void, fail: (why: unknown) => void][]} */
const asked = [];
/** @type {Worker | null} */
let worker = null;
/** @type {Promise<unknown> | null} */
let loading = null;

/** @param {number} time in milliseconds */
export const sleep = (time) => new Promise((wake) => setTimeout(wake, time));

/**
 * The engine's answer. Rejects when a file cannot be read, or the engine itself cannot.
 * @param {string} name
 * @param {object} question
 * @returns {Promise<any>}
 */
export const ask = (name, question) => inWorker(name, question).catch(() => inPage(name, question));

/** @param {string} name @param {object} question @returns {Promise<any>} */
function inWorker(name, question) {
  return new Promise((done, fail) => {
    worker ??= started();
    worker.postMessage({ id: asked.push([done, fail]) - 1, name, question });
  });
}

function started() {
  const fresh = new Worker(engine);
  fresh.onmessage = ({ data: { id, answer, failed } }) => (failed ? asked[id][1](failed) : asked[id][0](answer));
  fresh.onerror = () => {
    worker = null;
    for (const [, fail] of asked) fail(engine);
  };
  return fresh;
}

/** @param {string} name @param {object} question @returns {Promise<any>} */
async function inPage(name, question) {
  loading ??= new Promise((done, fail) => {
    // After a failure the next question begins anew, as the network may be back by then.
    const onerror = () => fail((loading = null));
    document.head.append(Object.assign(document.createElement("script"), { src: engine, onload: done, onerror }));
  });
  await loading;
  return /** @type {any} */ (globalThis).knowledgeSearch.ask(name, question);
}
