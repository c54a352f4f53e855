// Asks each question twice, of the pieces and of one whole index, and says whether the answers are equal.
import fs from "node:fs";
import lunr from "lunr";
import "./theme/static/js/search/lunr.js";
import "./theme/static/js/search-signs.js";
import { Analyser } from "./theme/static/js/search/analysis.js";
import { Engine } from "./theme/static/js/search/engine.js";
import { prepare } from "./theme/static/js/search/signs.js";

const content = (text) => JSON.parse(text.slice(text.indexOf("(") + 1, text.lastIndexOf(")")));
const bare = (results) => JSON.stringify(results.map(({ ref, score, matchData }) => [ref, score, matchData.metadata]));
const ask = (index, clauses) => bare(index.query((query) => clauses.forEach(({ term, ...more }) => query.term(term, { ...more }))));

async function answer({ folder, questions }) {
  const whole = lunr.Index.load(JSON.parse(fs.readFileSync(`${folder}/whole.json`, "utf8")));
  const engine = new Engine(async (name) => content(fs.readFileSync(`${folder}/${name}`, "utf8")));
  const analyser = new Analyser("en");
  await engine.open();
  const asked = [];
  for (const [sort, typed, typing] of questions) {
    const query = new lunr.Query(engine.shards.fields);
    if (sort === "signs") new lunr.QueryParser(typed, query).parse();
    const plans = sort === "signs" ? [] : await engine.planner.plans(typed, typing);
    const terms = plans.length ? plans.flatMap((plan) => plan.terms) : await prepare(query.clauses, engine.shards, analyser);
    const planned = plans.flatMap(({ called, titles, everywhere, some }) => [...called, ...titles, ...everywhere, some]);
    const clauses = plans.length ? planned.filter((some) => some.length) : [query.clauses];
    const pieces = engine.shards.index(terms, !plans.length && query.isNegated());
    const [ours, theirs] = [pieces, whole].map((index) => clauses.map((some) => ask(index, some)));
    const isEqual = ours.every((found, place) => found === theirs[place]);
    asked.push({ typed, isEqual, finds: ours.some((found) => found !== "[]") });
  }
  return asked;
}
