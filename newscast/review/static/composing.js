// The dialog in which something is said of a frame or a range: its still to draw on, the side of a cut, words, a voice.

import { AskError, ask } from "./ask.js";
import { Drawing } from "./drawing.js";
import { Recorder } from "./recording.js";
import { rateOf, timecodeOf } from "./time.js";

/** Frames from a cut within which somebody may mean either side of it. */
const NEAR = 3;
const WIDE = 960;
const SMALL = 320;

/**
 * What the page says of what is looked at; `parts` are [first frame, frames, title].
 * @typedef {{episode: string, draft: number, version: number, deliverable: string, rate: string, frames: number, still: string | null,
 *   pictureRate: string | null, width: number, height: number, cuts: number[], parts: [number, number, string][]}} Looked
 */

/** Event "sent", with the server's answer as `detail`; "kept" where somebody leaves words that were not sent. */
export class Composer extends EventTarget {
  #frame = 0;
  /** @type {number | null} */
  #end = null;
  #sent = "";
  /** @type {number | null} */
  #cut = null;

  /** @param {HTMLDialogElement} dialog @param {Looked} looked */
  constructor(dialog, looked) {
    super();
    this.dialog = dialog;
    this.looked = looked;
    this.rate = rateOf(looked.rate);
    this.form = /** @type {HTMLFormElement} */ (dialog.querySelector("form"));
    this.text = /** @type {HTMLTextAreaElement} */ (this.form.elements.namedItem("text"));
    this.recorder = new Recorder(this.#part("[data-recorder]"), looked.episode);
    this.drawing = this.#canDraw();
    this.form.addEventListener("submit", (event) => this.#send(event));
    dialog.addEventListener("close", () => this.#left());
    for (const button of dialog.querySelectorAll("[data-close]")) button.addEventListener("click", () => dialog.close());
    for (const radio of this.#sides()) radio.addEventListener("change", () => this.#sided(radio.value));
    this.text.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) this.form.requestSubmit();
    });
  }

  /** Say something of a frame, or of the frames up to before `end`. @param {number} frame @param {number | null} end */
  open(frame, end) {
    this.#frame = frame;
    this.#end = end;
    this.#sent ||= mark();
    this.text.value ||= remembered(this.#key());
    this.#cut = this.looked.cuts.find((cut) => frame >= cut - NEAR && frame < cut + NEAR) ?? null;
    this.#asksSide();
    this.#shows();
    this.#error("");
    this.#showsPicture(this.#cut === null);
    this.dialog.showModal();
    // On a phone the keyboard would cover the picture.
    if (!matchMedia("(pointer: fine)").matches) this.dialog.focus();
    else if (this.#cut === null) this.text.focus();
    else this.#sides()[0].focus();
  }

  #canDraw() {
    const place = this.#part("[data-drawing]");
    this.#part("[data-look]").hidden = !this.looked.still;
    if (!this.looked.still) return null;
    const frame = /** @type {HTMLElement} */ (place.querySelector(".drawn"));
    frame.classList.toggle("upright", this.looked.height > this.looked.width);
    frame.classList.toggle("even", this.looked.height === this.looked.width);
    const drawing = new Drawing(frame, this.looked.width, this.looked.height);
    const undo = /** @type {HTMLButtonElement} */ (place.querySelector("[data-undo]"));
    undo.addEventListener("click", () => drawing.undo());
    drawing.addEventListener("change", () => (undo.disabled = !drawing.shapes.length));
    for (const button of place.querySelectorAll("[data-tool]")) button.addEventListener("click", () => this.#takes(button));
    // A finger on the picture scrolls until somebody takes a tool.
    if (matchMedia("(pointer: fine)").matches) drawing.take("pen");
    else this.#presses(null);
    const image = /** @type {HTMLImageElement} */ (frame.querySelector("img"));
    image.width = this.looked.width;
    image.height = this.looked.height;
    image.addEventListener("error", () => this.#hasStill(false));
    image.addEventListener("load", () => this.#hasStill(true));
    return drawing;
  }

  /** @param {Element} button */
  #takes(button) {
    const pressed = button.getAttribute("aria-pressed") === "true";
    const tool = button instanceof HTMLElement ? button.dataset.tool : undefined;
    this.drawing?.take(pressed ? null : /** @type {import("./drawing.js").Shape["shape"]} */ (tool));
    this.#presses(pressed ? null : button);
  }

  /** @param {Element | null} chosen */
  #presses(chosen) {
    for (const each of this.dialog.querySelectorAll("[data-tool]")) each.setAttribute("aria-pressed", String(each === chosen));
  }

  #asksSide() {
    const place = this.#part("[data-sides]");
    place.hidden = this.#cut === null;
    const cut = this.#cut ?? 0;
    this.#sides().forEach((radio, at) => {
      radio.checked = false;
      const image = radio.closest("label")?.querySelector("img");
      if (image && this.#cut !== null) image.src = this.#still(at === 0 ? cut - 1 : cut, SMALL);
    });
  }

  /** The frame is on the side that is meant, if only just. @param {string} side */
  #sided(side) {
    const cut = this.#cut ?? 0;
    this.#frame = side === "before" ? Math.min(this.#frame, cut - 1) : Math.max(this.#frame, cut);
    if (this.#end !== null) this.#end = Math.max(this.#end, this.#frame + 1);
    this.#shows();
    this.#error("");
    this.#showsPicture(true);
  }

  /** The picture is shown once it is known which one is meant. @param {boolean} known */
  #showsPicture(known) {
    this.#part("[data-drawing]").hidden = !known || !this.drawing;
  }

