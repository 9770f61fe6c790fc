// Holding a row of a table and moving it: by pointer or finger, by keys, or by taps on two arrows. What a move means is told by whoever asks.

import { boundsOf } from "./order.js";

/**
 * What is done with a row: `moved` when it changed places, `put` where it is put down elsewhere than it was, `held` and `let` are there to be said.
 * @typedef {{moved: (row: HTMLElement) => void, put: (row: HTMLElement, from: number, to: number) => void, held: (row: HTMLElement) => void,
 *   let: (row: HTMLElement) => void, stays: (row: HTMLElement, why: string) => void}} Doing
 */

/** Pixels at the edges of the window in which it scrolls, and how far each time. */
const EDGE = 56;
const STEP = 14;
/** Pixels from which a touch is a move, and no tap. */
const SLIP = 6;

/** What is held; `fresh` until the tap that took it is over. @type {{row: HTMLElement, from: number, pointer: number | null, y: number, slipped: boolean, fresh: boolean} | null} */
let held = null;
/** @type {Doing | null} */
let doing = null;
let scrolling = 0;

/**
 * Have rows below `root` moved by their handles, `[data-move]`.
 * @param {HTMLElement} root
 * @param {Doing} told
 */
export function begin(root, told) {
  doing = told;
  root.addEventListener("pointerdown", grabbed);
  root.addEventListener("pointermove", dragged);
  root.addEventListener("pointerup", released);
  root.addEventListener("pointercancel", cancel);
  root.addEventListener("keydown", pressed);
  root.addEventListener("keyup", (event) => event.key === " " && handleOf(event) && event.preventDefault());
  root.addEventListener("click", tapped);
  root.addEventListener("focusout", left);
}

/** Whether a row is held now: nothing is to be replaced under a hand. */
export function isHolding() {
  return held !== null;
}

/** @param {HTMLElement} row */
export function placeOf(row) {
  return rowsOf(row).indexOf(row);
}

/**
 * The rows of the table that a row is in.
 * @param {HTMLElement} row
 * @returns {HTMLElement[]}
 */
export function rowsOf(row) {
  return [...(row.parentElement?.children ?? [])].filter((each) => each instanceof HTMLElement);
}

/** @param {Event} event */
function handleOf(event) {
  const handle = event.target instanceof Element ? event.target.closest("[data-move]") : null;
  return handle instanceof HTMLElement ? handle : null;
}

/** @param {Element} inside */
function rowOf(inside) {
  const row = inside.closest("[data-index]");
  return row instanceof HTMLElement ? row : null;
}

/** @param {PointerEvent} event */
function grabbed(event) {
  const handle = handleOf(event);
  const row = handle && rowOf(handle);
  if (!handle || !row || event.button || isFixed(handle)) return;
  if (held && held.row !== row) put();
  if (held) return;
  hold(row, event.pointerId, event.clientY);
  if (isHolding()) handle.setPointerCapture(event.pointerId);
}

/** @param {PointerEvent} event */
function dragged(event) {
  if (!held || held.pointer !== event.pointerId) return;
  if (!held.slipped && Math.abs(event.clientY - held.y) < SLIP) return;
  held.slipped = true;
  held.row.classList.add("dragged");
  held.y = event.clientY;
  follow();
  scroll();
}

/** The row goes where the finger is. */
function follow() {
  if (!held) return;
  const { row, y } = held;
  const [first, last] = bounds(row);
  const here = () => rowsOf(row)[placeOf(row) - 1];
  const there = () => rowsOf(row)[placeOf(row) + 1];
  while (placeOf(row) > first && y < middle(here())) pass(row, here(), true);
  while (placeOf(row) < last && y > middle(there())) pass(row, there(), false);
}

/** @param {HTMLElement} row */
function middle(row) {
  const { top, height } = row.getBoundingClientRect();
  return top + height / 2;
}

function scroll() {
  cancelAnimationFrame(scrolling);
  if (!held?.slipped || held.pointer === null) return;
  const away = held.y < EDGE ? -STEP : held.y > innerHeight - EDGE ? STEP : 0;
  if (!away) return;
  window.scrollBy(0, away);
  follow();
  scrolling = requestAnimationFrame(scroll);
}

