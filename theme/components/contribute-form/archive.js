// @ts-check
import { zipSync } from "fflate";

/** @typedef {{ name: string, data: Blob | string }} File the name with its folders, such as content/tips/listen.md */

// The earliest day that a zip can tell, so that the same files make the same zip, and it does not tell when they were made.
const DAY = new Date(1980, 0, 1);
const IS_PACKED = /\.(jpe?g|png|webp)$/i;

/**
 * The files in one zip. Throws for a name that could lead out of the folder it is unpacked in, and for two files of one name.
 * @param {File[]} files
 */
export async function zipped(files) {
  /** @type {import("fflate").Zippable} */
  const entries = {};
  const names = new Set();
  for (const { name, data } of files) {
    if (!isSafe(name)) throw new Error(`This is no name for a file in a zip: ${JSON.stringify(name)}`);
    // Some systems take A and a for one name, and would keep one file of the two.
    if (names.has(name.toLowerCase())) throw new Error(`Two files in a zip have one name: ${JSON.stringify(name)}`);
    names.add(name.toLowerCase());
    const bytes = new Uint8Array(await new Blob([data]).arrayBuffer());
    entries[name] = [bytes, { level: IS_PACKED.test(name) ? 0 : 9, mtime: DAY }];
  }
  // Not zip(): its workers come from an address that the policy of our pages does not allow.
  return new Blob([zipSync(entries)], { type: "application/zip" });
}

/** Folders and a file below this place, with no sign that a system reads in a way of its own. @param {string} name */
const isSafe = (name) =>
  !/[\\:*?"<>|\u0000-\u001f\u007f]/.test(name) && name.split("/").every((part) => /[^. ]$/.test(part));
