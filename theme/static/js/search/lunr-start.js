// @ts-check
// What the parts of Lunr hang themselves on. They are plain scripts and look for one global name.
/** @type {any} */ (globalThis).lunr = {
  // Ours is the only analysis, so nothing need be found by its name.
  Pipeline: { registerFunction() {} },
  // In Lunr's own language a word ends at a space. A hyphen inside it is no sign: +co-op is one word.
  tokenizer: { separator: /\s/ },
};
