// The reader's settings, told on <html> before the first paint. What is not told is the device's, or the site's usual way.
(function (root, offered) {
  function tell() {
    try {
      for (const name in offered) {
        const value = localStorage.getItem(name);
        if (offered[name].split(" ").includes(value)) root.setAttribute("data-" + name, value);
        else root.removeAttribute("data-" + name);
      }
    } catch (blocked) {}
  }
  tell();
  // Another tab chose, or this page comes back from the browser's history.
  addEventListener("storage", tell);
  addEventListener("pageshow", tell);
})(document.documentElement, {
  "text-size": "125 150 200",
  spacing: "wide widest",
  "line-width": "narrow wide",
  theme: "light dark cream contrast",
  font: "device legible",
  definitions: "links off",
  ruler: "on",
  motion: "none",
});
