// Reads an engine's files and notes which, in steps: files asked for at once are one step,
// as a browser fetches them side by side and waits for all before the engine can go on.
import { readFile } from "node:fs/promises";
import { join } from "node:path";

/** So often the engine may do what is pending before we take it to be waiting for its files. */
const TURNS = 10;

export class Reader {
  /** @param {string} folder */
  constructor(folder) {
    this.folder = folder;
    /** @type {string[][]} */
    this.steps = [];
    /** @type {{name: string, go: () => void}[]} */
    this.waiting = [];
    this.round = 0;
  }

  /**
   * The bytes of a file, once nothing else is asked for. Rejects if there is no such file.
   * @param {string} name
   */
  async read(name) {
    await new Promise((resolve) => {
      this.waiting.push({ name, go: () => resolve(undefined) });
      this.release(++this.round);
    });
    return readFile(join(this.folder, name));
  }

  /** @param {number} round */
  async release(round) {
    for (let turn = 0; turn < TURNS; turn++) await new Promise((resolve) => setImmediate(resolve));
    if (round !== this.round) return; // another file was asked for since
    const asked = this.waiting.splice(0);
    this.steps.push(asked.map(({ name }) => name));
    for (const { go } of asked) go();
  }

  /** What was read since the last time this was asked. */
  taken() {
    return this.steps.splice(0);
  }
}
