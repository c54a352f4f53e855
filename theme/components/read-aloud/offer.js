// @ts-check
import { voiceFor } from "./voices.js";

/** Offers to read the page once the device has a voice for it, and fetches what reads when a reader first asks. */
export function offerReading() {
  /** @type {HTMLElement | null} */
  const place = document.querySelector("read-aloud");
  if (!place || !window.speechSynthesis) return;
  const begin = () => {
    // Some devices speak only if they were first asked within the press itself.
    speechSynthesis.speak(new SpeechSynthesisUtterance(""));
    const script = document.createElement("script");
    script.src = place.dataset.script ?? "";
    script.onerror = () => {
      /** @type {Element} */ (place.lastElementChild).textContent = place.dataset.failed ?? "";
      place.addEventListener("click", begin, { once: true });
    };
    document.head.append(script);
  };
  const offer = () => {
    if (!place.hidden || !voiceFor(document.documentElement.lang)) return;
    place.hidden = false;
    place.addEventListener("click", begin, { once: true });
  };
  // Not addEventListener: in some browsers of our range the voices cannot be listened to but so.
  speechSynthesis.onvoiceschanged = offer;
  offer();
}
