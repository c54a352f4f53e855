// What html-validate checks on the style pages: all that other pages keep, but for what their many copies repeat.
import pages from "./html-validate.mjs";

export default {
  ...pages,
  rules: {
    ...pages.rules,
    // Each copy of a navigation or a region has the name that it has on its page.
    "unique-landmark": "off",
    // A form keeps the choices of one copy apart from those of the others, and sends nothing.
    "wcag/h32": "off",
    // A switch of the search stands here without the form that it belongs to.
    "form-dup-name": "off",
  },
};
