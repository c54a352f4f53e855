// The recommended rules, for parts of pages: what only a whole page can keep is left to tests/site.
export default {
  root: true,
  extends: ["html-validate:recommended"],
  rules: {
    "doctype-style": "off",
    "no-implicit-button-type": "off",
    "prefer-native-element": ["error", { exclude: ["region", "listbox"] }],
    // A part may begin at a heading of the second or third level, and name a heading of its page.
    "heading-level": "off",
    "no-missing-references": "off",
  },
};
