(function (root) {
  try {
    var size = localStorage.getItem("text-size");
    if (/^(125|150|200)$/.test(size)) root.setAttribute("data-text-size", size);
  } catch (blocked) {}
})(document.documentElement);
