// @ts-check
import { chosen, follow } from "../../static/js/settings.js";

/** While the reader wants no marks, words lose their address too: what cannot be seen is no stop for Tab. */
export function unlinkWords() {
  /** @type {[Element, string][]} */
  const words = Array.from(document.querySelectorAll("a[data-term]"), (word) => [word, word.getAttribute("href") ?? ""]);
  const act = () => {
    for (const [word, address] of words) {
      if (chosen("definitions") === "off") word.removeAttribute("href");
      else word.setAttribute("href", address);
    }
  };
  follow(["definitions"], act);
  act();
}
