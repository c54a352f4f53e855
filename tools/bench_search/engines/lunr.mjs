// Lunr as sites commonly use it: the whole index in the browser, and what is typed goes to its parser.
import lunr from "lunr";

/** @param {import("./reading.mjs").Reader} reader */
export async function open(reader) {
  const { index, addresses } = JSON.parse(String(await reader.read("index.json")));
  const whole = lunr.Index.load(index);
  return {
    /** @param {{typed: string, count: number}} question */
    async search({ typed, count }) {
      try {
        return whole.search(typed).slice(0, count).map(({ ref }) => addresses[Number(ref)]);
      } catch (error) {
        // A site that does not catch this shows nothing; one that does has no result to show.
        if (error instanceof lunr.QueryParseError) return [];
        throw error;
      }
    },
  };
}
