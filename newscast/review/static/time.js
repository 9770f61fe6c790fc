// Frames at exact rates, seconds, and time code: what base/timecode.py does, for the page.

/**
 * A rate in frames a second as a fraction.
 * @typedef {{num: number, den: number}} Rate
 */

/**
 * @param {string} text "30000/1001" or "25"
 * @returns {Rate}
 */
export function rateOf(text) {
  const [num, den = 1] = text.split("/").map(Number);
  return { num, den };
}

/**
 * When a frame begins, in seconds.
 * @param {number} frame
 * @param {Rate} rate
 */
export function secondsAt(frame, rate) {
  return (frame * rate.den) / rate.num;
}

/**
 * The middle of a frame, in seconds: where to seek to, since players land a little early.
 * @param {number} frame
 * @param {Rate} rate
 */
export function middleOf(frame, rate) {
  return ((2 * frame + 1) * rate.den) / (2 * rate.num);
}

/**
 * The frame that is shown at a moment. Containers round times to fractions of a millisecond, so one that begins within
 * a fiftieth of a frame counts as begun.
 * @param {number} seconds
 * @param {Rate} rate
 */
export function frameAt(seconds, rate) {
  return Math.max(0, Math.floor((seconds * rate.num) / rate.den + 0.02));
}

/**
 * How many numbers drop-frame counting skips each minute but every tenth (SMPTE ST 12-1).
 * @param {Rate} rate
 */
function droppedPerMinute(rate) {
  if (rate.den !== 1001) return 0;
  return { 30000: 2, 60000: 4 }[rate.num] ?? 0;
}

/**
 * The time code of a frame, counted from 00:00:00:00; drop-frame, with a semicolon, where the rate has it.
 * @param {number} frame
 * @param {Rate} rate
 */
export function timecodeOf(frame, rate) {
  const nominal = Math.ceil(rate.num / rate.den);
  const dropped = droppedPerMinute(rate);
  let count = frame;
  if (dropped) {
    const ten = 600 * nominal - 9 * dropped;
    const tens = Math.floor(frame / ten);
    // The first minute of ten is whole, the others lack the numbers that are dropped.
    const minutes = Math.floor(Math.max(0, (frame % ten) - dropped) / (60 * nominal - dropped));
    count += dropped * (9 * tens + minutes);
  }
  const seconds = Math.floor(count / nominal);
  const fields = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60].map(two);
  return `${fields.join(":")}${dropped ? ";" : ":"}${two(count % nominal)}`;
}

/**
 * The frame of a time as somebody writes it: "hh:mm:ss:ff", "hh:mm:ss;ff", "mm:ss", "ss" or "12.5"; null where it is
 * none, or names a frame that does not exist at this rate.
 * @param {string} text
 * @param {Rate} rate
 * @returns {number | null}
 */
export function frameOf(text, rate) {
  const code = /^(\d{1,2}):(\d{2}):(\d{2})([:;.])(\d{2})$/.exec(text.trim());
  if (code && code[4] !== ".") return frameOfCode(code, rate);
  const clock = /^(?:(?:(\d+):)?(\d+):)?(\d+(?:[.,]\d+)?)$/.exec(text.trim());
  if (!clock) return null;
  const seconds = Number(clock[1] ?? 0) * 3600 + Number(clock[2] ?? 0) * 60 + Number(clock[3].replace(",", "."));
  return Math.floor((seconds * rate.num) / rate.den + 0.5);
}

/**
 * @param {RegExpExecArray} code
 * @param {Rate} rate
 * @returns {number | null}
 */
function frameOfCode(code, rate) {
  const nominal = Math.ceil(rate.num / rate.den);
  const [hours, minutes, seconds, frames] = [code[1], code[2], code[3], code[5]].map(Number);
  const dropped = code[4] === ";" ? droppedPerMinute(rate) : 0;
  if (minutes > 59 || seconds > 59 || frames >= nominal || (code[4] === ";" && !dropped)) return null;
  if (dropped && minutes % 10 && seconds === 0 && frames < dropped) return null;
  const whole = hours * 60 + minutes;
  return (whole * 60 + seconds) * nominal + frames - dropped * (whole - Math.floor(whole / 10));
}

/**
 * "m:ss", or "h:mm:ss" from an hour on, for people.
 * @param {number} seconds
 */
export function clock(seconds) {
  const whole = Math.floor(seconds + 0.5);
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  return hours ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

/**
 * A time as rundowns have it, to a hundredth of a second.
 * @param {number} seconds
 */
export function written(seconds) {
  const hundredths = Math.round(seconds * 100);
  const rest = String((hundredths % 6000) / 100);
  if (hundredths < 6000) return `${rest}s`;
  const [whole, part] = rest.split(".");
  return `${Math.floor(hundredths / 6000)}:${whole.padStart(2, "0")}${part ? `.${part}` : ""}`;
}

/**
 * The seconds of a time as rundowns have it, but of one with frames; null of what is none.
 * @param {string} text
 */
export function secondsOf(text) {
  const units = /^(?:(\d+)\s*h)?\s*(?:(\d+)\s*m)?\s*(?:(\d+(?:\.\d+)?)\s*s)?$/.exec(text.trim());
  const clock = /^(?:(\d+):)?(\d+):(\d+(?:\.\d+)?)$/.exec(text.trim());
  const [, hours, minutes, seconds] = (text.trim() && (units ?? clock)) || [];
  if (!hours && !minutes && !seconds) return null;
  return Number(hours ?? 0) * 3600 + Number(minutes ?? 0) * 60 + Number(seconds ?? 0);
}

/**
 * About how long something takes, as the server says it too.
 * @param {number} seconds
 */
export function lasting(seconds) {
  if (seconds < 90) return `${Math.round(seconds)} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 60 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** @param {number} number */
function two(number) {
  return String(number).padStart(2, "0");
}
