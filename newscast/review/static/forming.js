// One form in which the rundown is mended: what it would change is shown while somebody writes, saved, and never lost.

import { AskError, ask, live, look } from "./ask.js";
import { baseOf, changesOf, fieldsOf, inputOf, isWritten, keptOf, newRows } from "./fields.js";
import { Film } from "./filming.js";
import { Meanwhile } from "./meanwhile.js";
import { showSaved } from "./saved.js";
import { say } from "./say.js";
import { told } from "./told.js";

const PAUSE = 450;
/** How often a change is sent again that only met changes of other lines. */
const TRIES = 3;

/** A form that stands in the page. Tells `closed`. */
export class Form extends EventTarget {
  #timer = 0;
  #trying = new AbortController();
  #busy = false;
  /** What was saved already where it is several files. @type {{id: number}[]} */
  #saved = [];

  /**
   * @param {{form: string, id: string, sha256: string}} answer
   * @param {URLSearchParams} query by which it was asked for, and is again
   * @param {Element} place after which it comes
   * @param {HTMLElement | null} from what has the focus again when it is closed
   * @param {DOMStringMap} words sentences of the page
   */
  constructor(answer, query, place, from, words) {
    super();
    this.place = place;
    this.words = words;
    this.query = query;
    this.from = from;
    this.id = answer.id;
    this.form = formIn(answer.form);
    this.meanwhile = new Meanwhile(this.form, this.#part("[data-meanwhile]"), words);
    place.after(this.form);
    this.#restore();
    this.form.addEventListener("input", () => this.#changed());
    this.form.addEventListener("click", (event) => this.#clicked(event));
    this.form.addEventListener("keydown", (event) => this.#pressed(event));
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.save();
    });
    for (const film of this.form.querySelectorAll("details:has([data-film])")) film.addEventListener("toggle", () => opened(film));
    this.meanwhile.addEventListener("settled", () => this.#changed());
    this.unheard = live(null, (news) => {
      const mine = news.desk.some((each) => each.episode === told.episode && each.what.startsWith("edit"));
      if (mine || news.whole) void this.refresh();
    });
    this.#shown();
  }

  /** The number of its segment in the file. */
  get segment() {
    return this.form.dataset.segment ?? "";
  }

  /** @param {boolean} back whether the focus goes back */
  close(back = true) {
    this.#keep();
    if (isWritten(this.form)) say(this.words.kept ?? "");
    this.#end();
    if (back) (this.from?.isConnected ? this.from : null)?.focus({ preventScroll: true });
  }

  /** Save what was written; where others changed the same meanwhile, they are shown instead. */
  async save() {
    if (this.#busy || !isWritten(this.form)) return;
    this.#busy = true;
    this.#button.setAttribute("aria-busy", "true");
    this.#error("");
    try {
      await this.#send(TRIES);
    } catch (error) {
      this.#refused(error);
    } finally {
      this.#busy = false;
      this.#button.removeAttribute("aria-busy");
    }
  }

  /** What stands in the rundown now: fields that somebody else changed say so. @returns {Promise<boolean>} whether nothing has to be decided */
  async refresh() {
    try {
      const answer = await ask(`/e/${encodeURIComponent(told.episode)}/form?${this.query}`);
      if (!this.form.isConnected) return false;
      if (answer.sha256 !== this.form.dataset.sha || hasOthers(this.form, formIn(answer.form))) this.meanwhile.compare(formIn(answer.form));
    } catch (error) {
      this.#refused(error);
      return false;
    }
    return !this.meanwhile.open;
  }

  /** @param {number} tries @returns {Promise<void>} */
  async #send(tries) {
    if (this.meanwhile.open) return this.meanwhile.ask();
    try {
      for (const change of changesOf(this.form)) this.#saved.push(await ask(`/e/${encodeURIComponent(told.episode)}/edit`, { ...change }));
    } catch (error) {
      // Where it was saved in part, the rest is what is written still.
      if (!isMeanwhile(error) || !tries) throw error;
      return (await this.refresh()) ? this.#send(tries - 1) : this.meanwhile.ask();
    }
    this.#done(this.#saved);
  }

  /** @param {{id: number}[]} saved */
  #done(saved) {
    this.#forget();
    this.#end();
    showSaved(this.place, saved.map((each) => each.id).filter((id) => id !== null), this.words);
    look();
  }

  #end() {
    clearTimeout(this.#timer);
    this.#trying.abort();
    this.unheard();
    this.form.remove();
    this.dispatchEvent(new Event("closed"));
  }

  /** Something was written: it is kept at once, and tried when nothing more comes. */
  #changed() {
    this.#keep();
    const written = isWritten(this.form);
    this.#button.disabled = !written;
    this.#part("[data-voice]", (each) => (each.hidden = !fieldsOf(this.form).some((field) => field.dataset.field === "copy" && inputOf(field).value.trim() !== baseOf(field))));
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#try(), PAUSE);
  }

  /** What it would change, in the rundown's lines, and what would be wrong then. */
  async #try() {
    this.#trying.abort();
    this.#trying = new AbortController();
    const { signal } = this.#trying;
    const place = this.#part("[data-tried]");
    const changes = changesOf(this.form);
    place.toggleAttribute("aria-busy", changes.length > 0);
    const shown = [];
    try {
      for (const change of changes) shown.push(await ask(`/e/${encodeURIComponent(told.episode)}/form/tried`, { ...change }, { signal }));
      place.innerHTML = shown.map((each) => each.tried).join("");
      this.#button.classList.toggle("careful", shown.some((each) => each.errors));
      this.#error("");
    } catch (error) {
      if (error instanceof DOMException) return;
      if (isMeanwhile(error)) await this.refresh();
      else this.#refused(error);
    } finally {
      if (!signal.aborted) place.removeAttribute("aria-busy");
    }
  }

