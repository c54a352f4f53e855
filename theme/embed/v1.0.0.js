// Tip cards, version 1: sizes frames to their cards, and turns <tip-card> into a frame. Free to use.
// This file never changes. It takes a number from a card, and nothing else.
(() => {
  const home = new URL("v1/", document.currentScript.src);

  const fit = (frame, height) => {
    if (typeof height !== "number" || !(height > 0)) return;
    const pixels = Math.min(Math.max(Math.ceil(height), 80), 2000) + "px";
    Object.assign(frame.style, { height: pixels, minHeight: 0, maxHeight: "none" });
  };

  const frames = () => [...document.querySelectorAll("iframe")].filter((frame) => frame.src.startsWith(home));

  addEventListener("message", ({ data, origin, source }) => {
    // A sandboxed frame has the origin "null"; only the window itself tells whose it is.
    if (data?.type !== "tip-card" || (origin !== home.origin && origin !== "null")) return;
    const frame = frames().find((each) => each.contentWindow === source);
    if (frame) fit(frame, data.height);
  });

  for (const frame of frames()) frame.contentWindow?.postMessage({ type: "tip-card-ready" }, "*");

  class TipCard extends HTMLElement {
    connectedCallback() {
      const link = this.querySelector("a");
      if (!link && document.readyState === "loading") addEventListener("DOMContentLoaded", () => this.connectedCallback(), { once: true });
      const name = /^[a-z-]+(\/[a-z0-9-]+)?$/.exec(this.getAttribute("name") ?? "");
      if (!link || !name || this.querySelector("iframe")) return;
      const theme = /^(light|dark|plain)$/.exec(this.getAttribute("theme") ?? "");
      const frame = document.createElement("iframe");
      frame.src = new URL(name[0] + (theme ? "/" + theme[0] : "") + "/", home);
      frame.title = link.textContent.trim();
      frame.loading = "lazy";
      frame.referrerPolicy = "no-referrer";
      frame.style.cssText = "border:0;display:block;width:100%";
      this.style.display = "block";
      // The place that the element's own style keeps for the frame is a better guess than its attribute.
      const kept = this.offsetHeight - link.offsetHeight;
      const height = Number(this.getAttribute("height"));
      fit(frame, kept > 80 ? kept : height > 0 ? height : 320);
      this.append(frame);
      this.style.minHeight = 0;
    }
  }
  customElements.get("tip-card") || customElements.define("tip-card", TipCard);
})();
