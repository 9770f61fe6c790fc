// One file on its way to the newsroom: in pieces, each with its checksum; paused, and gone on with wherever it broke off.

import { ask, AskError } from "./ask.js";
import { crc32, written } from "./crc32.js";
import { forget, keep } from "./keeping.js";

const SMALLEST = 64 << 10;
const FIRST = 256 << 10;
/** Milliseconds that a piece should take: long enough for few requests, short enough for little to be sent twice. */
const BRISK = 1500;
const SLOW = 6000;
const SLOWEST_PAUSE = 30_000;
const LOOKED_AT = 1000;

/**
 * How a file stands, as newscast/review/files/protocol.py tells it.
 * @typedef {{id: string, name: string, bytes: number, offset: number, crc: number, piece: number,
 *   state: "coming" | "looking" | "whole" | "refused" | "taken", message: string, kind: string, seconds: number | null, place: string}} Standing
 */

/** Event "change" whenever something is to be shown otherwise; `state` adds to the server's words what happens here. */
export class Uploading extends EventTarget {
  /** @type {"waiting" | "sending" | "paused" | "broken" | "lost" | "looking" | "whole" | "refused" | "taken"} */
  state = "waiting";
  offset = 0;
  /** Why it was refused, or what went wrong. */
  message = "";
  /** Bytes a second, about; 0 while nobody knows. */
  speed = 0;
  /** @type {Standing | null} */
  standing = null;
  #size = FIRST;
  #failures = 0;
  #running = false;
  /** @type {AbortController | null} */
  #abort = null;
  #wake = () => {};

