// What must be seen of a picture, chosen on its still: by a click, or by arrow keys and Enter.

import { AskError, ask } from "./ask.js";
import { say } from "./say.js";

/**
 * What is seen of a picture: around `focus`, as much of its width and height as `seen` says, in shares of the picture; `box` is where that stands, in
 * shares of the still. `keys` lead to the picture in the rundown whose digest is `sha256`.
 * @typedef {{focus: Place, seen: Place, box: [number, number, number, number], keys: (string | number)[], sha256: string}} Framing
 * @typedef {[number, number]} Place
 */

const STEP = 0.05;
/** @type {Record<string, Place>} */
const ARROWS = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
const LONG = 12000;
const AXES = /** @type {const} */ ([0, 1]);

/** Where the arrow keys have gone on the still that has the keyboard. @type {Place | null} */
let gone = null;
/** The number of what was saved last. @type {number | null} */
let saved = null;

/** @param {HTMLElement} board @param {HTMLElement} notice @param {() => void} look asks how the board stands */
export function begin(board, notice, look) {
  const undo = /** @type {HTMLButtonElement} */ (notice.querySelector("button"));
  /** @param {HTMLElement} button @param {string} address @param {Record<string, unknown>} body @param {string | undefined} words */
  const send = async (button, address, body, words) => {
    button.setAttribute("aria-busy", "true");
    try {
      const told = await ask(address, body);
      saved = told.id;
      undo.hidden = button === undo || saved === null;
      const line = told.lines[0]?.line ?? "";
      /** @type {HTMLElement} */ (notice.querySelector("span")).textContent = (words ?? "").replace("{number}", line);
      notice.hidden = false;
      look();
    } catch (error) {
      if (!(error instanceof AskError)) throw error;
      say(error.message, LONG);
    } finally {
      button.removeAttribute("aria-busy");
    }
  };
  undo.addEventListener("click", () => void send(undo, `${board.dataset.edit}${saved}/undo`, {}, notice.dataset.undone));
  board.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    const { aim, unaim } = button?.dataset ?? {};
    if (!button || !(aim || unaim)) return;
    const framing = framingOf(aim ?? unaim);
    const focus = unaim ? null : event.detail ? pictured(framing, clicked(event, button)) : (gone ?? framing.focus);
    const { keys, sha256 } = framing;
    void send(button, board.dataset.focus ?? "", { keys, sha256, focus }, focus ? notice.dataset.written : notice.dataset.gone);
  });
  board.addEventListener("keydown", (event) => {
    const way = ARROWS[event.key];
    const button = aimed(event.target);
    if (!way || !button) return;
    event.preventDefault();
    const from = gone ?? framingOf(button.dataset.aim).focus;
    gone = [share(from[0] + way[0]), share(from[1] + way[1])];
    cross(button, gone);
  });
  board.addEventListener("focusin", (event) => {
    const button = aimed(event.target);
    gone = null;
    if (button?.matches(":focus-visible")) cross(button, framingOf(button.dataset.aim).focus);
  });
  board.addEventListener("focusout", (event) => aimed(event.target)?.querySelector(".board-cross")?.setAttribute("hidden", ""));
}

/** The still that is aimed at. @param {EventTarget | null} target */
function aimed(target) {
  return target instanceof HTMLElement && target.dataset.aim ? target : null;
}

/** @param {string | undefined} told @returns {Framing} */
function framingOf(told) {
  return JSON.parse(told ?? "{}");
}

/** Where on a still a click was, in shares of it. @param {MouseEvent} event @param {HTMLElement} button @returns {Place} */
function clicked(event, button) {
  const all = button.getBoundingClientRect();
  return [share((event.clientX - all.left) / all.width), share((event.clientY - all.top) / all.height)];
}

/** What of its picture stands at a place of a still. @param {Framing} framing @param {Place} at @returns {Place} */
function pictured(framing, at) {
  const [x, y] = AXES.map((axis) => share(first(framing, axis) + ((at[axis] - framing.box[axis]) / framing.box[axis + 2]) * framing.seen[axis]));
  return [x, y];
}

/** Show the cross at a place of the picture. @param {HTMLElement} button @param {Place} focus */
function cross(button, focus) {
  const framing = framingOf(button.dataset.aim);
  const shown = /** @type {HTMLElement} */ (button.querySelector(".board-cross"));
  const [x, y] = AXES.map((axis) => share(framing.box[axis] + ((focus[axis] - first(framing, axis)) / framing.seen[axis]) * framing.box[axis + 2]));
  shown.style.left = `${x * 100}%`;
  shown.style.top = `${y * 100}%`;
  shown.hidden = false;
}

/** Where what is seen begins. @param {Framing} framing @param {0 | 1} axis */
function first({ focus, seen }, axis) {
  return Math.max(0, Math.min(1 - seen[axis], focus[axis] - seen[axis] / 2));
}

/** @param {number} value */
function share(value) {
  return Math.max(0, Math.min(1, value));
}
