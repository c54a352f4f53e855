// @ts-check
// Only while writing: reloads the page after each build and shows the problems of the content.
const events = new EventSource("/_live/events");
let seen = "";

events.addEventListener("build", (event) => {
  const { number, problems } = JSON.parse(/** @type {MessageEvent} */ (event).data);
  if (seen && seen !== number) location.reload();
  seen = number;
  show(problems);
});

/** @param {string[]} problems the lines that the build said; one problem may take several */
function show(problems) {
  document.querySelector(".live-problems")?.remove();
  if (!problems.length) return;
  const box = document.createElement("aside");
  box.className = "live-problems";
  box.setAttribute("aria-label", "Problems in the content");
  const list = document.createElement("ul");
  for (const problem of problems) {
    const row = document.createElement("li");
    row.textContent = problem;
    list.append(row);
  }
  const title = document.createElement("p");
  title.textContent = "The last build said:";
  box.append(title, list);
  document.body.prepend(box);
}
