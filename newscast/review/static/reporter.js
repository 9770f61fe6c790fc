// A reporter's page: what is chosen goes off at once; with a line of what it is, all of it is handed over together.

import { ask, AskError } from "./ask.js";
import { element } from "./told.js";
import { Uploads, whenChosen } from "./uploads.js";

const form = /** @type {HTMLFormElement} */ (element("send"));
const address = form.dataset.address ?? "";
const chooser = /** @type {HTMLInputElement} */ (element("files"));
const title = /** @type {HTMLInputElement} */ (element("title"));
const note = /** @type {HTMLTextAreaElement} */ (element("note"));
const button = /** @type {HTMLButtonElement} */ (element("hand-over"));
const list = element("uploads");
const uploads = new Uploads(list, `${address}/uploads`);
const KEPT = "newscast-note";
/** Whether it is handed over as soon as all has come. */
let wanted = false;
let sending = false;

form.addEventListener("submit", (event) => {
  event.preventDefault();
  wanted = true;
  tries();
});
for (const field of [title, note]) {
  field.value = recalled()[field.id] ?? "";
  field.addEventListener("input", () => {
    remembers({ title: title.value, note: note.value });
    tries();
  });
}
uploads.addEventListener("change", tries);
window.addEventListener("beforeunload", (event) => {
  if (uploads.all.some((each) => each.state === "sending")) event.preventDefault();
});
uploads.recalls();
whenChosen(chooser, (files) => {
  element("arrived").hidden = true;
  uploads.adds(files);
});
tries();

/** Hand it over where it is wanted and all is there; say what it waits for otherwise. */
function tries() {
  const usable = uploads.all.filter((each) => each.state !== "refused");
  const whole = usable.length > 0 && usable.every((each) => each.done);
  list.hidden = !uploads.all.length;
  button.disabled = sending || !usable.length;
  says(wanted && usable.length && !whole ? "waits" : "");
  if (wanted && whole && !sending) sends(usable.map((each) => each.id));
}

/** @param {string[]} files */
async function sends(files) {
  sending = true;
  button.disabled = true;
  try {
    const told = await ask(`${address}/sent`, { files, title: title.value, note: note.value });
    uploads.clears();
    title.value = note.value = "";
    remembers({});
    const arrived = element("arrived");
    arrived.hidden = false;
    (arrived.querySelector("span") ?? arrived).textContent = told.message;
    arrived.focus();
  } catch (error) {
    if (!(error instanceof AskError)) throw error;
    says("", error.message);
  } finally {
    wanted = false;
    sending = false;
    button.disabled = !uploads.all.length;
  }
}

/** @param {string} what @param {string} [wrong] */
function says(what, wrong = "") {
  const place = element("standing");
  if (wrong || what || !place.classList.contains("is-wrong") || wanted) {
    place.textContent = wrong || (place.dataset[what] ?? "");
    place.classList.toggle("is-wrong", Boolean(wrong));
  }
}

/** @returns {Record<string, string>} */
function recalled() {
  try {
    return JSON.parse(localStorage.getItem(`${KEPT}:${address}`) ?? "{}");
  } catch {
    return {};
  }
}

/** @param {Record<string, string>} words */
function remembers(words) {
  try {
    localStorage.setItem(`${KEPT}:${address}`, JSON.stringify(words));
  } catch {
    // Some browsers keep nothing in private windows: then it is only in the page.
  }
}
