// The keys of the player: space, J K L, arrows, I and O, numbers, and `?` for all of them.

import { chapter, deeds, speak } from "./transport.js";
import { player } from "./player.js";
import { told } from "./told.js";

const KEPT = "newscast-single-keys";
const SPEEDS = [0.25, 0.5, 0.75, 1, 1.25, 1.5, 2, 4, 8];
const box = /** @type {HTMLInputElement | null} */ (document.getElementById("single-keys"));

/** @type {Record<string, (event: KeyboardEvent) => void>} */
const keys = {
  " ": () => player.toggle(),
  k: () => player.pause(),
  j: () => player.shuttle(-1),
  l: () => player.shuttle(1),
  ArrowLeft: (event) => moved(event, -1),
  ArrowRight: (event) => moved(event, 1),
  ArrowUp: () => chapter(-1),
  ArrowDown: () => chapter(1),
  Home: () => player.seek(0),
  End: () => player.seek(player.frames - 1),
  i: () => player.choose({ start: player.frame, end: Math.max(player.range?.end ?? player.frames, player.frame + 1) }),
  o: () => player.choose({ start: Math.min(player.range?.start ?? 0, player.frame), end: player.frame + 1 }),
  x: () => player.choose(null),
  t: () => deeds.captions(),
  g: () => deeds.safe(),
  a: () => deeds.canvases?.(),
  f: () => deeds.full(),
  m: () => deeds.silent(),
  "<": () => faster(-1),
  ">": () => faster(1),
  "?": () => deeds.keys(),
};

/** Begin to listen. */
export function begin() {
  if (box) {
    box.checked = read() !== "no";
    box.addEventListener("change", keep);
  }
  document.addEventListener("keydown", pressed);
}

/** @param {KeyboardEvent} event */
function pressed(event) {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || isFor(event)) return;
  const deed = /^\d$/.test(event.key) ? () => numbered(Number(event.key)) : (keys[event.key] ?? keys[event.key.toLowerCase()]);
  if (!deed) return;
  event.preventDefault();
  deed(event);
}

/**
 * Whether a key belongs to what has the focus: what is written in, a button for its space, an open dialog.
 * @param {KeyboardEvent} event
 */
function isFor(event) {
  const target = event.target;
  if (!(target instanceof Element)) return false;
  if (document.querySelector("dialog[open]")) return event.key !== "?" || target.matches("input:not([type=checkbox]), textarea");
  if (target.matches("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]")) return true;
  if (target.closest("[role=tablist], [role=menu], [role=radiogroup], input[type=radio]") && event.key.startsWith("Arrow")) return true;
  if (event.key === " ") return Boolean(target.closest("button, a, summary, input, label"));
  if (target.id === "words" && /^(Arrow(Up|Down)|Home|End)$/.test(event.key)) return true;
  // Single letters surprise those who speak to their computer, so they can be switched off; the player's own slider stays.
  const single = event.key.length === 1 && event.key !== "?";
  return single && Boolean(box) && !box?.checked && target.id !== "seek";
}

/** @param {KeyboardEvent} event @param {1 | -1} direction */
function moved(event, direction) {
  player.step(direction * (event.shiftKey ? Math.ceil(player.exact.num / player.exact.den) : 1));
}

/** @param {number} number */
function numbered(number) {
  const found = number ? told.chapters[number - 1] : { start: 0 };
  if (!found) return;
  player.seek(found.start);
  speak();
}

/** @param {1 | -1} direction */
function faster(direction) {
  const at = SPEEDS.findIndex((speed) => speed >= Math.abs(player.speed));
  player.speed = SPEEDS[Math.max(0, Math.min(SPEEDS.length - 1, at + direction))];
}

function read() {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

function keep() {
  try {
    localStorage.setItem(KEPT, box?.checked ? "yes" : "no");
  } catch {
    // They are on again the next time.
  }
}