  /** @param {MouseEvent} event */
  #clicked(event) {
    const target = event.target instanceof Element ? event.target.closest("button") : null;
    if (!target) return;
    if (target.matches("[data-close]")) this.close();
    else if (target.matches("[data-add]")) this.#add(/** @type {HTMLElement} */ (target.closest("[data-rows]")));
    else if (target.matches("[data-drop]")) this.#drop(/** @type {HTMLButtonElement} */ (target));
    else if (target.matches("[data-forget]")) this.#reset();
  }

  /** @param {KeyboardEvent} event */
  #pressed(event) {
    if (event.key === "Escape" && !event.isComposing) {
      event.stopPropagation();
      this.close();
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      void this.save();
    } else if (event.key === "Enter" && event.target instanceof HTMLInputElement && event.target.closest(".mending-row")) {
      // In a list, the next line; the form is sent by its button.
      event.preventDefault();
      const rows = [...this.form.querySelectorAll(".mending-row input")];
      const next = rows[rows.indexOf(event.target) + 1];
      if (next instanceof HTMLElement) next.focus();
      else this.#add(/** @type {HTMLElement} */ (event.target.closest("[data-rows]")));
    }
  }

  /** @param {HTMLElement} list @param {string} [text] */
  #add(list, text = "") {
    const template = /** @type {HTMLTemplateElement} */ (list.querySelector("template"));
    const row = /** @type {HTMLElement} */ (/** @type {DocumentFragment} */ (template.content.cloneNode(true)).firstElementChild);
    const input = /** @type {HTMLInputElement} */ (row.querySelector("input"));
    input.id = `mend-new-${Math.random().toString(36).slice(2)}`;
    row.querySelector("label")?.setAttribute("for", input.id);
    template.before(row);
    input.value = text;
    if (!text) input.focus();
    this.#changed();
  }

  /** @param {HTMLButtonElement} button */
  #drop(button) {
    const row = /** @type {HTMLElement} */ (button.closest(".mending-row"));
    if (row.querySelector("[data-new]")) row.remove();
    else {
      const dropped = row.classList.toggle("is-dropped");
      button.setAttribute("aria-pressed", String(dropped));
      /** @type {HTMLInputElement} */ (row.querySelector("input")).readOnly = dropped;
    }
    this.#changed();
  }

  #shown() {
    this.form.scrollIntoView({ block: "nearest" });
    const first = this.form.querySelector("textarea, input") ?? this.form.querySelector("h3");
    if (first instanceof HTMLElement) first.focus({ preventScroll: true });
    if (first instanceof HTMLTextAreaElement) first.setSelectionRange(first.value.length, first.value.length);
  }

  get #button() {
    return /** @type {HTMLButtonElement} */ (this.form.querySelector("[data-save]"));
  }

  /** @param {string} selector @param {(each: HTMLElement) => void} [todo] */
  #part(selector, todo) {
    const found = this.form.querySelector(selector);
    if (found instanceof HTMLElement) todo?.(found);
    return /** @type {HTMLElement} */ (found);
  }

  /** @param {string} words */
  #error(words) {
    this.#part("[data-error]").textContent = words;
  }

  /** @param {unknown} error */
  #refused(error) {
    if (!(error instanceof AskError)) throw error;
    this.#error(error.message);
  }

  get #name() {
    return `newscast-mending ${told.episode} ${this.id}`;
  }

  /** What is written is there again when the page is left, or the form closed. */
  #keep() {
    try {
      if (isWritten(this.form)) sessionStorage.setItem(this.#name, JSON.stringify(keptOf(this.form)));
      else sessionStorage.removeItem(this.#name);
    } catch {
      // A browser that keeps nothing keeps it as long as the page is open.
    }
  }

  #forget() {
    try {
      sessionStorage.removeItem(this.#name);
    } catch {
      // Nothing was kept.
    }
  }

  #restore() {
    /** @type {import("./fields.js").Kept | null} */
    let kept = null;
    try {
      kept = JSON.parse(sessionStorage.getItem(this.#name) ?? "null");
    } catch {
      return;
    }
    if (!kept) return;
    for (const field of fieldsOf(this.form)) {
      const own = kept.written[field.dataset.key ?? ""];
      if (!own) continue;
      inputOf(field).value = own.value;
      if (own.dropped) field.closest(".mending-row")?.querySelector("button")?.click();
      if (own.base !== baseOf(field)) this.meanwhile.differs(field, own.base);
    }
    for (const list of this.form.querySelectorAll("[data-rows]"))
      if (list instanceof HTMLElement) for (const text of kept.lines[list.dataset.rows ?? ""] ?? []) this.#add(list, text);
    this.#part("[data-kept]", (each) => (each.hidden = false));
    this.#changed();
  }

  /** As it stands in the rundown. */
  #reset() {
    for (const row of newRows(this.form)) row.closest(".mending-row")?.remove();
    for (const row of this.form.querySelectorAll(".is-dropped")) row.querySelector("button")?.click();
    for (const field of fieldsOf(this.form)) inputOf(field).value = inputOf(field).defaultValue;
    this.#part("[data-kept]", (each) => (each.hidden = true));
    this.meanwhile.clear();
    this.#changed();
    this.#part("[data-tried]").replaceChildren();
    fieldsOf(this.form).slice(0, 1).forEach((field) => inputOf(field).focus());
  }
}

/** Whether somebody else changed the same. @param {unknown} error */
function isMeanwhile(error) {
  return error instanceof AskError && error.status === 409 && error.told.theirs !== undefined;
}

/** A film's stills are asked for when somebody opens it. @param {Element} details */
function opened(details) {
  const place = details.querySelector("[data-film]:not([data-begun])");
  if (!(place instanceof HTMLElement) || !(details instanceof HTMLDetailsElement) || !details.open) return;
  place.dataset.begun = "";
  void new Film(place).begin();
}

/** @param {string} html @returns {HTMLFormElement} */
function formIn(html) {
  const found = new DOMParser().parseFromString(html, "text/html").querySelector("form");
  if (!found) throw new Error("no form");
  return document.adoptNode(found);
}

/** Whether something of another file stands in a form that is another one now. @param {HTMLFormElement} form @param {HTMLFormElement} fresh */
function hasOthers(form, fresh) {
  const shas = (/** @type {HTMLFormElement} */ each) => JSON.stringify(fieldsOf(each).map((field) => field.dataset.sha));
  return shas(form) !== shas(fresh);
}
