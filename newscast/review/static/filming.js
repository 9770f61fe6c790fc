// Where a film begins and ends: its own stills along a slider, and the buttons that put their time into the form.

import { ask, AskError } from "./ask.js";
import { inputOf } from "./fields.js";
import { secondsOf, written } from "./time.js";
import { told } from "./told.js";

const PAUSE = 120;

/** A film's slider, once it is opened. */
export class Film {
  #timer = 0;
  #frame = 0;
  #about = { seconds: 0, start: 0, rate: "25" };

  /** @param {HTMLElement} place */
  constructor(place) {
    this.place = place;
    this.slider = /** @type {HTMLInputElement} */ (place.querySelector("input[type=range]"));
    this.picture = /** @type {HTMLImageElement} */ (place.querySelector("img"));
    this.slider.addEventListener("input", (event) => {
      // The slider is no text of the rundown.
      event.stopPropagation();
      this.go(Number(this.slider.value));
    });
    place.addEventListener("click", (event) => this.#clicked(event));
  }

  /** Ask how long it is, and show where it begins now. */
  async begin() {
    const line = /** @type {HTMLElement} */ (this.place.querySelector("[data-at-words]"));
    try {
      this.#about = await ask(`${this.#address("json")}`);
      if (!this.#about.seconds || !this.#about.rate) return void (this.place.hidden = true);
      this.slider.max = String(Math.max(0, Math.ceil(this.#about.seconds * this.#rate) - 1));
      this.go(Math.round((secondsOf(this.#input("in")?.value ?? "") ?? 0) * this.#rate));
    } catch (error) {
      if (!(error instanceof AskError)) throw error;
      line.textContent = error.message;
      this.slider.disabled = true;
    }
  }

  /** @param {number} frame */
  go(frame) {
    this.#frame = Math.min(Math.max(0, frame), Number(this.slider.max));
    const at = this.#frame / this.#rate;
    this.slider.value = String(this.#frame);
    this.slider.setAttribute("aria-valuetext", written(at));
    const line = this.place.querySelector("[data-at-words]");
    if (line) line.textContent = `${written(at)} / ${written(this.#about.seconds)}`;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#show(), this.picture.src ? PAUSE : 0);
  }

  #show() {
    // The middle of the frame: players and ffmpeg seek a little early.
    const at = Math.round(((this.#frame + 0.5) / this.#rate + this.#about.start) * 1000);
    this.picture.src = `${this.#address("jpg")}&at=${Math.max(0, at)}`;
  }

  get #rate() {
    const [num, den = 1] = this.#about.rate.split("/").map(Number);
    return num / den;
  }

  /** @param {string} kind */
  #address(kind) {
    return `/e/${encodeURIComponent(told.episode)}/clip.${kind}?${new URLSearchParams({ file: this.place.dataset.film ?? "" })}`;
  }

  /** @param {string} name */
  #input(name) {
    const field = this.place.closest("details, fieldset")?.querySelector(`[data-field="${name}"]`);
    return field ? inputOf(field) : null;
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (!button) return;
    const { nudge, sets } = button.dataset;
    if (nudge) this.go(this.#frame + Number(nudge) * (Math.abs(Number(nudge)) > 1 ? Math.round(this.#rate) : 1));
    const input = sets && this.#input(sets);
    if (!input) return;
    // The end is the first frame that is not shown.
    input.value = written((this.#frame + (sets === "out" ? 1 : 0)) / this.#rate);
    input.dispatchEvent(new Event("input", { bubbles: true }));
  }
}
