// What lies below the picture along its time: waveform and loudness, marks, the chosen range, the place that is shown.

import { ask, AskError } from "./ask.js";
import { at } from "./transport.js";
import { player } from "./player.js";
import { element, filled, told } from "./told.js";
import { clock, secondsAt, timecodeOf } from "./time.js";

/**
 * @typedef {{pairs: [number, number][], seconds: number}} Peaks
 * @typedef {{every: number, values: number[]}} Curve
 * @typedef {{short_term: Curve | null, momentary: Curve | null, target: number | null, integrated: number | null}} Loudness
 */

const QUIETEST = -60;
const AGAIN = 1000;
const lanes = element("lanes");
const head = element("head");
const seek = element("seek");
const range = element("range");
const legend = element("legend");
const canvas = /** @type {HTMLCanvasElement} */ (element("curves"));
/** @type {Peaks | null} */
let peaks = null;
/** @type {Loudness | null} */
let loudness = null;
let dragging = false;

/** Show where it is, let somebody drag along, and draw what was measured. */
export async function begin() {
  player.addEventListener("frame", placed);
  player.addEventListener("range", ranged);
  lanes.addEventListener("pointerdown", down);
  lanes.addEventListener("pointermove", (event) => dragging && went(event));
  for (const name of ["pointerup", "pointercancel"]) lanes.addEventListener(name, () => (dragging = false));
  new ResizeObserver(draw).observe(lanes);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  put(element("marks"), told.marks);
  placed();
  if (!told.measured) return;
  await Promise.all([shown("peaks", (found) => (peaks = found)), shown("loudness", (found) => (loudness = found))]);
}

/**
 * Draw what was measured as soon as it is there.
 * @param {string} what @param {(found: any) => void} keep
 */
async function shown(what, keep) {
  keep(await got(`${told.measured}/${what}.json`));
  lanes.classList.toggle("has-curves", Boolean(peaks || loudness));
  explained();
  draw();
}

/**
 * Put marks into a lane: buttons at their frames that go there.
 * @param {HTMLElement} lane
 * @param {{frame: number, end: number | null, words: string, verdict: string}[]} marks
 */
export function put(lane, marks) {
  lane.replaceChildren(
    ...marks.map((mark) => {
      const item = document.createElement("li");
      const button = document.createElement("button");
      button.type = "button";
      button.className = mark.verdict;
      button.dataset.go = String(mark.frame);
      button.title = mark.words;
      button.setAttribute("aria-label", `${clock(secondsAt(mark.frame, player.exact))} ${mark.words}`);
      item.style.left = percent(mark.frame);
      item.append(button);
      return item;
    }),
  );
}

/** @param {string} address @returns {Promise<any>} */
async function got(address) {
  try {
    for (;;) {
      const found = await ask(address);
      // Of a long programme it is told for a while that it is being measured.
      if (!("state" in found)) return found;
      await new Promise((resolve) => window.setTimeout(resolve, AGAIN));
    }
  } catch (error) {
    // What was not measured is not drawn.
    if (error instanceof AskError) return null;
    throw error;
  }
}

/** @param {PointerEvent} event */
function down(event) {
  if (event.button || (event.target instanceof Element && event.target.closest("button"))) return;
  dragging = true;
  lanes.setPointerCapture(event.pointerId);
  went(event);
}

/** @param {PointerEvent} event */
function went(event) {
  const box = lanes.getBoundingClientRect();
  player.seek(Math.floor(((event.clientX - box.left) / box.width) * player.frames));
}

function placed() {
  head.style.left = percent(player.frame + 0.5);
  seek.setAttribute("aria-valuenow", String(player.frame));
  // Said where somebody is on it; while it plays that would never end.
  if (!player.playing || document.activeElement !== seek) {
    const name = at()?.name;
    seek.setAttribute("aria-valuetext", [timecodeOf(player.frame, player.exact), name].filter(Boolean).join(", "));
  }
}

function ranged() {
  const chosen = player.range;
  range.hidden = !chosen;
  if (!chosen) return;
  range.style.left = percent(chosen.start);
  range.style.width = percent(chosen.end - chosen.start);
}

function explained() {
  const told = [];
  if (loudness) told.push(legend.dataset.loudness);
  if (loudness?.target != null && loudness.integrated != null) {
    const values = { target: minus(loudness.target), measured: minus(loudness.integrated) };
    told.push(filled(legend.dataset.target, values));
  }
  legend.textContent = told.join(" ");
  legend.hidden = !told.length;
}

function draw() {
  const box = canvas.getBoundingClientRect();
  const dots = window.devicePixelRatio || 1;
  const [width, height] = [Math.round(box.width * dots), Math.round(box.height * dots)];
  if (!width || !height) return;
  canvas.width = width;
  canvas.height = height;
  const pen = canvas.getContext("2d");
  if (!pen) return;
  const style = getComputedStyle(lanes);
  /** @param {string} name */
  const colour = (name) => style.getPropertyValue(name).trim();
  pen.fillStyle = colour("--wave");
  if (peaks) wave(pen, peaks, width, height);
  pen.fillStyle = colour("--line");
  for (const each of told.chapters) pen.fillRect(Math.round((each.start / player.frames) * width), 0, dots, height);
  if (!loudness) return;
  if (loudness.target != null) {
    pen.fillStyle = colour("--edge");
    for (let x = 0; x < width; x += 8 * dots) pen.fillRect(x, level(loudness.target, height), 4 * dots, dots);
  }
  const curve = loudness.short_term ?? loudness.momentary;
  pen.strokeStyle = colour("--accent");
  pen.lineWidth = 2 * dots;
  pen.lineJoin = "round";
  if (curve) line(pen, curve, width, height);
}

/** @param {CanvasRenderingContext2D} pen @param {Peaks} peaks @param {number} width @param {number} height */
function wave(pen, peaks, width, height) {
  const pairs = peaks.pairs;
  for (let x = 0; x < width; x += 1) {
    const first = Math.floor((x / width) * pairs.length);
    const last = Math.max(first + 1, Math.floor(((x + 1) / width) * pairs.length));
    let [least, most] = [0, 0];
    for (const pair of pairs.slice(first, last)) [least, most] = [Math.min(least, pair[0]), Math.max(most, pair[1])];
    const top = ((1000 - most) / 2000) * height;
    pen.fillRect(x, top, 1, Math.max(1, ((most - least) / 2000) * height));
  }
}

/** @param {CanvasRenderingContext2D} pen @param {Curve} curve @param {number} width @param {number} height */
function line(pen, curve, width, height) {
  const seconds = secondsAt(player.frames, player.exact);
  pen.beginPath();
  curve.values.forEach((value, index) => {
    const x = (((index + 1) * curve.every) / seconds) * width;
    pen.lineTo(x, level(value, height));
  });
  pen.stroke();
}

/** @param {number} value @param {number} height */
function level(value, height) {
  return (Math.min(0, Math.max(QUIETEST, value)) / QUIETEST) * height;
}

/** @param {number} frames */
function percent(frames) {
  return `${(100 * frames) / Math.max(1, player.frames)}%`;
}

/** @param {number} value */
function minus(value) {
  return String(value).replace("-", "\u2212");
}
