// Two versions in step: the new one is played, the old one follows it to where it says and shows the same.

import { ask, AskError } from "./ask.js";
import { Player } from "./playing.js";
import { clock, secondsAt } from "./time.js";
import { there } from "./told.js";

/** @typedef {import("./told.js").Stretch} Stretch */

const AGAIN = 1000;
const EVERY = 250;
const LATE = 3;
const SWIPE = 48;

const place = /** @type {HTMLElement} */ (document.getElementById("compare"));
const said = /** @type {HTMLElement} */ (document.getElementById("compare-said"));
const along = /** @type {HTMLInputElement} */ (document.getElementById("along"));
const now = made("player");
const before = made("before");
/** @type {Stretch[]} */
const stretches = JSON.parse(document.getElementById("compare-told")?.textContent ?? "{}").stretches ?? [];
/** A frame of the old version that the new one lacks, while it is shown. @type {number | null} */
let apart = null;

/** @param {string} id */
function made(id) {
  const stage = /** @type {HTMLElement} */ (document.getElementById(id));
  const media = /** @type {HTMLMediaElement} */ (stage.querySelector("video, audio"));
  return { stage, player: new Player(media, stage.dataset.rate ?? "25", Number(stage.dataset.frames)) };
}

function follow() {
  const frame = apart ?? there(stretches, now.player.frame);
  absent(before.stage, frame === null);
  absent(now.stage, apart !== null);
  if (frame === null) return before.player.pause();
  const goes = now.player.playing && apart === null;
  const late = Math.abs(frame - before.player.frame);
  if (late > (goes ? LATE : 0)) before.player.seek(frame);
  if (goes && !before.player.playing) void before.player.play();
  if (!goes && before.player.playing) before.player.pause();
}

/** @param {HTMLElement} stage @param {boolean} is */
function absent(stage, is) {
  const words = /** @type {HTMLElement} */ (stage.querySelector(".compare-absent"));
  words.hidden = !is;
}

function tell() {
  along.value = String(now.player.frame);
  for (const [name, { player }] of Object.entries({ now, before })) {
    const shown = document.querySelector(`[data-time="${name}"]`);
    if (shown) shown.textContent = clock(secondsAt(player.frame, player.exact));
  }
  place.querySelector('[data-do="play"]')?.setAttribute("aria-pressed", String(now.player.playing));
}

/** @param {number} frame */
function go(frame) {
  apart = null;
  now.player.pause();
  now.player.seek(frame);
  follow();
}

/** Show what only the old version has. @param {number} frame */
function goBack(frame) {
  now.player.pause();
  apart = frame;
  follow();
  tell();
}

/** @param {string} shown "before", "both" or "now" */
function show(shown) {
  place.dataset.shown = shown;
  for (const each of place.querySelectorAll("[data-show]")) {
    each.setAttribute("aria-pressed", String(each instanceof HTMLElement && each.dataset.show === shown));
  }
}

/** Whose sound is heard: one at a time. @param {Element} button */
function swap(button) {
  const old = button.getAttribute("aria-pressed") !== "true";
  button.setAttribute("aria-pressed", String(old));
  before.player.media.muted = !old;
  now.player.media.muted = old;
}

/** @type {Record<string, (button: HTMLElement) => void>} */
const deeds = {
  play: () => {
    apart = null;
    now.player.toggle();
  },
  back: () => go(now.player.frame - 1),
  forward: () => go(now.player.frame + 1),
  sound: swap,
};

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("button") : null;
  if (!button) return;
  const { frame, oldFrame, show: shown, do: deed } = button.dataset;
  if (frame) go(Number(frame));
  if (oldFrame) goBack(Number(oldFrame));
  if (frame || oldFrame) place.scrollIntoView({ block: "nearest", behavior: "smooth" });
  if (shown) show(shown);
  if (deed) deeds[deed]?.(button);
});

document.addEventListener("keydown", (event) => {
  const typing = event.target instanceof Element && event.target.closest("input, select, textarea, button, a, summary");
  const deed = { " ": "play", ArrowLeft: "back", ArrowRight: "forward" }[event.key];
  if (typing || !deed || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  deeds[deed](place);
});

along.addEventListener("input", () => go(Number(along.value)));

let from = 0;
const sides = /** @type {HTMLElement} */ (place.querySelector(".compare-sides"));
sides.addEventListener("pointerdown", (event) => (from = event.clientX));
sides.addEventListener("pointerup", (event) => {
  const moved = event.clientX - from;
  if (Math.abs(moved) < SWIPE) return;
  const order = ["before", "both", "now"];
  const next = order.indexOf(place.dataset.shown ?? "both") + (moved < 0 ? 1 : -1);
  show(order[Math.max(0, Math.min(order.length - 1, next))]);
});

for (const name of ["frame", "playing", "ended"]) {
  now.player.addEventListener(name, follow);
  now.player.addEventListener(name, tell);
}
before.player.addEventListener("frame", tell);
window.setInterval(() => now.player.playing && follow(), EVERY);

/**
 * Have a version play: itself, or a copy that browsers play, once there is one.
 * @param {{stage: HTMLElement, player: Player}} side
 */
async function ready({ stage, player }) {
  const media = stage.dataset.media;
  if (!media) return;
  for (;;) {
    const copy = await copyOf(media);
    if (copy.state === "ready") {
      player.media.src = copy.href;
      said.textContent = "";
      return;
    }
    said.textContent = copy.message || (copy.state === "failed" ? place.dataset.failed : place.dataset.making) || "";
    if (copy.state === "failed") return;
    await new Promise((resolve) => window.setTimeout(resolve, AGAIN));
  }
}

/**
 * @param {string} media
 * @returns {Promise<{state: string, href: string, message?: string}>}
 */
async function copyOf(media) {
  try {
    return (await ask(`${media}/about.json?for=play`)).play;
  } catch (error) {
    if (!(error instanceof AskError)) throw error;
    if (error.status === 404) return { state: "ready", href: media };
    return { state: "failed", href: "", message: error.message };
  }
}

before.player.media.addEventListener("loadedmetadata", follow);
void ready(now);
void ready(before);
show(place.dataset.shown ?? "both");
tell();
