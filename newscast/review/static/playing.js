// What plays, counted in frames: going to one, stepping, shuttling, a range. Knows a media element and nothing of pages.

import { frameAt, middleOf, rateOf } from "./time.js";

const FASTEST = 8;
const BACKWARDS = 120;

/**
 * Frames count from 0 at the rate of what is looked at. Events: "frame" when another one is shown, "playing" when it
 * begins or stops, "speed", "range", "ended".
 */
export class Player extends EventTarget {
  /** @type {number | null} */
  #next = null;
  #backwards = 0;
  #timer = 0;

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
    /** The frame that is shown. */
    this.frame = 0;
    /** Frames from `start` to before `end`. @type {{start: number, end: number} | null} */
    this.range = null;
    media.addEventListener("loadedmetadata", () => this.frame && this.seek(this.frame));
    media.addEventListener("seeked", () => this.#sought());
    media.addEventListener("play", () => this.#tell("playing"));
    media.addEventListener("pause", () => this.#paused());
    media.addEventListener("ratechange", () => this.#tell("speed"));
    media.addEventListener("ended", () => this.#ended());
    this.#watch();
  }

  get playing() {
    return this.#backwards > 0 || !this.media.paused;
  }

  /** How fast it plays; below 0 backwards. */
  get speed() {
    return this.#backwards ? -this.#backwards : this.media.playbackRate;
  }

  set speed(speed) {
    this.media.defaultPlaybackRate = speed;
    this.media.playbackRate = speed;
  }

  /**
   * Show this frame; what plays goes on from there.
   * @param {number} frame
   */
  seek(frame) {
    const wanted = Math.max(0, Math.min(this.frames - 1, Math.round(frame)));
    this.#shows(wanted);
    if (!this.media.readyState) return;
    // One at a time: a finger that is drawn along asks for more places than there are answers.
    if (this.media.seeking) this.#next = wanted;
    else this.media.currentTime = middleOf(wanted, this.exact);
  }

  /** @param {number} frames */
  step(frames) {
    this.pause();
    this.seek(this.frame + frames);
  }

  async play() {
    this.#stop();
    if (this.frame >= this.frames - 1) this.seek(0);
    try {
      await this.media.play();
    } catch (error) {
      // A pause that comes before it began to play is no error; nor is a browser that wants a click first.
      if (!(error instanceof DOMException)) throw error;
    }
  }

  pause() {
    this.#stop();
    this.media.pause();
  }

  toggle() {
    if (this.playing) this.pause();
    else this.play();
  }

  /**
   * Play on, or backwards; the same again is twice as fast.
   * @param {1 | -1} direction
   */
  shuttle(direction) {
    if (direction > 0) {
      const faster = this.playing && !this.#backwards;
      if (!faster) this.speed = 1;
      else this.speed = Math.min(FASTEST, Math.max(1, this.media.playbackRate) * 2);
      if (!faster) this.play();
      return;
    }
    const speed = this.#backwards ? Math.min(FASTEST, this.#backwards * 2) : 1;
    this.pause();
    this.#reverse(speed);
  }

  /** @param {{start: number, end: number} | null} range */
  choose(range) {
    this.range = range && range.end > range.start ? range : null;
    this.#tell("range");
  }

  /** No browser plays backwards: earlier frames are shown, as many as there is time for. @param {number} speed */
  #reverse(speed) {
    this.#backwards = speed;
    let before = performance.now();
    let at = this.frame;
    this.#timer = window.setInterval(() => {
      const now = performance.now();
      at -= ((now - before) / 1000) * speed * (this.exact.num / this.exact.den);
      before = now;
      if (!this.media.seeking) this.seek(at);
      if (at <= 0) this.pause();
    }, BACKWARDS);
    this.#tell("playing");
    this.#tell("speed");
  }

  #stop() {
    if (!this.#backwards) return;
    window.clearInterval(this.#timer);
    this.#backwards = 0;
    this.#tell("playing");
    this.#tell("speed");
  }

  #sought() {
    if (this.#next === null) return;
    const wanted = this.#next;
    this.#next = null;
    this.media.currentTime = middleOf(wanted, this.exact);
  }

  #paused() {
    // What is drawn and where the element is may be a frame apart then.
    if (!this.media.ended && !this.media.seeking) this.media.currentTime = middleOf(this.frame, this.exact);
    this.#tell("playing");
  }

  #ended() {
    this.#shows(this.frames - 1);
    this.#tell("playing");
    this.#tell("ended");
  }

  #watch() {
    const media = this.media;
    if (media instanceof HTMLVideoElement && "requestVideoFrameCallback" in media) {
      /** @param {number} _now @param {VideoFrameCallbackMetadata} drawn */
      const look = (_now, drawn) => {
        this.#plays(drawn.mediaTime);
        media.requestVideoFrameCallback(look);
      };
      media.requestVideoFrameCallback(look);
      return;
    }
    const look = () => {
      this.#plays(media.currentTime);
      requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  }

  /** @param {number} seconds */
  #plays(seconds) {
    if (this.media.paused || this.media.seeking) return;
    this.#shows(Math.min(this.frames - 1, frameAt(seconds, this.exact)));
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
