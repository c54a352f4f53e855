// @ts-check
// Tells the page around the card how tall the card is, in our words and in WordPress's, and shows the tip of today.
const card = /** @type {HTMLElement} */ (document.querySelector("article"));
const secret = /[#&?]secret=(\w+)/.exec(location.hash)?.[1];

/** @param {object} message */
const say = (message) => parent.postMessage(message, "*");

let ms = 50;

function tell() {
  // A frame out of sight may be loaded before it has a width, and a browser does not say when it gets one.
  const height = innerWidth && Math.ceil(card.getBoundingClientRect().height);
  if (!height) return void setTimeout(tell, (ms *= 2));
  say({ type: "tip-card", height });
  if (secret) say({ message: "height", value: height, secret });
  // Where a browser sizes frames by their content, it does so once, and again when it is asked.
  if ("requestResize" in window) /** @type {any} */ (window).requestResize();
}

/** @param {DocumentFragment} tip its title, its words and a link, in place of those of another day */
function show(tip) {
  const [title, text, link] = /** @type {any} */ (tip.children);
  const [oldTitle, oldText, oldLink, address] = card.querySelectorAll("h2, .card__text, a, .card__address");
  oldTitle.textContent = title.textContent;
  oldText.textContent = text.textContent;
  /** @type {HTMLAnchorElement} */ (oldLink).href = link.href;
  if (address) address.textContent = link.href.replace(/.*?\/\//, "");
}

if (parent !== window) {
  if (secret) card.querySelector("a span")?.remove();
  addEventListener("message", (event) => {
    const { type, message } = event.data ?? {};
    if (event.source === parent && (type === "tip-card-ready" || message === "ready")) tell();
  });
  card.addEventListener("click", (event) => {
    const link = /** @type {Element} */ (event.target).closest("a");
    if (!link || !secret) return;
    // WordPress lets a card open no page; it opens the link itself, in the same tab.
    event.preventDefault();
    say({ message: "link", value: link.href, secret });
  });
  new ResizeObserver(tell).observe(card);
  addEventListener("load", tell);
}

const days = card.querySelectorAll("template");
if (days.length) {
  // The day where the tips are published: a reader far away may see tomorrow's tip, but no two pages differ.
  // Swedish writes a date as 2026-11-23.
  const today = new Date().toLocaleDateString("sv", { timeZone: card.dataset.zone });
  const passed = (Date.parse(today) - Date.parse(card.dataset.first ?? today)) / 864e5;
  const day = passed > 0 ? passed % (days.length + 1) : 0;
  if (day) show(days[day - 1].content);
}
