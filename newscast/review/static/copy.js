// The copy follows the player, word by word, and a click on a word goes there.

import { player } from "./player.js";
import { element } from "./told.js";

const HANDS_OFF = 4000;
const box = element("words");
const follow = /** @type {HTMLInputElement} */ (element("follow"));
/** @type {HTMLElement[]} */
const words = [...box.querySelectorAll("span[data-s]")].filter((each) => each instanceof HTMLElement);
/** Words that are said, in the order in which they are. */
const said = words
  .map((word) => ({ word, start: Number(word.dataset.s), end: Number(word.dataset.e) }))
  .filter((each) => each.end > each.start)
  .sort((one, other) => one.start - other.start);
/** @type {Set<HTMLElement>} */
let lit = new Set();
/** @type {Element | null} */
let text = null;
let touched = 0;

/** Begin to follow. */
export function begin() {
  player.addEventListener("frame", lights);
  box.addEventListener("click", clicked);
  for (const name of ["wheel", "touchmove", "pointerdown"])
    box.addEventListener(name, () => (touched = performance.now()), { passive: true });
  lights();
}

function lights() {
  const last = before(player.frame);
  /** @type {Set<HTMLElement>} */
  const now = new Set();
  // Captions light all of their words at once, so there may be several; a word stays lit to the next one.
  const start = said[last]?.start;
  for (let at = last; at >= 0 && said[at].start === start; at -= 1) if (player.frame < said[at].end) now.add(said[at].word);
  for (const word of lit) if (!now.has(word)) word.classList.remove("now");
  for (const word of now) word.classList.add("now");
  lit = now;
  const [first] = now;
  const spoken = first?.closest(".text") ?? null;
  if (!spoken || spoken === text) return;
  text?.classList.remove("on");
  spoken.classList.add("on");
  text = spoken;
  if (follow.checked && performance.now() - touched > HANDS_OFF) bring(spoken);
}

/** The last of the words that began by a frame, -1 where none did. @param {number} frame */
function before(frame) {
  let [low, high] = [0, said.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (said[middle].start <= frame) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** Scroll the copy alone, never the page: nothing moves under a finger. @param {Element} spoken */
function bring(spoken) {
  const [inside, outside] = [spoken.getBoundingClientRect(), box.getBoundingClientRect()];
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const top = box.scrollTop + inside.top - outside.top - outside.height / 4;
  box.scrollTo({ top, behavior: calm ? "auto" : "smooth" });
}

/** @param {MouseEvent} event */
function clicked(event) {
  if (!(event.target instanceof HTMLElement) || !event.target.dataset.s) return;
  // Somebody who marks words wants to copy them.
  if (String(getSelection())) return;
  player.seek(Number(event.target.dataset.s));
  if (player.media instanceof HTMLAudioElement) player.play();
}
