// @ts-check
// A picture made anew from its points of colour alone. The place, the camera, the owner, the small copy and whatever else
// was in the file stay behind. Some browsers change what scripts read of a picture, for privacy: a little of that is not
// seen, and where nothing is left of the picture it is refused.

/** @typedef {"jpeg" | "png" | "webp" | "gif" | "other"} Sort "other" is for phones: HEIC and AVIF, which some browsers show */
/** @typedef {{ blob: Blob, width: number, height: number, ending: "jpg" | "png" }} Cleaned */
/** @typedef {(canvas: HTMLCanvasElement, bytes: number) => Promise<Blob | undefined>} Encode */

// A phone's best camera takes 200 million points. Far more would take the memory, and with it the words in the form.
const MOST_POINTS = 250_000_000;
const MOST_BYTES = 250_000_000;
// What a search for the place of a JPEG's measures looks through: they stand behind the small copy and the like.
const HEAD = 1_000_000;
const QUALITIES = [0.88, 0.78, 0.68, 0.58, 0.48];
const STEP = 0.8;
const LEAST_SCALE = 0.3;
// What a PNG needs to be seen as it is. Firefox adds a mark of its own, which tells one browser from others.
const CHUNKS = ["IHDR", "PLTE", "tRNS", "IDAT", "IEND", "sRGB", "gAMA", "cHRM", "iCCP", "cICP"];

/**
 * The picture upright, small enough, and with nothing about it in the file.
 * Rejects with `not-a-picture` for what this browser cannot show, `too-large` for what cannot be made small, and
 * `scrambled` where the browser hands out noise in the place of what was drawn.
 * @param {Blob} file
 * @param {{ side?: number, bytes?: number }} [most] points of the longer side, bytes of the file
 * @returns {Promise<Cleaned>}
 */
export async function cleaned(file, { side = 1600, bytes = 512_000 } = {}) {
  if (isScrambled()) throw new Error("scrambled");
  if (file.size > MOST_BYTES) throw new Error("too-large");
  const head = new DataView(await file.slice(0, HEAD).arrayBuffer());
  const sort = sortOf(head);
  if (!sort) throw new Error("not-a-picture");
  if (pointsOf(head, sort) > MOST_POINTS) throw new Error("too-large");
  const picture = await decoded(file);
  try {
    return await smallEnough(picture, sort, side, bytes);
  } finally {
    if ("close" in picture) picture.close();
  }
}

/** Whether a plain red comes back as anything else than nearly red. */
function isScrambled() {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = 16;
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.fillStyle = "#f00";
  pen.fillRect(0, 0, 16, 16);
  const { data } = pen.getImageData(0, 0, 16, 16);
  const strange = data.filter((value, at) => Math.abs(value - [255, 0, 0, 255][at % 4]) > 32);
  return strange.length > data.length / 8;
}

/**
 * What the first bytes say it is; the name of a file says nothing, and a drawing (SVG) is a text that can hold scripts.
 * @param {DataView} head
 * @returns {Sort | undefined}
 */
function sortOf(head) {
  const text = (/** @type {number} */ start, /** @type {number} */ end) =>
    String.fromCharCode(...new Uint8Array(head.buffer.slice(start, end)));
  if (text(0, 3) === "\xff\xd8\xff") return "jpeg";
  if (text(0, 8) === "\x89PNG\r\n\x1a\n") return "png";
  if (text(0, 4) === "RIFF" && text(8, 12) === "WEBP") return "webp";
  if (text(0, 4) === "GIF8") return "gif";
  if (/^ftyp(heic|heix|heif|mif1|msf1|avif)/.test(text(4, 12))) return "other";
}

/**
 * How many points the file says it has, before anything is unpacked. 0 where the sort itself sets a bound.
 * @param {DataView} head
 * @param {Sort} sort
 */
function pointsOf(head, sort) {
  if (sort === "png" && head.byteLength >= 24) return head.getUint32(16) * head.getUint32(20);
  if (sort === "gif" && head.byteLength >= 10) return head.getUint16(6, true) * head.getUint16(8, true);
  if (sort !== "jpeg") return 0;
  for (let at = 2; at + 9 < head.byteLength; at += 2 + head.getUint16(at + 2)) {
    const mark = head.getUint16(at);
    // The frame: C0 to CF, but for three marks among them that are tables.
    const isFrame = mark >= 0xffc0 && mark <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(mark);
    if (isFrame) return head.getUint16(at + 5) * head.getUint16(at + 7);
  }
  return 0;
}

