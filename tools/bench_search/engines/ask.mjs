// Asks one engine: sessions of questions in, what was found and which files it took out.
// Every session starts with nothing loaded, as a reader does who is new to the site.
import { readFileSync } from "node:fs";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { join } from "node:path";
import { open } from "engine";
import { Reader } from "./reading.mjs";

const BEST = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };

/** @type {{folder: string, sessions: {name: string, [key: string]: any}[][], weigh: boolean}} */
const { folder, sessions, weigh } = JSON.parse(readFileSync(0, "utf8"));

const answers = [];
for (const session of sessions) {
  const reader = new Reader(folder);
  const engine = await open(reader);
  const told = [];
  for (const { name, ...question } of session) {
    told.push({ found: await engine[name](question), steps: reader.taken() });
  }
  answers.push(told);
}

/** The bytes that a file takes on its way: with brotli, with gzip; never more than it has. */
function weight(name) {
  const bytes = readFileSync(join(folder, name));
  const sizes = [brotliCompressSync(bytes, BEST).length, gzipSync(bytes, { level: 9 }).length];
  return sizes.map((size) => Math.min(size, bytes.length));
}

const read = weigh ? new Set(answers.flat().flatMap(({ steps }) => steps.flat())) : [];
const weights = Object.fromEntries([...read].map((name) => [name, weight(name)]));
process.stdout.write(JSON.stringify({ answers, weights }));
