// @ts-check
// Reads what knowledge/search/packing.py packs: numbers and sorted words as short text.

/** @param {string} text @returns {() => number} gives the numbers one after the other */
export function numbers(text) {
  let at = 0;
  const digit = () => {
    const code = text.charCodeAt(at++);
    return code - 35 - Number(code > 92);
  };
  return () => {
    const first = digit();
    if (first < 79) return first;
    if (first < 89) return 79 + (first - 79) * 91 + digit();
    const more = first < 90 ? 2 : 3;
    let value = 0;
    for (let place = 0; place < more; place++) value = value * 91 + digit();
    return value + (more === 2 ? 989 : 9270);
  };
}

/** @param {string} shared @param {string} rests @returns {string[]} the words */
export function words(shared, rests) {
  const next = numbers(shared);
  let before = "";
  return shared ? rests.split(" ").map((rest) => (before = before.slice(0, next()) + rest)) : [];
}

/** @param {string[]} starts sorted @param {string} word @returns {number} the place of the piece that would hold the word */
export function placeOf(starts, word) {
  let place = 0;
  while (place + 1 < starts.length && starts[place + 1] <= word) place++;
  return place;
}