/** @param {PointerEvent} event */
function released(event) {
  if (!held || held.pointer !== event.pointerId) return;
  if (held.slipped) put();
  // A tap holds it: arrows, of the keyboard or on the screen, move it then.
  else held.pointer = null;
}

/** @param {Event} event */
function tapped(event) {
  const handle = handleOf(event);
  const row = event.target instanceof Element ? rowOf(event.target) : null;
  if (!row || !(event.target instanceof Element)) return;
  if (handle && isFixed(handle)) {
    doing?.stays(row, handle.dataset.keeps ?? "");
    return;
  }
  const step = event.target.closest("[data-step]");
  if (step instanceof HTMLElement && held?.row === row) return void shift(Number(step.dataset.step));
  if (event.target.closest("[data-drop]") && held?.row === row) return void put();
  if (!handle) return;
  // A screen reader's tap is a click alone.
  if (!held && event instanceof PointerEvent && event.pointerId === -1) hold(row, null, 0);
  else if (held?.row === row && held.fresh) held.fresh = false;
  else if (held?.row === row) put();
}

/** @param {KeyboardEvent} event */
function pressed(event) {
  const handle = handleOf(event);
  const row = handle && rowOf(handle);
  if (!handle || !row) {
    if (held && event.key === "Escape") cancel();
    return;
  }
  if (event.key === " " || event.key === "Enter") {
    event.preventDefault();
    if (isFixed(handle)) doing?.stays(row, handle.dataset.keeps ?? "");
    else if (held?.row === row) put();
    else hold(row, null, 0);
  } else if (held?.row === row) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step) shift(step);
    else if (event.key === "Escape") cancel();
    else return;
    event.preventDefault();
  }
}

/** @param {FocusEvent} event */
function left(event) {
  // Whoever goes on elsewhere has let go of it.
  if (held && held.pointer === null && event.relatedTarget instanceof Node && !held.row.contains(event.relatedTarget)) cancel();
}

/**
 * Not while what it is in is being changed.
 * @param {HTMLElement} row @param {number | null} pointer @param {number} y
 */
function hold(row, pointer, y) {
  if (row.closest('[aria-busy="true"]')) return;
  held = { row, from: placeOf(row), pointer, y, slipped: false, fresh: pointer !== null };
  mark(row, true);
  doing?.held(row);
}

/** @param {number} step */
function shift(step) {
  if (!held) return;
  const { row } = held;
  const place = placeOf(row) + step;
  const [first, last] = bounds(row);
  if (place < first || place > last) return;
  pass(row, rowsOf(row)[place], step < 0);
  row.scrollIntoView({ block: "nearest" });
}

/**
 * The other one passes: what is held keeps the focus and the pointer.
 * @param {HTMLElement} row @param {HTMLElement} other @param {boolean} up
 */
function pass(row, other, up) {
  if (up) row.after(other);
  else row.before(other);
  doing?.moved(row);
}

function put() {
  if (!held) return;
  const { row, from } = held;
  drop();
  const to = placeOf(row);
  if (to === from) doing?.let(row);
  else doing?.put(row, from, to);
}

/** Everything is where it was. */
export function cancel() {
  if (!held) return;
  const { row, from } = held;
  while (placeOf(row) > from) pass(row, rowsOf(row)[placeOf(row) - 1], true);
  while (placeOf(row) < from) pass(row, rowsOf(row)[placeOf(row) + 1], false);
  drop();
  doing?.let(row);
}

function drop() {
  if (held) mark(held.row, false);
  held = null;
  cancelAnimationFrame(scrolling);
}

/** @param {HTMLElement} row @param {boolean} on */
function mark(row, on) {
  row.classList.toggle("held", on);
  if (!on) row.classList.remove("dragged");
  row.querySelector("[data-move]")?.setAttribute("aria-pressed", String(on));
  const steps = document.getElementById("steps");
  if (on && steps instanceof HTMLTemplateElement) row.querySelector(".segment")?.append(steps.content.cloneNode(true));
  else row.querySelector(".steps")?.remove();
}

/** @param {HTMLElement} row @returns {[number, number]} */
function bounds(row) {
  const rows = rowsOf(row);
  return boundsOf(rows.map((each) => "stays" in each.dataset), rows.indexOf(row));
}

/** @param {HTMLElement} handle */
function isFixed(handle) {
  return handle.getAttribute("aria-disabled") === "true";
}
