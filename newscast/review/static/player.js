// The player of the page as one object: what plays, at which frame, and how to go to another.

import { frameAt, middleOf, rateOf } from "./time.js";

/**
 * Frames count from 0 at the rate of what is looked at. Events: "frame" when another one is shown, "playing" when it
 * begins or stops, "ended".
 */
export class Player extends EventTarget {
  /**
   * @param {HTMLMediaElement} media
   * @param {string} rate as "30000/1001"
   * @param {number} frames
   */
  constructor(media, rate, frames) {
    super();
    this.media = media;
    this.rate = rate;
    this.exact = rateOf(rate);
    this.frames = frames;
    this.frame = 0;
    media.addEventListener("timeupdate", () => this.#shows(frameAt(media.currentTime, this.exact)));
    media.addEventListener("play", () => this.#tell("playing"));
    media.addEventListener("pause", () => this.#tell("playing"));
    media.addEventListener("ended", () => this.#tell("ended"));
  }

  get playing() {
    return !this.media.paused;
  }

  /**
   * Show this frame; what plays goes on from there.
   * @param {number} frame
   */
  seek(frame) {
    const wanted = Math.max(0, Math.min(this.frames - 1, Math.round(frame)));
    this.media.currentTime = middleOf(wanted, this.exact);
    this.#shows(wanted);
  }

  pause() {
    this.media.pause();
  }

  play() {
    return this.media.play();
  }

  /** @param {number} frame */
  #shows(frame) {
    if (frame === this.frame) return;
    this.frame = frame;
    this.#tell("frame");
  }

  /** @param {string} name */
  #tell(name) {
    this.dispatchEvent(new Event(name));
  }
}

const place = /** @type {HTMLElement} */ (document.getElementById("player"));
const media = /** @type {HTMLMediaElement} */ (place.querySelector("video, audio"));

/** What plays on this page. */
export const player = new Player(media, place.dataset.rate ?? "25", Number(place.dataset.frames));
