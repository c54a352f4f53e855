// @ts-check
import { ask, sleep } from "../../static/js/search-client.js";
import { filled, page, told } from "../search-result/search-result.js";

const PAUSE = 120;
const SILENCE = 1000;
const MOST = 6;
/** Before there are so many letters, nothing found says little. */
const TELLING = 3;

/**
 * Pages that may be meant, under a search field while a reader types.
 * Enter stays the form's own until an arrow key chose a page.
 * @param {HTMLElement} box
 */
export function suggest(box) {
  const form = /** @type {any} */ (box.closest("form"));
  const field = /** @type {HTMLInputElement} */ (form.q);
  const [list, status, template] = /** @type {HTMLCollectionOf<HTMLElement>} */ (box.children);
  let turn = 0;
  /** The place of the chosen page, from 1; 0 is the text itself. */
  let at = 0;

  const set = (/** @type {string} */ name, /** @type {string} */ value) => field.setAttribute(`aria-${name}`, value);

  const choose = (/** @type {number} */ place) => {
    const { children } = list;
    children[at - 1]?.setAttribute("aria-selected", "false");
    const option = children[(at = place) - 1];
    option?.setAttribute("aria-selected", "true");
    option?.scrollIntoView({ block: "nearest" });
    set("activedescendant", option?.id ?? "");
  };

  const show = (/** @type {any[]} */ results) => {
    choose(0);
    const q = field.value;
    const all = { address: `${form.action}?${new URLSearchParams({ q })}`, title: told(box.dataset.all, { q }) };
    const rows = results.length ? [...results, all] : [];
    list.replaceChildren(
      ...rows.map(({ address, title, kind, called }, place) => {
        const option = filled(template, address, { title, kind, called });
        option.id = list.id + place;
        return option;
      }),
    );
    list.hidden = !rows.length;
    set("expanded", `${!list.hidden}`);
  };

  const close = () => {
    turn++;
    show([]);
  };

  const look = async () => {
    const mine = ++turn;
    const typed = field.value;
    choose(0);
    status.textContent = "";
    await sleep(PAUSE);
    if (mine !== turn) return;
    if (!typed.trim() || form.signs?.checked) return close();
    // A failure is told when the form is sent; until then the field is just a field.
    const { results } = await ask("search", { typed, typing: true, count: MOST }).catch(() => ({ results: [] }));
    if (mine !== turn) return;
    show(results);
    await sleep(SILENCE);
    const n = results.length;
    if (mine === turn && (n || typed.length >= TELLING)) status.textContent = told(box.dataset[n] ?? box.dataset.n, { n });
  };

  const onKey = (/** @type {KeyboardEvent} */ event) => {
    const { key } = event;
    const step = { ArrowDown: 1, ArrowUp: -1 }[key];
    const places = list.children.length + 1;
    if (event.isComposing) return;
    if (step && places < 2) look();
    else if (step) choose((at + step + places) % places);
    else if (key === "Enter" && at) /** @type {HTMLElement} */ (list.children[at - 1]).click();
    else if (key === "Escape" && places > 1) close();
    else return choose(0);
    event.preventDefault();
  };

  form.action = page(form.action);
  field.setAttribute("role", "combobox");
  set("autocomplete", "list");
  set("controls", list.id);
  set("expanded", "false");
  Object.assign(field, { oninput: look, onkeydown: onKey, onblur: close });
  form.onsubmit = box.onclick = close;
  // A press on a page leaves the focus in the field, so that the list stays until the click.
  box.onmousedown = (event) => event.preventDefault();
  if (document.activeElement === field) look();
}