/** @param {Blob} file @returns {Promise<ImageBitmap | HTMLImageElement>} upright */
async function decoded(file) {
  try {
    return await createImageBitmap(file, { imageOrientation: "from-image" });
  } catch (why) {
    // Older browsers do not know the option; they turn an <img> upright all the same.
    if (!(why instanceof TypeError)) throw new Error("not-a-picture");
  }
  const picture = new Image();
  picture.src = await addressOf(file);
  try {
    await picture.decode();
  } catch {
    throw new Error("not-a-picture");
  }
  return picture;
}

/** The whole file as an address: the policy of our pages allows no other for a file of the device. @param {Blob} file @returns {Promise<string>} */
function addressOf(file) {
  return new Promise((done) => {
    const reader = new FileReader();
    reader.onload = () => done(String(reader.result));
    reader.onerror = () => done("data:,");
    reader.readAsDataURL(file);
  });
}

/**
 * @param {ImageBitmap | HTMLImageElement} picture
 * @param {Sort} sort
 * @param {number} side
 * @param {number} bytes
 */
async function smallEnough(picture, sort, side, bytes) {
  const scale = Math.min(1, side / Math.max(picture.width, picture.height));
  const isClear = sort !== "jpeg" && hasClearPoints(drawn(picture, scale));
  // A cut-out that is too large even when it is small stands on white in the end.
  const ways = isClear ? [png, jpeg] : [sort === "jpeg" ? jpeg : smaller];
  for (const encode of ways) {
    for (let part = 1; part >= LEAST_SCALE; part *= STEP) {
      const canvas = drawn(picture, scale * part, encode === png ? "" : "#fff");
      const blob = await encode(canvas, bytes);
      const ending = /** @type {const} */ (blob?.type === "image/png" ? "png" : "jpg");
      if (blob) return { blob, width: canvas.width, height: canvas.height, ending };
    }
  }
  throw new Error("too-large");
}

/**
 * @param {ImageBitmap | HTMLImageElement} picture
 * @param {number} scale
 * @param {string} [ground] the colour behind it
 */
function drawn(picture, scale, ground = "") {
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  pen.imageSmoothingQuality = "high";
  pen.fillStyle = ground;
  if (ground) pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}

/** @param {HTMLCanvasElement} canvas */
function hasClearPoints(canvas) {
  const pen = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const { data } = pen.getImageData(0, 0, canvas.width, canvas.height);
  return data.some((value, at) => at % 4 === 3 && value < 255);
}

/** @type {Encode} */
async function png(canvas, bytes) {
  const blob = await encoded(canvas, "image/png");
  return fits(blob && (await bare(blob)), bytes);
}

/** A PNG with nothing in it but the picture. @param {Blob} blob */
async function bare(blob) {
  const data = await blob.arrayBuffer();
  const parts = [data.slice(0, 8)];
  for (let at = 8; at + 12 <= data.byteLength; ) {
    const end = at + 12 + new DataView(data).getUint32(at);
    const name = String.fromCharCode(...new Uint8Array(data, at + 4, 4));
    if (CHUNKS.includes(name)) parts.push(data.slice(at, end));
    at = end;
  }
  return new Blob(parts, { type: blob.type });
}

/** @type {Encode} */
async function jpeg(canvas, bytes) {
  for (const quality of QUALITIES) {
    const blob = fits(await encoded(canvas, "image/jpeg", quality), bytes);
    if (blob) return blob;
  }
}

/** Drawings are smaller as PNG, photographs as JPEG. @type {Encode} */
async function smaller(canvas, bytes) {
  const [drawing, photograph] = [await png(canvas, bytes), await jpeg(canvas, bytes)];
  return drawing && drawing.size <= (photograph?.size ?? bytes) ? drawing : photograph;
}

/** @param {Blob | null} blob @param {number} bytes */
const fits = (blob, bytes) => (blob && blob.size <= bytes ? blob : undefined);

/** @param {HTMLCanvasElement} canvas @param {string} type @param {number} [quality] @returns {Promise<Blob | null>} */
const encoded = (canvas, type, quality) => new Promise((done) => canvas.toBlob(done, type, quality));
