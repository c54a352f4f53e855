// Asks three oEmbed clients about pages, and prints what each was told: its name, the page, the
// title and the HTML. Reads the addresses of the pages from its standard input, as JSON.
import { readFileSync } from "node:fs";
import { promisify } from "node:util";
import { extract } from "@extractus/oembed-extractor";
import createOembetter from "oembetter";
import { unfurl } from "unfurl.js";

const oembetter = createOembetter();
const clients = {
  "oembed-extractor": extract,
  oembetter: promisify(oembetter.fetch),
  "unfurl.js": async (page) => (await unfurl(page)).oEmbed,
};

// So many questions at once; more than these and the server of the tests makes some wait.
const LANES = 5;

const questions = JSON.parse(readFileSync(0, "utf8")).flatMap((page) =>
  Object.entries(clients).map(([client, ask]) => ({ client, ask, page })),
);
const told = [];

async function answerThem() {
  for (let next = questions.pop(); next; next = questions.pop()) {
    const answer = await next.ask(next.page);
    told.push([next.client, next.page, answer?.title, answer?.html]);
  }
}

await Promise.all(Array.from({ length: LANES }, answerThem));
console.log(JSON.stringify(told));
