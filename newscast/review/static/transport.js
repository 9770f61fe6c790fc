// The controls below the picture: buttons, time code, speed; what is pressed and what is shown.

import { player } from "./player.js";
import { element, filled, told } from "./told.js";
import { clock, frameOf, secondsAt, timecodeOf } from "./time.js";
import { say } from "./say.js";

const place = element("player");
const code = /** @type {HTMLInputElement} */ (element("timecode"));
const speed = /** @type {HTMLSelectElement} */ (element("speed"));
const spoken = element("spoken");
const captioned = "newscast-captions";

/** What buttons with `data-do` do. @type {Record<string, () => void>} */
export const deeds = {
  back: () => player.step(-1),
  forward: () => player.step(1),
  play: () => player.toggle(),
  silent,
  captions,
  safe,
  full,
  keys: () => toggled(/** @type {HTMLDialogElement} */ (element("keys"))),
};

/** Begin to listen. */
export function begin() {
  document.addEventListener("click", clicked);
  player.addEventListener("frame", shown);
  player.addEventListener("playing", pressed);
  player.addEventListener("speed", sped);
  player.addEventListener("range", ranged);
  code.addEventListener("focus", () => code.select());
  code.addEventListener("change", () => went());
  code.addEventListener("blur", shown);
  code.addEventListener("keydown", (event) => {
    if (event.key === "Enter") went();
    if (event.key === "Escape") code.blur();
  });
  speed.addEventListener("change", () => (player.speed = Number(speed.value)));
  player.media.addEventListener("click", () => player.toggle());
  made();
  if (read() === "yes") captions();
  shown();
}

/** @param {MouseEvent} event */
function clicked(event) {
  if (!(event.target instanceof Element)) return;
  const button = /** @type {HTMLElement | null} */ (event.target.closest("[data-do], [data-go], [data-play-from]"));
  if (!button) return;
  if (button.dataset.do) deeds[button.dataset.do]?.();
  else if (button.dataset.go) player.seek(Number(button.dataset.go));
  else {
    player.seek(Number(button.dataset.playFrom));
    player.play();
  }
}

function shown() {
  if (document.activeElement !== code) code.value = timecodeOf(player.frame, player.exact);
}

/** The segment that is shown. */
export function at() {
  return told.chapters.find((each) => each.start <= player.frame && player.frame < each.start + each.frames);
}

/**
 * Go some segments on, or back: first to the beginning of this one.
 * @param {1 | -1} direction
 */
export function chapter(direction) {
  const starts = told.chapters.map((each) => each.start);
  const near = Math.ceil(player.exact.num / player.exact.den);
  const found =
    direction > 0
      ? starts.find((start) => start > player.frame)
      : starts.findLast((start) => start < player.frame - (player.playing ? near : 0));
  if (found !== undefined) player.seek(found);
  speak();
}

/** Tell a screen reader where it is. */
export function speak() {
  const time = clock(secondsAt(player.frame, player.exact));
  spoken.textContent = filled(spoken.dataset.at, { time, segment: at()?.name ?? "" });
}

function went() {
  const frame = frameOf(code.value, player.exact);
  if (frame === null || frame >= player.frames) {
    say(code.dataset.wrong ?? "");
    code.select();
    return;
  }
  player.seek(frame);
  code.blur();
}

function pressed() {
  place.classList.toggle("is-playing", player.playing);
  const button = place.querySelector('[data-do="play"]');
  button?.setAttribute("aria-label", (player.playing ? button.getAttribute("data-pause") : button.getAttribute("data-play")) ?? "");
}

function sped() {
  speed.value = String(player.speed);
  // What is not in the list is told all the same.
  if (speed.selectedIndex < 0) spoken.textContent = filled(spoken.dataset.speed, { speed: `${player.speed}×` });
}

function ranged() {
  const range = player.range;
  const [start, end] = [range?.start ?? 0, (range?.end ?? 1) - 1].map((frame) => timecodeOf(frame, player.exact));
  spoken.textContent = range ? filled(spoken.dataset.range, { start, end }) : (spoken.dataset.cleared ?? "");
}

function silent() {
  player.media.muted = !player.media.muted;
  press("silent", player.media.muted);
}

/** Make a track of what the timeline tells, where there is no file that browsers read. */
function made() {
  if (!told.cues.length || player.media.textTracks.length) return;
  const track = player.media.addTextTrack("captions");
  for (const [start, end, text] of told.cues)
    track.addCue(new VTTCue(secondsAt(start, player.exact), secondsAt(end, player.exact), text));
}

function captions() {
  const track = player.media.textTracks[0];
  if (!track) return;
  const on = track.mode !== "showing";
  track.mode = on ? "showing" : "hidden";
  press("captions", on);
  try {
    localStorage.setItem(captioned, on ? "yes" : "no");
  } catch {
    // They are off again the next time.
  }
}

function read() {
  try {
    return localStorage.getItem(captioned);
  } catch {
    return null;
  }
}

function safe() {
  const lines = /** @type {HTMLElement | null} */ (place.querySelector(".safe"));
  if (!lines) return;
  lines.hidden = !lines.hidden;
  press("safe", !lines.hidden);
}

function full() {
  if (document.fullscreenElement) document.exitFullscreen();
  else if (place.requestFullscreen) place.requestFullscreen();
  else {
    // iPhones show a video alone.
    const media = /** @type {any} */ (player.media);
    media.webkitEnterFullscreen?.();
  }
}

/** @param {HTMLDialogElement} dialog */
function toggled(dialog) {
  if (dialog.open) dialog.close();
  else dialog.showModal();
}

/** @param {string} name @param {boolean} on */
export function press(name, on) {
  place.querySelector(`[data-do="${name}"]`)?.setAttribute("aria-pressed", String(on));
}
