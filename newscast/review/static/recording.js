// A voice: recorded where the browser allows it, else taken from a file. A note is looked at by the server at once.

import { ask } from "./ask.js";

/** Seconds after which a note ends by itself: the server takes ten minutes. */
const LONGEST = 590;
const KINDS = ["audio/webm;codecs=opus", "audio/mp4", "audio/ogg;codecs=opus"];

/** In its slot a button that records, or a file to choose; `voice` is what stands for what is kept: the SHA-256 of a note; null of nothing. */
export class Recorder {
  /** @type {string | null} */
  voice = null;
  /** Whether a note is being recorded or sent. */
  busy = false;
  /** @type {MediaRecorder | null} */
  #running = null;
  #timer = 0;

  /**
   * @param {HTMLElement} slot
   * @param {string} episode
   * @param {(blob: Blob, name: string) => Promise<string | null>} [keep] what becomes of it where it is no note
   */
  constructor(slot, episode, keep) {
    const template = /** @type {HTMLTemplateElement} */ (document.getElementById("recorder"));
    slot.replaceChildren(template.content.cloneNode(true));
    const address = `/e/${encodeURIComponent(episode)}/voice`;
    this.keep = keep ?? ((blob, name) => noted(address, blob, name));
    this.button = find(slot, "[data-record]", HTMLButtonElement);
    this.label = find(slot, "[data-record] [data-say]", HTMLElement);
    this.time = find(slot, "[data-time]", HTMLElement);
    this.chooser = find(slot, "[data-choose]", HTMLElement);
    this.recorded = find(slot, "[data-recorded]", HTMLElement);
    this.refused = find(slot, "[data-refused]", HTMLElement);
    this.button.addEventListener("click", () => this.#pressed());
    find(slot, "[data-discard]", HTMLElement).addEventListener("click", () => this.reset());
    const input = find(slot, "input", HTMLInputElement);
    input.addEventListener("change", () => input.files?.[0] && this.#send(input.files[0], input.files[0].name));
    this.reset();
  }

  reset() {
    this.#stops();
    this.voice = null;
    this.busy = false;
    this.refused.textContent = "";
    this.recorded.hidden = true;
    this.#says("say");
    this.#offers(canRecord());
  }

  async #pressed() {
    if (this.#running) return this.#running.stop();
    this.refused.textContent = "";
    try {
      this.#records(await navigator.mediaDevices.getUserMedia({ audio: true }));
    } catch {
      this.refused.textContent = this.refused.dataset.refused ?? "";
      this.#offers(false);
    }
  }

  /** @param {MediaStream} stream */
  #records(stream) {
    const kind = KINDS.find((each) => MediaRecorder.isTypeSupported(each));
    const running = new MediaRecorder(stream, kind ? { mimeType: kind, audioBitsPerSecond: 32000 } : {});
    /** @type {Blob[]} */
    const pieces = [];
    running.addEventListener("dataavailable", (event) => pieces.push(event.data));
    running.addEventListener("stop", () => {
      for (const track of stream.getTracks()) track.stop();
      // One that was discarded meanwhile is not sent.
      if (this.#running === running) this.#send(new Blob(pieces, { type: running.mimeType }), "voice");
    });
    this.#running = running;
    this.busy = true;
    this.button.setAttribute("aria-pressed", "true");
    this.#says("stop");
    const began = Date.now();
    this.#timer = window.setInterval(() => this.#counts(began), 250);
    running.start();
  }

  /** @param {number} began */
  #counts(began) {
    const seconds = Math.floor((Date.now() - began) / 1000);
    this.time.textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    if (seconds >= LONGEST) this.#running?.stop();
  }

  #stops() {
    const running = this.#running;
    this.#running = null;
    clearInterval(this.#timer);
    this.time.textContent = "";
    this.button.setAttribute("aria-pressed", "false");
    if (running?.state === "recording") running.stop();
  }

  /** @param {Blob} blob @param {string} name */
  async #send(blob, name) {
    this.#stops();
    this.busy = true;
    this.#says("sending");
    this.button.disabled = true;
    try {
      this.voice = await this.keep(blob, name);
      if (this.voice === null) return;
      this.recorded.hidden = false;
      const audio = find(this.recorded, "audio", HTMLAudioElement);
      audio.src = URL.createObjectURL(blob);
      this.button.hidden = true;
      this.chooser.hidden = true;
    } catch (error) {
      this.refused.textContent = error instanceof Error ? error.message : "";
    } finally {
      this.button.disabled = false;
      this.busy = false;
      this.#says("say");
    }
  }

  /** @param {boolean} recording */
  #offers(recording) {
    this.button.hidden = !recording;
    this.chooser.hidden = recording;
  }

  /** @param {"say" | "stop" | "sending"} what */
  #says(what) {
    this.label.textContent = this.label.dataset[what] ?? "";
  }
}

/** @param {string} address @param {Blob} blob @param {string} name @returns {Promise<string>} */
async function noted(address, blob, name) {
  const form = new FormData();
  form.append("voice", blob, name);
  return (await ask(address, form)).voice;
}

function canRecord() {
  return Boolean(navigator.mediaDevices?.getUserMedia) && "MediaRecorder" in window;
}

/**
 * @template {Element} Kind
 * @param {Element} place @param {string} chosen @param {new () => Kind} kind
 * @returns {Kind}
 */
function find(place, chosen, kind) {
  const found = place.querySelector(chosen);
  if (!(found instanceof kind)) throw new Error(chosen);
  return found;
}
