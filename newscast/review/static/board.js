// The storyboard, live: what was saved takes its place part by part, stills come as they are drawn, canvases are chosen.

import { begin } from "./aiming.js";
import { ask, AskError } from "./ask.js";
import { say } from "./say.js";

/**
 * How the board stands; `html` is null where it is the one that is shown.
 * @typedef {{mark: string, html: string | null, left: string[], failed: Record<string, string>, busy: boolean, message: string, problems: string[]}} Now
 */

const BUSY = 400;
const QUIET = 900;
const HIDDEN = 30000;
const KEPT = "newscast-board-canvases";

const board = /** @type {HTMLElement} */ (document.getElementById("board"));
const doing = /** @type {HTMLElement} */ (document.getElementById("board-doing"));
const problems = /** @type {HTMLElement} */ (document.getElementById("board-problems"));
const choice = /** @type {HTMLElement} */ (document.getElementById("board-canvases"));
let mark = board.dataset.mark ?? "";
let timer = 0;
let failures = 0;

choose();
void look();
begin(board, /** @type {HTMLElement} */ (document.getElementById("board-aimed")), () => {
  clearTimeout(timer);
  void look();
});
document.addEventListener("visibilitychange", () => {
  if (document.hidden) return;
  clearTimeout(timer);
  void look();
});

async function look() {
  let pause = QUIET;
  try {
    /** @type {Now} */
    const now = await ask(`${board.dataset.now}?mark=${encodeURIComponent(mark)}`);
    failures = 0;
    if (now.html !== null) become(now.html);
    mark = now.mark;
    tell(now);
    pause = now.busy ? BUSY : QUIET;
  } catch (error) {
    if (!(error instanceof AskError)) throw error;
    failures += 1;
    if ([401, 403, 404].includes(error.status)) return say(error.message, 60000);
    pause = Math.min(QUIET * 2 ** failures, HIDDEN);
  }
  timer = window.setTimeout(look, document.hidden ? HIDDEN : pause);
}

/** Show another board; pictures that are there stay, and what is read stays in its place. @param {string} html */
function become(html) {
  const told = new DOMParser().parseFromString(html, "text/html").querySelector(".board");
  if (!told) return;
  const anchor = seen();
  const before = anchor?.getBoundingClientRect().top ?? 0;
  /** @type {Map<string, HTMLImageElement>} */
  const pictures = new Map();
  for (const each of board.querySelectorAll("img")) if (each.src && each.dataset.still) pictures.set(each.dataset.still, each);
  for (const each of told.querySelectorAll("img")) {
    const there = pictures.get(each.dataset.still ?? "");
    if (!there) continue;
    pictures.delete(each.dataset.still ?? "");
    there.alt = each.alt;
    each.replaceWith(there);
  }
  board.replaceChildren(document.adoptNode(told));
  const title = document.getElementById("board-title");
  if (title) title.textContent = told.getAttribute("data-title");
  const now = anchor && [...parts()].find((each) => each.dataset.keys === anchor.dataset.keys);
  if (now) window.scrollBy(0, now.getBoundingClientRect().top - before);
  choose();
}

/** @param {Now} now */
function tell(now) {
  const left = new Set(now.left);
  for (const each of board.querySelectorAll("img")) {
    const key = each.dataset.still ?? "";
    if (!each.src && !left.has(key) && !(key in now.failed)) each.src = `${board.dataset.still}${key}.jpg`;
    if (key in now.failed) each.replaceWith(slate(now.failed[key]));
  }
  doing.hidden = !now.message;
  const words = doing.querySelector("span");
  if (words) words.textContent = now.message;
  const all = Number(board.querySelector(".board")?.getAttribute("data-stills") ?? 0);
  const bar = doing.querySelector("progress");
  if (bar && all && left.size) {
    bar.max = all;
    bar.value = all - left.size;
  } else bar?.removeAttribute("value");
  problems.hidden = !now.problems.length;
  const shown = board.querySelector(".board");
  document.getElementById("board-before")?.toggleAttribute("hidden", !shown);
  board.querySelector(".empty")?.toggleAttribute("hidden", now.problems.length > 0);
  const list = problems.querySelector("ul");
  list?.replaceChildren(...now.problems.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
}

/** What stands where a still cannot be had. @param {string} reason */
function slate(reason) {
  return Object.assign(document.createElement("p"), { className: "board-slate", textContent: reason });
}

/** @returns {NodeListOf<HTMLElement>} */
function parts() {
  return board.querySelectorAll("article[data-keys]");
}

/** The part that is read: the first whose end is in sight. */
function seen() {
  return window.scrollY ? [...parts()].find((each) => each.getBoundingClientRect().bottom > 80) : undefined;
}

/** Buttons for the canvases that there are; more than one may be pressed, and none is all of them. */
function choose() {
  const there = [...new Set([...board.querySelectorAll(".board-strip")].map((each) => each.getAttribute("data-canvas") ?? ""))];
  const chosen = kept().filter((each) => there.includes(each));
  choice.hidden = there.length < 2;
  choice.replaceChildren(...["", ...there].map((canvas) => button(canvas, canvas ? chosen.includes(canvas) : !chosen.length)));
  for (const strip of board.querySelectorAll(".board-strip")) {
    if (strip instanceof HTMLElement) strip.hidden = chosen.length > 0 && !chosen.includes(strip.dataset.canvas ?? "");
  }
}

/** @param {string} canvas @param {boolean} pressed */
function button(canvas, pressed) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = choice.dataset[canvas || "all"] ?? canvas;
  made.setAttribute("aria-pressed", String(pressed));
  made.addEventListener("click", () => {
    const others = kept().filter((each) => each !== canvas);
    const next = canvas ? (pressed ? others : [...others, canvas]) : [];
    localStorage.setItem(KEPT, next.join(" "));
    choose();
    const again = [...choice.children][[...choice.children].findIndex((each) => each.textContent === made.textContent)];
    if (again instanceof HTMLElement) again.focus();
  });
  return made;
}

function kept() {
  return (localStorage.getItem(KEPT) ?? "").split(" ").filter(Boolean);
}
