// @ts-check
// Only while writing: shows a page as it was just built, and what is wrong with the content.

/**
 * @typedef {object} News what the server says of the last build
 * @property {string} number the build's own number
 * @property {string} after the build since when it tells what was made; empty if that is unknown
 * @property {boolean} isBuilt whether the site is as its files are; if not, it is as it was
 * @property {boolean} isWhole whether a build has ended since; else only some pages of it are new
 * @property {string[]} problems the lines that the build said; one problem may take several
 * @property {string[]} made the files that were made anew since then, by their names in the output
 */

const script = /** @type {HTMLScriptElement} */ (document.currentScript);
const status = document.createElement("p");
status.className = "live-status";
status.setAttribute("role", "status");
document.body.append(status);

let seen = script.dataset.build;
let styles = script.dataset.styles;
let last = Promise.resolve();
/** @type {EventSource | undefined} */
let events;

/**
 * Listens while the page can be seen: browsers allow six open lines, and there may be more tabs.
 * After a silence it asks what happened since.
 */
function listen() {
  events?.close();
  if (document.hidden) return;
  events = new EventSource(`/_live/events?since=${seen}`);
  events.addEventListener("error", () => {
    events?.close();
    setTimeout(listen, 1000);
  });
  events.addEventListener("build", (event) => {
    /** @type {News} */
    const news = JSON.parse(/** @type {MessageEvent} */ (event).data);
    // One after the other. A page that cannot be asked for, as the server ends, stays as it is.
    last = last.then(() => follow(news)).catch(() => {});
  });
}

document.addEventListener("visibilitychange", listen);
listen();

/** @param {News} news */
async function follow(news) {
  show(news);
  if (news.number === seen) return;
  const missed = news.after !== seen;
  seen = news.number;
  if (missed || uses(news.made)) return location.reload();
  // Before a build has ended, no pages are new but those that it names.
  if (!news.isWhole && !news.made.includes(fileOf(location.href))) return;
  const fresh = await ownPage();
  if (fresh.page !== script.dataset.page) location.reload();
  else wear(fresh.styles ?? "", news.made);
}

/** What the server says of this page now: the same `page` means that only its styles may differ. */
async function ownPage() {
  const answer = await fetch(location.pathname + location.search);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const tag = /** @type {HTMLElement} */ (page.querySelector("script[data-page]"));
  return tag.dataset;
}

/**
 * Whether the page loaded any of these files, such as a picture, a script or a part of the search.
 * Neither the page itself counts, as it is compared, nor a style sheet, as it is swapped.
 * @param {string[]} made
 */
function uses(made) {
  const files = new Set(made.filter((name) => !name.endsWith(".css")));
  files.delete(fileOf(location.href));
  return performance.getEntriesByType("resource").some(({ name }) => files.has(fileOf(name)));
}

/** @param {string} address */
function fileOf(address) {
  const { origin, pathname } = new URL(address);
  if (origin !== location.origin) return "";
  return decodeURIComponent(pathname).slice(1).replace(/(^|\/)$/, "$1index.html");
}

/**
 * Puts the new style sheets in the old ones' places. An old one goes when its follower is there,
 * so that the page is never bare.
 * @param {string} fresh the addresses, in the order in which the page names them
 * @param {string[]} made
 */
function wear(fresh, made) {
  const before = (styles ?? "").split(" ");
  const after = fresh.split(" ");
  for (const old of document.querySelectorAll('link[rel="stylesheet"]')) {
    const place = before.indexOf(old.getAttribute("href") ?? "");
    if (place < 0) continue;
    if (before[place] === after[place] && !made.includes(after[place].slice(1))) continue;
    const next = /** @type {HTMLLinkElement} */ (old.cloneNode());
    next.href = after[place];
    next.addEventListener("load", () => old.remove());
    next.addEventListener("error", () => old.remove());
    old.after(next);
  }
  styles = fresh;
}

/** @param {News} news */
function show({ isBuilt, problems }) {
  const old = document.querySelector(".live-problems");
  if (!problems.length) {
    status.textContent = old ? "The problems are mended." : "";
    old?.remove();
    return;
  }
  const box = document.createElement("aside");
  box.className = "live-problems";
  box.setAttribute("aria-label", "Problems in the content");
  // It scrolls, so keys must reach it.
  box.tabIndex = 0;
  const title = document.createElement("p");
  title.textContent = isBuilt
    ? "The last build said:"
    : "The site was not rebuilt. This page is the last good one. The build said:";
  const list = document.createElement("ul");
  for (const problem of problems) {
    const row = document.createElement("li");
    row.textContent = problem;
    list.append(row);
  }
  box.append(title, list);
  if (old?.textContent === box.textContent) return;
  if (old) old.replaceWith(box);
  else document.body.append(box);
  status.textContent = "The build found problems. They stand at the end of the page.";
}