  /**
   * @param {string} to the address that files are announced at
   * @param {File | Blob | null} file null until somebody chooses it again
   * @param {{name: string, size: number, id?: string}} about
   */
  constructor(to, file, about) {
    super();
    this.to = to;
    this.file = file;
    this.name = about.name;
    this.size = about.size;
    this.id = about.id ?? "";
    window.addEventListener("online", () => this.#wake());
    if (!file) this.state = "lost";
  }

  /** Whether all of it came and may be used. */
  get done() {
    return this.state === "whole" || this.state === "taken";
  }

  /** Whether something is still to be done by itself. */
  get busy() {
    return ["waiting", "sending", "broken", "looking"].includes(this.state);
  }

  /** Send it, until all of it came, it is refused or somebody pauses it. */
  async run() {
    if (this.#running) return;
    this.#running = true;
    try {
      while (!this.#ended()) await this.#step();
    } finally {
      this.#running = false;
    }
  }

  pause() {
    if (!["waiting", "sending", "broken"].includes(this.state)) return;
    this.#is("paused");
    this.#abort?.abort();
    this.#wake();
  }

  resume() {
    if (this.state !== "paused") return;
    this.standing = null;
    this.#is("waiting");
  }

  /** The file that this one is, chosen again. @param {File} file */
  choose(file) {
    this.file = file;
    this.standing = null;
    this.#is("waiting");
  }

  /** It is not wanted any more. */
  async drop() {
    this.#is("refused");
    this.#abort?.abort();
    this.#wake();
    if (!this.id) return;
    await forget(this.id);
    await ask(this.#address(), null, { method: "DELETE" }).catch(() => undefined);
  }

  #ended() {
    return this.state === "paused" || this.state === "lost" || this.state === "refused" || this.done;
  }

  async #step() {
    try {
      if (!this.id) await this.#announce();
      else if (!this.standing) await this.#asks();
      else if (this.standing.state === "coming") await this.#sends();
      else await this.#waits();
      this.#failures = 0;
    } catch (error) {
      await this.#failed(error);
    }
  }

  async #announce() {
    this.#takes(await ask(this.to, { name: this.name, bytes: this.size }));
    this.id = this.standing?.id ?? "";
    const modified = this.file instanceof File ? this.file.lastModified : 0;
    // What is kept is for the next page: this one does not wait for it.
    if (this.file) keep({ id: this.id, to: this.to, name: this.name, size: this.size, modified }, this.file);
  }

  async #asks() {
    /** @type {Standing} */
    const standing = await ask(this.#address());
    if (standing.state === "coming" && standing.offset && !(await this.#isSame(standing))) return this.#again();
    this.#takes(standing);
  }

  /** A file that was chosen again may be another one: phones make a new one each time. @param {Standing} standing */
  async #isSame(standing) {
    if (!this.file) return true;
    let crc = 0;
    for (let at = 0; at < standing.offset; at += 4 << 20) {
      const piece = this.file.slice(at, Math.min(standing.offset, at + (4 << 20)));
      crc = crc32(new Uint8Array(await piece.arrayBuffer()), crc);
    }
    return crc === standing.crc;
  }

  async #again() {
    await forget(this.id);
    await ask(this.#address(), null, { method: "DELETE" }).catch(() => undefined);
    this.id = "";
  }

  async #sends() {
    if (!this.file || !this.standing) return this.#is("lost");
    this.#is("sending");
    const { offset, piece } = this.standing;
    const part = this.file.slice(offset, offset + Math.min(this.#size, piece));
    const bytes = new Uint8Array(await read(part));
    const headers = {
      "Content-Type": "application/offset+octet-stream",
      "Upload-Offset": String(offset),
      "Upload-Checksum": written(crc32(bytes)),
    };
    const began = performance.now();
    this.#abort = new AbortController();
    const signal = this.#abort.signal;
    const told = await ask(this.#address(), new Blob([bytes]), { method: "PATCH", headers, signal });
    this.#learns(bytes.length, performance.now() - began);
    if (this.state === "sending") this.#takes(told);
  }

  async #waits() {
    this.#is("looking");
    await this.#pauses(LOOKED_AT);
    this.#takes(await ask(this.#address()));
  }

  /** @param {number} bytes @param {number} took */
  #learns(bytes, took) {
    const now = (bytes * 1000) / Math.max(1, took);
    this.speed = this.speed ? this.speed * 0.7 + now * 0.3 : now;
    if (took < BRISK) this.#size *= 2;
    else if (took > SLOW) this.#size = Math.max(SMALLEST, this.#size / 2);
    this.#size = Math.min(this.#size, this.standing?.piece ?? this.#size);
  }

  /** @param {Standing} standing */
  #takes(standing) {
    this.standing = standing;
    this.offset = standing.offset;
    if (standing.state === "whole" || standing.state === "taken") {
      if (standing.state === "taken") forget(this.id);
      this.#is(standing.state);
    } else if (standing.state === "refused") this.#refused(standing.message);
    else this.#change();
  }

  /** @param {unknown} error */
  async #failed(error) {
    if (error instanceof DOMException && error.name === "AbortError") return;
    if (error instanceof ReadError) return this.#is("lost");
    if (!(error instanceof AskError)) throw error;
    const { status } = error;
    this.standing = null;
    if (status === 404 && this.id && this.file && this.#failures < 3) {
      // It lay there for too long, or somebody cleared up.
      await forget(this.id);
      this.id = "";
      this.offset = 0;
    } else if ([400, 409].includes(status) && this.id && this.#failures < 5) {
      this.#failures += 1;
      return;
    } else if ([0, 408, 429, 500, 502, 503, 504, 507].includes(status) && (this.id || status !== 507)) {
      this.#is("broken", status ? error.message : "");
      await this.#pauses(Math.min(1000 * 2 ** this.#failures, SLOWEST_PAUSE));
    } else if (status === 401) {
      // Somebody signs in on another page, and goes on.
      return this.#is("paused", error.message);
    } else return this.#refused(error.message);
    this.#failures += 1;
  }

  /** @param {string} message */
  #refused(message) {
    forget(this.id);
    this.#is("refused", message);
  }

  /** @param {number} milliseconds */
  #pauses(milliseconds) {
    return new Promise((settle) => {
      const timer = window.setTimeout(settle, milliseconds);
      this.#wake = () => {
        clearTimeout(timer);
        settle(undefined);
      };
    });
  }

  /** @param {Uploading["state"]} state @param {string} [message] */
  #is(state, message = "") {
    this.state = state;
    this.message = message;
    this.#change();
  }

  #change() {
    this.dispatchEvent(new Event("change"));
  }

  #address() {
    return `${this.to}/${this.id}`;
  }
}

/** A file that cannot be read any more: it was moved, or the phone took it away. */
class ReadError extends Error {}

/** @param {Blob} blob */
async function read(blob) {
  try {
    return await blob.arrayBuffer();
  } catch {
    throw new ReadError();
  }
}
