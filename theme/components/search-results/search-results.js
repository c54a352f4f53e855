// @ts-check
// The page of the search: looks for what its address asks, and lists what it finds.
import { ask, sleep } from "../../static/js/search-client.js";
import { filled, quote, told } from "../search-result/search-result.js";

const COUNT = 10;
const SLOW = 400;
/** The status stays empty this long, so that the same words are said again. */
const GAP = 100;

const title = document.title;
const place = /** @type {HTMLElement} */ (document.querySelector("search-results"));
/** What the address asks; `signs` is the address of the script that reads them, if they are to be read. */
let asked = { typed: "", signs: "", kind: "" };
let turn = 0;
let slow = 0;

/** @param {string} named @returns {any} */
const part = (named) => place.querySelector(`.search-results__${named}`);

/** @param {string} named @param {Record<string, unknown>} [values] */
const words = (named, values) => told(place.dataset[named], { q: asked.typed, ...values });

/** The page has one search, and its header none. */
const theField = () => /** @type {HTMLInputElement} */ (document.getElementsByName("q")[0]);

/** @param {string} text */
const say = (text) => (part("status").textContent = text);

/** Searches at once, and whenever the address of the page changes. */
export function showResults() {
  onpopstate = () => search();
  document.addEventListener("submit", (event) => {
    event.preventDefault();
    // A keyboard on the screen would stand before the results.
    const form = /** @type {any} */ (event.target);
    if (matchMedia("(pointer: coarse)").matches) form.q.blur();
    go(new FormData(form));
  });
  part("more").onclick = () => search(place.querySelectorAll("article").length);
  part("again").onclick = () => search();
  part("kind-list").onclick = (/** @type {any} */ { target }) => {
    const query = new URLSearchParams(location.search);
    query.set("kind", target.closest("button")?.value ?? asked.kind);
    go(query);
  };
  search();
}

/** @param {any} query */
function go(query) {
  history.pushState(null, "", `?${new URLSearchParams(query)}`);
  search();
}

async function search(from = 0) {
  const mine = ++turn;
  clearTimeout(slow);
  if (!from) begin();
  if (!asked.typed) return;
  slow = setTimeout(say, SLOW, words("loading"));
  try {
    const count = (!from && history.state) || COUNT;
    const [answer] = await Promise.all([ask("search", { ...asked, from, count }), sleep(GAP)]);
    if (mine === turn) show(answer, from);
  } catch (why) {
    if (mine === turn) {
      place.dataset.state = "failed";
      say(words("failed"));
    }
    throw why;
  } finally {
    if (mine === turn) clearTimeout(slow);
  }
}

/** The page says what its address asks, and nothing yet of what is found. */
function begin() {
  const query = new URLSearchParams(location.search);
  const [box] = /** @type {NodeListOf<HTMLInputElement>} */ (document.getElementsByName("signs"));
  box.checked = query.has("signs");
  asked = { typed: query.get("q")?.trim() ?? "", signs: (box.checked && box.dataset.script) || "", kind: query.get("kind") ?? "" };
  const field = theField();
  // What a quick reader typed before this script was there stays.
  if (turn > 1 || !field.value) field.value = asked.typed;
  if (asked.signs) /** @type {HTMLDetailsElement} */ (box.closest("details")).open = true;
  say("");
  if (!asked.typed) place.dataset.state = "";
}

/** @param {any} answer @param {number} from */
function show(answer, from) {
  const { total, whole, results } = answer;
  const rows = results.map(row);
  const [first] = rows;
  const shown = from + results.length;
  if (whole >= from && whole < shown) rows.splice(whole - from, 0, filled(part("some"), "", {}));
  part("list")[from ? "append" : "replaceChildren"](...rows);
  part("more").hidden = shown >= total;
  if (from) {
    history.replaceState(shown, "");
    first.querySelector("a").focus();
  } else {
    place.dataset.state = answer.complaint ? "" : total ? "found" : "none";
    showWays(answer);
    tell(answer);
  }
}

/** @param {any} result */
function row({ number, address, ...texts }) {
  const made = filled(part("result"), address, texts);
  made.dataset.number = number;
  seen.observe(made);
  return made;
}

/** Other ways to go: one kind alone, words spelt nearly like it, those who know more. @param {any} answer */
function showWays({ kinds, nearest }) {
  const list = part("kind-list");
  const hadFocus = list.contains(document.activeElement);
  list.replaceChildren(
    ...[{ name: "", plural: place.dataset.all }, ...kinds].map(({ name, plural, count }) => {
      const made = filled(part("kind"), "", { plural, count });
      const button = /** @type {HTMLButtonElement} */ (made.firstElementChild);
      button.value = name;
      button.setAttribute("aria-pressed", `${name === asked.kind}`);
      return made;
    }),
  );
  part("kinds").hidden = !kinds[1] && !asked.kind;
  if (hadFocus) list.querySelector("[aria-pressed=true]")?.focus();
  part("nearest").hidden = !nearest[0];
  part("words").replaceChildren(...nearest.map((/** @type {string} */ word) => filled(part("word"), `?${new URLSearchParams({ q: word })}`, { word })));
  for (const link of place.querySelectorAll("[data-add]")) link.href = link.dataset.add + encodeURIComponent(asked.typed);
}

/** How it went, in the status line and in the title. @param {any} answer */
function tell({ total, instead, missing, complaint }) {
  const count = told(place.dataset[total] ?? place.dataset.n, { n: total });
  const q = asked.typed.slice(complaint?.start, complaint?.end) || asked.typed;
  document.title = `${asked.typed} – ${count} – ${title}`;
  theField().setAttribute("aria-invalid", `${!!complaint}`);
  const how = complaint ? "complaint" : instead ? "instead" : total && missing ? "missing" : "status";
  say(words(how, { ...instead, missing, q, c: count }));
}

/** Gives each result that came into view the piece of its page with the words. */
const seen = new IntersectionObserver(async (changes) => {
  const rows = changes.filter((change) => change.isIntersecting).map(({ target }) => /** @type {HTMLElement} */ (target));
  const numbers = rows.map((each) => {
    seen.unobserve(each);
    return Number(each.dataset.number);
  });
  if (!rows[0]) return;
  // A result says enough without.
  const pieces = await ask("excerpts", { ...asked, numbers }).catch(() => []);
  for (const { number, parts, section } of pieces) quote(rows[numbers.indexOf(number)], parts, section);
});
