// @ts-check
/** A page's address; in a folder on a disk no server finds the file. @param {string} address */
export const page = (address) => (location.protocol === "file:" ? address.replace(/\/(?=$|[?#])/, "/index.html") : address);

/**
 * Words with what stands for their signs: “%n results” with n.
 * @param {string | null | undefined} words
 * @param {Record<string, unknown>} values
 */
export function told(words, values) {
  return (words ?? "").replace(/%(\w+)/g, (sign, name) => `${values[name] ?? sign}`);
}

/**
 * The element of a template, leading to an address. Each of its places named `data-<name>` says
 * its text, as text; a place without one is taken out.
 * @param {Element | null} template
 * @param {string} address
 * @param {Record<string, unknown>} texts
 * @returns {HTMLElement}
 */
export function filled(template, address, texts) {
  const copy = /** @type {DocumentFragment} */ (/** @type {HTMLTemplateElement} */ (template).content.cloneNode(true));
  for (const name in texts) {
    const place = copy.querySelector(`[data-${name}]`);
    if (place && texts[name]) place.textContent = told(place.textContent, { s: texts[name] });
    else place?.remove();
  }
  const link = copy.querySelector("a");
  link?.setAttribute("href", page(address));
  return /** @type {HTMLElement} */ (copy.firstElementChild);
}

/**
 * Puts in the place of a result's sentence the piece of its page that has the words, where its
 * title does not have them. It takes the same room, so that nothing moves.
 * @param {HTMLElement} row
 * @param {[text: string, isMarked: boolean][]} parts
 * @param {{title: string, address: string} | null} section
 */
export function quote(row, parts, section) {
  const [title, , place, before] = /** @type {HTMLCollectionOf<HTMLElement>} */ (row.children);
  const name = title.innerText.toLowerCase();
  if (parts.every(([text, isMarked]) => !isMarked || name.includes(text.toLowerCase()))) return;
  const room = place.offsetHeight;
  place.textContent = "";
  if (section) {
    const link = /** @type {HTMLAnchorElement} */ (before.firstElementChild);
    link.textContent = section.title;
    link.href = page(section.address);
    before.hidden = false;
    place.append(before);
  }
  for (const [text, isMarked] of parts) {
    for (const word of text.match(/\s*\S+\s*/g) ?? []) {
      place.append(isMarked ? Object.assign(document.createElement("mark"), { textContent: word }) : word);
    }
  }
  let end;
  place.style.minBlockSize = `${room}px`;
  while (place.offsetHeight > room) (end ??= place.appendChild(new Text("…"))).previousSibling?.remove();
}
