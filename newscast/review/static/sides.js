// Recordings before and after the voice chain: made when somebody opens them, and each side goes on where the other was.

import { AskError, ask } from "./ask.js";
import { player } from "./player.js";

const EVERY = 700;
/** @type {HTMLAudioElement | null} */
let playing = null;

/** Begin to wait for somebody who opens them. */
export function begin() {
  for (const each of document.querySelectorAll("details.both"))
    if (each instanceof HTMLDetailsElement) each.addEventListener("toggle", () => (each.open ? void opened(each) : playing && each.contains(playing) && playing.pause()));
  document.addEventListener("play", (event) => event.target === player.media && playing?.pause(), true);
}

/** @param {HTMLDetailsElement} box */
async function opened(box) {
  if (box.dataset.asked) return;
  box.dataset.asked = "yes";
  const place = /** @type {HTMLElement} */ (box.querySelector("[data-shown]"));
  try {
    let told = await ask(box.dataset.both ?? "");
    while (told.html === undefined) {
      if (place.firstElementChild) place.firstElementChild.textContent = told.message;
      await new Promise((done) => setTimeout(done, EVERY));
      told = await ask(box.dataset.both ?? "");
    }
    place.innerHTML = told.html;
    for (const take of place.querySelectorAll(".take")) listen(/** @type {HTMLElement} */ (take));
  } catch (error) {
    if (!(error instanceof AskError)) throw error;
    if (place.firstElementChild) place.firstElementChild.textContent = error.message;
    // Opened again, it is asked for again.
    delete box.dataset.asked;
  }
}

/** @param {HTMLElement} take */
function listen(take) {
  const at = /** @type {HTMLInputElement} */ (take.querySelector("input"));
  for (const sound of take.querySelectorAll("audio")) {
    const button = take.querySelector(`button[data-side=${sound.dataset.side}]`);
    button?.addEventListener("click", () => (sound.paused ? play(sound, Number(at.value)) : sound.pause()));
    for (const name of ["play", "pause"]) sound.addEventListener(name, () => button?.setAttribute("aria-pressed", String(!sound.paused)));
    sound.addEventListener("timeupdate", () => sound.paused || (at.value = String(sound.currentTime)));
    sound.addEventListener("ended", () => (at.value = "0"));
    at.addEventListener("input", () => sound.paused || (sound.currentTime = Number(at.value)));
  }
}

/** @param {HTMLAudioElement} sound @param {number} from seconds */
function play(sound, from) {
  player.pause();
  if (playing !== sound) playing?.pause();
  playing = sound;
  sound.currentTime = from;
  void sound.play();
}
