// The prompter: the text moves as fast as it is read, part by part; space stops it, arrows change its speed, M mirrors it.

import { follow } from "./following.js";
import { remember, remembered } from "./lettering.js";
import { element } from "./told.js";

const SPEEDS = 41;
const USUAL = 20;
const LETTERS = [4, 5, 6, 7, 8, 9.5, 11, 13, 15];
/** Seconds in which the speed becomes that of the next part. */
const EASING = 0.6;
const text = element("text");
const place = element("script");
const root = document.documentElement;
const still = window.matchMedia("(prefers-reduced-motion: reduce)");
let running = false;
let speed = remembered("newscast-prompter-speed", USUAL, SPEEDS);
let letters = remembered("newscast-prompter-letters", 4, LETTERS.length);
let mirrored = remembered("newscast-prompter-mirror", 0, 2) === 1;
let last = 0;
let pace = 0;
/** Where the text is, in fractions of a pixel: what a browser scrolls by is rounded. */
let position = 0;
/** @type {WakeLockSentinel | null} */
let awake = null;

const ACTS = { play, slower: () => faster(-1), faster: () => faster(1), smaller: () => larger(-1), larger: () => larger(1), mirror, full };
const KEYS = new Map(
  Object.entries({ " ": play, k: play, arrowup: () => faster(1), arrowdown: () => faster(-1), arrowright: () => step(1), arrowleft: () => step(-1),
    pagedown: () => step(1), pageup: () => step(-1), "+": () => larger(1), "=": () => larger(1), "-": () => larger(-1), m: mirror, f: full, home: begin }),
);

element("bar").addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-do]") : null;
  const act = button instanceof HTMLElement ? ACTS[/** @type {keyof typeof ACTS} */ (button.dataset.do ?? "")] : undefined;
  act?.();
});
text.addEventListener("click", play);
text.addEventListener("scroll", () => {
  if (Math.abs(text.scrollTop - position) > 2) position = text.scrollTop;
});
document.addEventListener("keydown", (event) => {
  const act = event.ctrlKey || event.altKey || event.metaKey ? undefined : KEYS.get(event.key.toLowerCase());
  const pressed = event.target instanceof Element && event.target.closest("button, a");
  if (!act || (pressed && [" ", "Enter"].includes(event.key))) return;
  event.preventDefault();
  act();
});
document.addEventListener("visibilitychange", () => void stayAwake());
show();
text.focus({ preventScroll: true });
follow(place, () => (position = text.scrollTop));

function play() {
  running = !running;
  position = text.scrollTop;
  last = 0;
  pace = 0;
  show();
  void stayAwake();
  if (running) requestAnimationFrame(move);
}

/** @param {number} by */
function faster(by) {
  speed = Math.min(Math.max(speed + by, 4), SPEEDS - 1);
  remember("newscast-prompter-speed", speed);
  show();
}

/** @param {number} by */
function larger(by) {
  const here = item();
  const share = here ? (mark() - here.getBoundingClientRect().top) / Math.max(here.offsetHeight, 1) : 0;
  letters = Math.min(Math.max(letters + by, 0), LETTERS.length - 1);
  remember("newscast-prompter-letters", letters);
  show();
  // What was being read is still where it is read.
  if (here) go(text.scrollTop + here.getBoundingClientRect().top + share * here.offsetHeight - mark());
}

function mirror() {
  mirrored = !mirrored;
  remember("newscast-prompter-mirror", mirrored ? 1 : 0);
  show();
}

function full() {
  void (document.fullscreenElement ? document.exitFullscreen() : root.requestFullscreen?.())?.catch(() => undefined);
}

function begin() {
  go(0);
}

/** To the part before or after. @param {number} by */
function step(by) {
  const all = [...items()];
  const line = mark();
  const tops = all.map((each) => each.getBoundingClientRect().top);
  const next = by > 0 ? tops.findIndex((top) => top > line + 2) : tops.findLastIndex((top) => top < line - 2);
  if (next >= 0) go(text.scrollTop + tops[next] - line);
}

/** @param {number} top */
function go(top) {
  position = Math.max(0, top);
  text.scrollTop = position;
  last = 0;
}

/** @param {number} now */
function move(now) {
  if (!running) return;
  const passed = last ? Math.min((now - last) / 1000, 0.25) : 0;
  if (still.matches) jump(now, passed);
  else {
    last = now;
    const wanted = wantedPace() * factor();
    pace = pace ? pace + (wanted - pace) * Math.min(1, passed / EASING) : wanted;
    position += pace * passed;
    text.scrollTop = position;
  }
  if (text.scrollTop + text.clientHeight >= text.scrollHeight - 1) {
    play();
    return;
  }
  requestAnimationFrame(move);
}

let held = 0;

/** Without motion: the next part stands there when this one has been read. @param {number} now @param {number} passed */
function jump(now, passed) {
  last = now;
  held += passed * factor();
  const here = item();
  if (held < Number(here?.dataset.seconds ?? 1)) return;
  held = 0;
  step(1);
  last = now;
}

/** Pixels a second at which the part that is read is over when its time is. */
function wantedPace() {
  const here = item();
  const seconds = Number(here?.dataset.seconds ?? 0);
  // Heads take no time of their own: they pass as fast as text does.
  return here && seconds > 0 ? here.offsetHeight / seconds : text.clientHeight / 8;
}

/** What stands where it is read. @returns {HTMLElement | undefined} */
function item() {
  const line = mark();
  return [...items()].findLast((each) => each.getBoundingClientRect().top <= line + 1) ?? items()[0];
}

/** @returns {NodeListOf<HTMLElement>} */
function items() {
  return place.querySelectorAll("[data-comment]");
}

/** Where it is read, from the top of the window. */
function mark() {
  return text.clientHeight * 0.32;
}

function factor() {
  return (speed * 5) / 100;
}

function show() {
  root.classList.toggle("is-running", running);
  root.classList.toggle("is-mirrored", mirrored);
  root.style.setProperty("--letters", `${LETTERS[letters]}vmin`);
  element("speed").textContent = `${speed * 5} %`;
  pressed("play", running);
  pressed("mirror", mirrored);
}

/** @param {string} name @param {boolean} on */
function pressed(name, on) {
  document.querySelector(`[data-do="${name}"]`)?.setAttribute("aria-pressed", String(on));
}

/** The screen does not go dark while the text moves, where the browser can see to that. */
async function stayAwake() {
  try {
    if (running && !document.hidden && !awake) {
      awake = await navigator.wakeLock.request("screen");
      awake.addEventListener("release", () => (awake = null));
    } else if (!running && awake) {
      await awake.release();
    }
  } catch {
    // It may not, or the battery is low.
  }
}
