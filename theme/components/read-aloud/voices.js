// @ts-check
/**
 * A voice that is on the device itself, so that no word of the page is sent away: one for the very language if there is
 * one, else one of the same language in another country, the device's own choice first.
 * @param {string} language
 */
export function voiceFor(language) {
  const tag = (/** @type {string} */ text) => text.replace("_", "-").toLowerCase();
  const [base] = tag(language).split("-");
  const voices = speechSynthesis.getVoices().filter((voice) => voice.localService && tag(voice.lang).split("-")[0] === base);
  return voices.find((voice) => tag(voice.lang) === tag(language)) ?? voices.find((voice) => voice.default) ?? voices[0];
}
