export default function (site) {
  site.addGlobalData("layout", "page.njk");
  return {
    dir: { input: "content", includes: "../_includes", output: "public" },
    markdownTemplateEngine: false,
  };
}
