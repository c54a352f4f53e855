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

/** @param {string[]} problems */
function show(problems) {
  document.querySelector(".live-problems")?.remove();
  if (!problems.length) return;
  const box = document.createElement("aside");
  box.className = "live-problems";
  box.setAttribute("aria-label", "Problems in the content");
  const list = document.createElement("ol");
  for (const problem of problems) {
    const row = document.createElement("li");
    row.textContent = problem;
    list.append(row);
  }
  const title = document.createElement("p");
  title.textContent = problems.length === 1 ? "1 problem to mend:" : `${problems.length} problems to mend:`;
  box.append(title, list);
  document.body.prepend(box);
}
