// Two people on one line: what somebody else wrote meanwhile beside one's own, and what is to become of it.

import { ask } from "./ask.js";
import { baseOf, differs, fieldsOf, inputOf } from "./fields.js";
import { filled, told } from "./told.js";

/** What others changed under an open form. Tells `settled` when it was decided. */
export class Meanwhile extends EventTarget {
  /** Fields of which it is to be decided. @type {Set<HTMLElement>} */
  #clashes = new Set();

  /** @param {HTMLFormElement} form @param {HTMLElement} place @param {DOMStringMap} words */
  constructor(form, place, words) {
    super();
    this.form = form;
    this.place = place;
    this.words = words;
  }

  /** Whether something has to be decided before this is saved. */
  get open() {
    return this.#clashes.size > 0;
  }

  /** Go to what has to be decided. */
  ask() {
    this.place.hidden = false;
    const button = this.place.querySelector("button");
    button?.focus();
    button?.scrollIntoView({ block: "center" });
  }

  clear() {
    this.#clashes.clear();
    this.place.replaceChildren();
    this.place.hidden = true;
  }

  /**
   * The form as it would be made now: what nobody wrote in becomes what stands there, of the others both are shown.
   * @param {HTMLFormElement} fresh
   */
  compare(fresh) {
    this.form.dataset.changedBy = fresh.dataset.changedBy ?? "";
    const now = new Map(fieldsOf(fresh).map((field) => [field.dataset.key ?? "", field]));
    for (const field of fieldsOf(this.form)) {
      const there = now.get(field.dataset.key ?? "");
      if (!there) {
        if (differs(field)) this.differs(field, baseOf(field), true);
        continue;
      }
      const [before, theirs, mine] = [baseOf(field), baseOf(there), inputOf(field).value];
      const written = differs(field);
      Object.assign(field.dataset, there.dataset);
      if (there.dataset.written === undefined) delete field.dataset.written;
      // What an input holds by itself follows what it is said to have been.
      setBase(inputOf(field), inputOf(there).defaultValue);
      inputOf(field).value = written ? mine : inputOf(there).defaultValue;
      if (before === theirs) continue;
      if (written && mine.trim() !== theirs) this.differs(field, before);
      else this.#tell(field);
    }
    this.form.dataset.sha = fresh.dataset.sha ?? "";
    const rows = [...fresh.querySelectorAll("[data-rows]")];
    [...this.form.querySelectorAll("[data-rows]")].forEach((list, at) => {
      const there = rows[at];
      if (list instanceof HTMLElement && there instanceof HTMLElement) list.dataset.rows = there.dataset.rows;
    });
  }

  /**
   * Somebody else changed a field that was written in here. @param {HTMLElement} field @param {string} before what stood there when somebody began to write
   * @param {boolean} [gone] whether there is no such thing any more
   */
  differs(field, before, gone = false) {
    if (this.#clashes.has(field)) this.#panel(field)?.remove();
    this.#clashes.add(field);
    void this.#show(field, before, gone);
  }

  /** @param {HTMLElement} field @param {string} before @param {boolean} gone */
  async #show(field, before, gone) {
    const panel = document.createElement("section");
    panel.dataset.of = field.dataset.key ?? "";
    panel.className = "stack close";
    const theirs = baseOf(field);
    const who = this.form.dataset.changedBy || this.words.somebody || "";
    panel.append(paragraph("strong", filled(gone ? this.words.gone : this.words.clash, { who })));
    this.place.append(panel);
    this.place.hidden = false;
    if (gone) return panel.append(button(this.words.copyMine ?? "", () => inputOf(field).select()));
    const both = await Promise.all([marks(before, theirs), marks(before, inputOf(field).value)]);
    const pair = document.createElement("div");
    pair.className = "pair";
    for (const [at, title] of [filled(this.words.theirs, { who }), this.words.mine ?? ""].entries()) {
      const box = document.createElement("div");
      box.append(paragraph("quiet", title));
      box.insertAdjacentHTML("beforeend", both[at]);
      pair.append(box);
    }
    const row = document.createElement("p");
    row.className = "row";
    row.append(
      button(filled(this.words.takeTheirs, { who }), () => this.#settle(field, theirs)),
      button(this.words.takeMine ?? "", () => this.#settle(field, null)),
      button(this.words.editOn ?? "", () => this.#settle(field, null, true)),
    );
    panel.append(pair, row);
  }

  /** @param {HTMLElement} field @param {string | null} text what is to stand there, null for what was written @param {boolean} [on] whether somebody goes on writing */
  #settle(field, text, on = false) {
    if (text !== null) inputOf(field).value = inputOf(field).defaultValue;
    this.#clashes.delete(field);
    if (!on) this.#panel(field)?.remove();
    else this.#panel(field)?.querySelector(".row")?.remove();
    this.place.hidden = !this.place.childElementCount;
    this.dispatchEvent(new Event("settled"));
    inputOf(field).focus();
  }

  /** @param {HTMLElement} field */
  #panel(field) {
    return [...this.place.children].find((each) => each instanceof HTMLElement && each.dataset.of === (field.dataset.key ?? ""));
  }

  /** A field in which nothing was written follows, and says so. @param {HTMLElement} field */
  #tell(field) {
    field.querySelector(".is-followed")?.remove();
    const who = this.form.dataset.changedBy || this.words.somebody || "";
    const line = paragraph("hint is-followed", filled(this.words.followed, { who }));
    line.setAttribute("role", "status");
    field.append(line);
  }
}

/** @param {string} before @param {string} now */
async function marks(before, now) {
  return (await ask(`/e/${encodeURIComponent(told.episode)}/form/words`, { before, now })).words;
}

/** @param {import("./fields.js").Input} input @param {string} base */
function setBase(input, base) {
  input.defaultValue = base;
}

/** @param {string} kind @param {string} text */
function paragraph(kind, text) {
  const made = document.createElement("p");
  made.className = kind;
  made.textContent = text;
  return made;
}

/** @param {string} text @param {() => void} deed */
function button(text, deed) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  made.addEventListener("click", deed);
  return made;
}
