// @ts-check
// Lunr's own language of signs, of which its parser makes clauses, on an index of stems that is loaded in pieces.
import lunr from "./lunr.js";

/** Each further slip makes the ways to be wrong many times more. */
const MOST_SLIPS = 2;

/**
 * Puts the index's own terms into parsed clauses, and loads what they need.
 * @param {any[]} clauses
 * @param {import("./shards.js").Shards} shards
 * @param {import("./analysis.js").Analyser} analyser
 * @returns {Promise<string[]>} the terms that Lunr needs to know
 */
export async function prepare(clauses, shards, analyser) {
  const letters = (/** @type {string} */ text) => analyser.words(text).flat().join("");
  for (const clause of clauses) {
    clause.usePipeline = false;
    const word = clause.term.split("*").map(letters).join("*");
    clause.term = word.includes("*") ? word : analyser.term(word);
    if (clause.editDistance) clause.editDistance = Math.min(clause.editDistance, MOST_SLIPS);
    // What begins like a whole word begins like its stem.
    if (word.indexOf("*") === word.length - 1) {
      const start = word.slice(0, -1);
      await shards.load([word]);
      if (shards.beginningWith(start).every((term) => term.endsWith("="))) clause.term = `${analyser.term(start)}*`;
    }
  }
  const starts = clauses.map(({ term, editDistance }) => (editDistance ? "*" : term.replace(/\*.*/s, "*")));
  await shards.load(starts);
  return clauses.flatMap((clause, place) => {
    if (!starts[place].endsWith("*")) return [clause.term];
    const set = lunr.TokenSet.fromArray(shards.beginningWith(starts[place].slice(0, -1)));
    return set.intersect(lunr.TokenSet.fromClause(clause)).toArray();
  });
}
