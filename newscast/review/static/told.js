// What the page knows of what is looked at, as the server told it with the page.

/**
 * @typedef {{here: number, there: number, frames: number}} Stretch frames that two timelines share
 * @typedef {{number: number, slug: string, kind: string, name: string, start: number, frames: number}} Chapter
 * @typedef {{verdict: string, words: string, frame: number, end: number, place: string}} Mark
 * @typedef {{target: string, name: string, media: string, width: number, height: number, rate: string, stretches: Stretch[]}} Canvas
 * @typedef {{episode: string, draft: boolean, version: number, newest: number, deliverable: string, rate: string,
 *   frames: number, media: string | null, measured: string | null, cues: [number, number, string][],
 *   chapters: Chapter[], marks: Mark[], canvases: Canvas[], elsewhere: Record<string, Stretch[]>}} Told
 */

/** @type {Told} */
export const told = JSON.parse(document.getElementById("told")?.textContent ?? "{}");

/**
 * An element of the page that its template always has.
 * @param {string} id
 * @returns {HTMLElement}
 */
export function element(id) {
  const found = document.getElementById(id);
  if (!found) throw new Error(`no ${id}`);
  return found;
}

/**
 * The page of another version of what is looked at.
 * @param {boolean} draft
 * @param {number} version
 */
export function address(draft, version) {
  const asked = new URLSearchParams({ draft: draft ? "1" : "0", version: String(version) });
  if (told.deliverable) asked.set("deliverable", told.deliverable);
  return `/e/${encodeURIComponent(told.episode)}?${asked}`;
}

/**
 * A sentence with its {names} filled in.
 * @param {string | undefined} sentence
 * @param {Record<string, string | number>} values
 */
export function filled(sentence, values) {
  return (sentence ?? "").replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/**
 * The frame of another timeline that shows what this frame shows; null where it has no such thing.
 * @param {Stretch[]} stretches
 * @param {number} frame
 */
export function there(stretches, frame) {
  const found = stretches.find((each) => each.here <= frame && frame < each.here + each.frames);
  return found ? found.there + frame - found.here : null;
}
