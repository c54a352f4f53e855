// @ts-check
const NAME = "read-aloud";

/** Marks the sentence that is read, where the browser can; else the whole passage. Keeps it in the window. */
export class ReadingMark {
  /** @type {Element | null} */
  #passage = null;
  /** @type {Range | null} */
  #range = null;

  /**
   * @param {Element} passage
   * @param {Range} range
   * @param {number} top how much of the window is covered, from its top
   * @param {boolean} isAsked whether the reader asked for just this place
   */
  move(passage, range, top, isAsked) {
    // Who has scrolled away to look at something is left there.
    const isFollowed = isAsked || !this.#range || isIn(this.#range, 0);
    this.clear();
    this.#passage = passage;
    this.#range = range;
    if ("highlights" in CSS) CSS.highlights.set(NAME, new Highlight(range));
    else passage.setAttribute(`data-${NAME}`, "");
    if (!isFollowed || isIn(range, top, true)) return;
    const isCalm = !parseFloat(getComputedStyle(document.documentElement).getPropertyValue("--motion"));
    const way = range.getBoundingClientRect().top - top - (innerHeight - top) / 4;
    scrollBy({ top: way, behavior: isCalm ? "instant" : "smooth" });
  }

  clear() {
    if ("highlights" in CSS) CSS.highlights.delete(NAME);
    this.#passage?.removeAttribute(`data-${NAME}`);
    this.#passage = this.#range = null;
  }
}

/**
 * @param {Range} range
 * @param {number} top
 * @param {boolean} [isWhole] whether all of it must be in the window
 */
function isIn(range, top, isWhole = false) {
  const box = range.getBoundingClientRect();
  return isWhole ? box.top >= top && box.bottom <= innerHeight : box.bottom > top && box.top < innerHeight;
}
