// A list of files on their way: each with how far it is in words, a bar, and what can be done; one is sent after another.

import { filled } from "./told.js";
import { forget, kept } from "./keeping.js";
import { Uploading } from "./uploading.js";

/** Event "change" whenever one of them stands otherwise. */
export class Uploads extends EventTarget {
  /** @type {Uploading[]} */
  all = [];
  /** Those that a page before this one had begun: what they were for is not known any more. @type {Set<Uploading>} */
  #recalled = new Set();
  #working = false;

  /**
   * @param {HTMLElement} list has the words as data, and a template of a line
   * @param {string} to the address that files are announced at
   */
  constructor(list, to) {
    super();
    this.list = list;
    this.to = to;
  }

  /** What a page before this one had begun. */
  async recalls() {
    for (const each of await kept(this.to)) {
      const upload = new Uploading(this.to, each.file ?? null, each);
      this.#recalled.add(upload);
      this.#has(upload);
    }
    for (const each of this.all) if (!each.file) await each.run();
    this.#works();
  }

  /** @param {Iterable<File>} files @returns {Uploading[]} */
  adds(files) {
    const added = [...files].map((file) => {
      const again = this.all.find((each) => each.state === "lost" && each.name === file.name && each.size === file.size);
      if (again) {
        this.#recalled.delete(again);
        again.choose(file);
      }
      return again ?? this.#has(new Uploading(this.to, file, { name: file.name, size: file.size }));
    });
    this.#works();
    return added;
  }

  /** Forget what was sent off. */
  clears() {
    for (const each of this.all) if (each.id) forget(each.id);
    this.all = [];
    this.list.querySelectorAll("li").forEach((each) => each.remove());
    this.dispatchEvent(new Event("change"));
  }

  /** @param {Uploading} upload */
  #has(upload) {
    const template = /** @type {HTMLTemplateElement} */ (this.list.querySelector("template"));
    const line = /** @type {HTMLElement} */ (template.content.cloneNode(true)).querySelector("li");
    if (!line) throw new Error("no line");
    this.all.push(upload);
    this.list.append(line);
    one(line, "[data-name]").textContent = upload.name;
    one(line, "[data-pause]").addEventListener("click", () => upload.pause());
    one(line, "[data-resume]").addEventListener("click", () => {
      upload.resume();
      this.#works();
    });
    one(line, "[data-drop]").addEventListener("click", () => this.#drops(upload, line));
    upload.addEventListener("change", () => this.#shows(upload, line));
    this.#shows(upload, line);
    return upload;
  }

  /** @param {Uploading} upload @param {HTMLElement} line */
  #drops(upload, line) {
    this.all = this.all.filter((each) => each !== upload);
    line.remove();
    upload.drop();
    this.dispatchEvent(new Event("change"));
  }

  async #works() {
    if (this.#working) return;
    this.#working = true;
    try {
      for (let next = this.#next(); next; next = this.#next()) await next.run();
    } finally {
      this.#working = false;
    }
  }

  #next() {
    return this.all.find((each) => each.busy);
  }

  /** @param {Uploading} upload @param {HTMLElement} line */
  #shows(upload, line) {
    const bar = one(line, "progress");
    if (bar instanceof HTMLProgressElement) {
      bar.max = upload.size;
      bar.value = upload.offset;
    }
    bar.hidden = upload.done || upload.state === "refused";
    const words = one(line, "[data-words]");
    const told = this.#words(upload);
    if (words.textContent !== told) words.textContent = told;
    line.dataset.state = this.#state(upload);
    one(line, "[data-pause]").hidden = !["waiting", "sending", "broken"].includes(upload.state);
    one(line, "[data-resume]").hidden = upload.state !== "paused";
    this.dispatchEvent(new Event("change"));
  }

  /** How it stands, where a page says so also whether it came without a place. @param {Uploading} upload */
  #state(upload) {
    const unplaced = upload.state === "taken" && this.#recalled.has(upload) && "unplaced" in this.list.dataset;
    return unplaced ? "unplaced" : upload.state;
  }

  /** @param {Uploading} upload */
  #words(upload) {
    const form = this.list.dataset[this.#state(upload)] ?? "";
    if (upload.message) return upload.message;
    const left = upload.speed ? (upload.size - upload.offset) / upload.speed : 0;
    const values = { sent: sized(upload.offset), all: sized(upload.size), left: lasting(left), name: upload.name };
    return filled(upload.state === "sending" && !left ? this.list.dataset.begins : form, values);
  }
}

/** A size as people read it. @param {number} bytes */
function sized(bytes) {
  if (bytes < 1e5) return said(Math.ceil(bytes / 1000), "kilobyte", 0);
  return said(bytes / 1e6, "megabyte", bytes < 1e7 ? 1 : 0);
}

/** A length of time as people say it. @param {number} seconds */
function lasting(seconds) {
  if (seconds < 55) return said(Math.max(5, Math.ceil(seconds / 5) * 5), "second", 0);
  return seconds < 5400 ? said(Math.ceil(seconds / 60), "minute", 0) : said(seconds / 3600, "hour", 1);
}

/** @param {number} number @param {string} unit @param {number} digits */
function said(number, unit, digits) {
  const options = { style: "unit", unit, unitDisplay: "short", maximumFractionDigits: digits };
  return new Intl.NumberFormat(document.documentElement.lang, /** @type {Intl.NumberFormatOptions} */ (options)).format(number);
}

/** @param {Element} place @param {string} chosen @returns {HTMLElement} */
function one(place, chosen) {
  const found = place.querySelector(chosen);
  if (!(found instanceof HTMLElement)) throw new Error(chosen);
  return found;
}

/**
 * Have files that somebody chooses brought, and those that were chosen before this script came.
 * @param {HTMLInputElement} chooser @param {(files: File[]) => void} brings
 */
export function whenChosen(chooser, brings) {
  const taken = () => {
    brings([...(chooser.files ?? [])]);
    chooser.value = "";
  };
  chooser.addEventListener("change", taken);
  if (chooser.files?.length) taken();
}
