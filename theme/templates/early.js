(function (root) {
  try {
    var size = localStorage.getItem("text-size");
    if (/^(125|150|200)$/.test(size)) root.setAttribute("data-text-size", size);
    var definitions = localStorage.getItem("definitions");
    if (/^(links|off)$/.test(definitions)) root.setAttribute("data-definitions", definitions);
  } catch (blocked) {}
})(document.documentElement);