  #shows() {
    const from = timecodeOf(this.#frame, this.rate);
    const until = this.#end === null ? "" : `–${timecodeOf(this.#end - 1, this.rate)}`;
    this.#part("[data-timecode]").textContent = from + until;
    const part = this.looked.parts.find(([start, frames]) => start <= this.#frame && this.#frame < start + frames);
    this.#part("[data-where]").textContent = part?.[2] ?? "";
    const image = this.dialog.querySelector("[data-drawing] img");
    const address = this.#still(this.#frame, WIDE);
    if (this.drawing && image instanceof HTMLImageElement && image.getAttribute("src") !== address) image.src = address;
  }

  /** @param {number} frame @param {number} width */
  #still(frame, width) {
    const of = rateOf(this.looked.pictureRate ?? this.looked.rate);
    const own = Math.round((frame * of.num * this.rate.den) / (of.den * this.rate.num));
    return `${this.looked.still}${own}.jpg?width=${width}`;
  }

  /** @param {boolean} there */
  #hasStill(there) {
    this.#part("[data-no-still]").hidden = there;
    for (const part of this.#part("[data-drawing]").children) if (part instanceof HTMLElement) part.hidden = !there;
  }

  /** @param {Event} event */
  async #send(event) {
    event.preventDefault();
    if (this.#cut !== null && !this.#sides().some((radio) => radio.checked)) return this.#wantsSide();
    const send = /** @type {HTMLButtonElement} */ (this.#part("[data-send]"));
    if (send.disabled || this.recorder.busy) return;
    send.disabled = true;
    try {
      const told = await ask(`/e/${encodeURIComponent(this.looked.episode)}/comments`, this.#said());
      this.#empties();
      this.dialog.close();
      this.dispatchEvent(new CustomEvent("sent", { detail: told }));
    } catch (error) {
      if (!(error instanceof AskError)) throw error;
      this.#error(error.message);
    } finally {
      send.disabled = false;
    }
  }

  #said() {
    const { draft, version, deliverable } = this.looked;
    const shown = this.form.elements.namedItem("shown");
    return {
      draft,
      version,
      deliverable,
      frame: this.#frame,
      end_frame: this.#end,
      text: this.text.value,
      drawing: this.drawing?.shapes.length ? this.drawing.shapes : null,
      voice: this.recorder.voice,
      internal: shown instanceof HTMLInputElement && !shown.checked,
      sent: this.#sent,
    };
  }

  #wantsSide() {
    this.#error(this.#part("[data-sides] legend").textContent ?? "");
    this.#sides()[0].focus();
  }

  #empties() {
    this.text.value = "";
    this.drawing?.clear();
    this.recorder.reset();
    this.#sent = "";
    remember(this.#key(), "");
  }

  #left() {
    remember(this.#key(), this.text.value);
    if (this.text.value.trim()) this.dispatchEvent(new Event("kept"));
  }

  #key() {
    return `newscast-comment:${this.looked.episode}`;
  }

  /** @returns {HTMLInputElement[]} */
  #sides() {
    return [...this.form.querySelectorAll("input")].filter((each) => each.name === "side");
  }

  /** @param {string} words */
  #error(words) {
    this.#part("[data-error]").textContent = words;
  }

  /** @param {string} chosen @returns {HTMLElement} */
  #part(chosen) {
    return /** @type {HTMLElement} */ (this.dialog.querySelector(chosen));
  }
}

/** Tells one sending from another, also where the page did not come by HTTPS. */
export function mark() {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (each) => each.toString(16).padStart(8, "0")).join("");
}

/** @param {string} key */
function remembered(key) {
  try {
    return sessionStorage.getItem(key) ?? "";
  } catch {
    return "";
  }
}

/** @param {string} key @param {string} words */
function remember(key, words) {
  try {
    if (words) sessionStorage.setItem(key, words);
    else sessionStorage.removeItem(key);
  } catch {
    // Some browsers keep nothing in private windows: then it is only in the dialog.
  }
}
