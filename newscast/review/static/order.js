// The order of a rundown and what it does to times, as review/today/back_timing.py counts them: nothing of the page is known here.

import { clock } from "./time.js";

/**
 * When a segment is, in seconds from the start of the programme; null where that is not known.
 * @typedef {{starts: number | null, ends: number | null, latest: number | null}} Timed
 */

/**
 * The segments of a programme in their order, by how many seconds each lasts.
 * @param {(number | null)[]} lasts
 * @param {number | null} slot
 * @returns {Timed[]}
 */
export function timed(lasts, slot) {
  const starts = summed(lasts);
  const after = summed(lasts.toReversed()).toReversed();
  return lasts.map((each, number) => {
    const rest = plus(after[number], each);
    return { starts: starts[number], ends: plus(starts[number], each), latest: slot === null || rest === null ? null : slot - rest };
  });
}

/** @param {(number | null)[]} lasts */
export function totalOf(lasts) {
  return lasts.reduce(plus, 0);
}

/**
 * From where to where a segment may be moved: those that stay are not passed.
 * @param {boolean[]} stays of each segment whether it stays where it is
 * @param {number} index
 * @returns {[number, number]}
 */
export function boundsOf(stays, index) {
  let first = index;
  let last = index;
  while (first > 0 && !stays[first - 1]) first -= 1;
  while (last < stays.length - 1 && !stays[last + 1]) last += 1;
  return [first, last];
}

/**
 * A moment of the programme: on the clocks where it begins at a second of the day, else how long it runs by then.
 * @param {number} seconds
 * @param {number | null} begins
 */
export function moment(seconds, begins) {
  if (begins === null) return running(seconds);
  const second = (((begins + Math.floor(seconds + 0.5)) % DAY) + DAY) % DAY;
  const [hours, minutes, rest] = [Math.floor(second / 3600), Math.floor(second / 60) % 60, second % 60];
  return `${hours}:${two(minutes)}:${two(rest)}`;
}

/** @param {number} seconds */
export function running(seconds) {
  return seconds >= -0.5 ? clock(Math.max(0, seconds)) : `−${clock(-seconds)}`;
}

const DAY = 86400;

/** @param {(number | null)[]} lasts */
function summed(lasts) {
  /** @type {number | null} */
  let before = 0;
  return lasts.map((each) => {
    const here = before;
    before = plus(before, each);
    return here;
  });
}

/** @param {number | null} one @param {number | null} other */
function plus(one, other) {
  return one === null || other === null ? null : one + other;
}

/** @param {number} number */
function two(number) {
  return String(number).padStart(2, "0");
}
