// @ts-check
// All that leaves the form: the text, and the files where there are pictures.
import { fileText, letterText, pictureName, sidecarText, slugOf } from "./file.js";

const PICTURES = "content/images";
const CORRECTION = "correction";

/**
 * @typedef {object} Contents
 * @property {string} folder empty for a letter
 * @property {string} form the name of a file whose title has no Latin letter yet
 * @property {import("./file.js").Question[]} questions
 * @property {import("./file.js").Answers} answers
 * @property {any} schema
 * @property {string} shortName
 * @property {import("./picture-rows.js").Ready[]} pictures
 * @property {string[]} remarks
 */

/** @param {Contents} contents @returns {import("./ways.js").Parcel} */
export function parcelOf({ folder, form, questions, answers, schema, shortName, pictures, remarks }) {
  if (!folder) {
    const title = String(answers.page ?? "");
    return { text: letterText(questions, answers), title, path: `${CORRECTION}.txt`, files: [] };
  }
  const title = String(answers.title ?? "");
  const slug = slugOf(title) || slugOf(shortName) || form;
  const text = fileText({ questions, answers, schema, slug, pictures, remarks });
  const path = `${folder}/${slug}.md`;
  const images = pictures.flatMap((picture, at) => {
    const name = `${PICTURES}/${pictureName(slug, at, picture)}`;
    return [{ name, data: picture.blob }, { name: `${name}.yml`, data: sidecarText(picture) }];
  });
  return { text, title, path, files: [{ name: path, data: text }, ...images] };
}
