// All canvases side by side, in sync with the one that is looked at, each where it shows the same.

import { deeds, press } from "./transport.js";
import { player } from "./player.js";
import { element, there, told } from "./told.js";
import { frameAt, middleOf, rateOf } from "./time.js";

/**
 * @typedef {import("./told.js").Canvas} Canvas
 * @typedef {{canvas: Canvas, video: HTMLVideoElement, box: HTMLElement}} Shown
 */

const EVERY = 250;
const LATE = 0.12;
const place = /** @type {HTMLElement} */ (element("player").querySelector(".canvases"));
/** @type {Shown[]} */
let shown = [];
let timer = 0;

/** Have the button do it. */
export function begin() {
  if (!told.canvases.length) return;
  deeds.canvases = toggle;
  player.addEventListener("frame", () => player.playing || aligned());
  for (const name of ["playing", "speed"]) player.addEventListener(name, aligned);
}

function toggle() {
  const on = place.hidden;
  place.hidden = !on;
  press("canvases", on);
  element("player").classList.toggle("side-by-side", on);
  window.clearInterval(timer);
  if (!on) {
    for (const each of shown) each.video.removeAttribute("src");
    shown = [];
    place.replaceChildren();
    return;
  }
  shown = told.canvases.map(made);
  place.replaceChildren(...shown.map((each) => each.box));
  timer = window.setInterval(aligned, EVERY);
  aligned();
}

/** @param {Canvas} canvas @returns {Shown} */
function made(canvas) {
  const box = document.createElement("figure");
  const video = document.createElement("video");
  const words = document.createElement("figcaption");
  video.muted = true;
  video.playsInline = true;
  video.preload = "auto";
  video.tabIndex = -1;
  video.src = `${canvas.media}/play`;
  video.setAttribute("aria-label", canvas.name);
  box.style.setProperty("--ratio", String(canvas.width / canvas.height));
  words.textContent = canvas.name;
  box.append(video, words);
  video.addEventListener("loadedmetadata", aligned);
  return { canvas, video, box };
}

function aligned() {
  for (const each of shown) align(each);
}

/** @param {Shown} each */
function align({ canvas, video, box }) {
  const frame = there(canvas.stretches, player.frame);
  box.classList.toggle("absent", frame === null);
  if (frame === null || !video.readyState) {
    video.pause();
    return;
  }
  const rate = rateOf(canvas.rate);
  const forwards = player.playing && player.speed > 0;
  const wanted = middleOf(frame, rate);
  if (!forwards) {
    video.pause();
    if (!video.seeking && frameAt(video.currentTime, rate) !== frame) video.currentTime = wanted;
    return;
  }
  video.playbackRate = player.speed;
  const late = wanted - video.currentTime;
  if (Math.abs(late) > LATE && !video.seeking) video.currentTime = wanted;
  if (video.paused) video.play().catch(() => {});
}
