// The media of an episode: a place is chosen, then what goes there: from this device, recorded here, or of the newsroom.

import { ask, AskError } from "./ask.js";
import { Recorder } from "./recording.js";
import { say } from "./say.js";
import { element, filled } from "./told.js";
import { Uploads, whenChosen } from "./uploads.js";

/**
 * A place that was chosen. @typedef {{slot: string, index: number, replaces: boolean, title: string, kinds: string, accept: string, many: boolean,
 *   there: string[]}} Place
 */
/** @typedef {{path: string, name: string, kind: string, small: string, used: boolean, about: string, folder: string}} Listed */

const page = element("media");
const dialog = /** @type {HTMLDialogElement} */ (element("attach"));
const chooser = /** @type {HTMLInputElement} */ (element("files"));
const where = /** @type {HTMLSelectElement} */ (element("where"));
const look = /** @type {HTMLInputElement} */ (element("look"));
const listed = part("[data-files]");
const list = element("uploads");
const episode = page.dataset.episode ?? "";
const base = `/e/${encodeURIComponent(episode)}`;
const uploads = new Uploads(list, `${base}/uploads`);
/** Where each file goes once it came. @type {Map<import("./uploading.js").Uploading, Place>} */
const places = new Map();
let sha256 = page.dataset.sha256 ?? "";
/** @type {Place | null} */
let chosen = null;
/** @type {number | string | null} */
let saved = null;
let attaching = false;
let asked = 0;

page.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-put]") : null;
  if (button instanceof HTMLElement) opens(button);
});
for (const button of dialog.querySelectorAll("[data-close]")) button.addEventListener("click", () => dialog.close());
dialog.addEventListener("close", () => recorder.reset());
whenChosen(chooser, brings);
look.addEventListener("input", () => lists());
part("[data-here]").addEventListener("click", () => page.dataset.use && puts({ path: page.dataset.use }, here()));
document.querySelector("#saved [data-undo]")?.addEventListener("click", () => undoes());
uploads.addEventListener("change", () => {
  list.hidden = !uploads.all.length;
  attaches();
});
const recorder = new Recorder(part("[data-recorder]"), episode, async (blob, _name) => {
  const end = blob.type.includes("mp4") ? "m4a" : blob.type.includes("ogg") ? "ogg" : "webm";
  brings([new File([blob], `${chosen?.slot.replace(/\W+/g, "-") ?? "voz"}.${end}`, { type: blob.type })]);
  return null;
});
uploads.recalls();

/** @param {HTMLElement} button */
function opens(button) {
  const slot = button.closest("[data-slot]");
  if (!(slot instanceof HTMLElement)) return;
  const replaces = Boolean(button.dataset.replaces);
  const there = [...slot.querySelectorAll("li")].map((each) => each.dataset.name ?? "");
  const index = Number(button.dataset.put);
  const { title = "", kinds = "", accept = "" } = slot.dataset;
  chosen = { slot: slot.dataset.slot ?? "", index, replaces, title, kinds, accept, many: "many" in slot.dataset && !replaces, there };
  element("attach-title").textContent = title;
  const instead = part("[data-instead]");
  instead.textContent = replaces ? filled(instead.dataset.instead, { name: there[index] }) : "";
  instead.hidden = !replaces;
  chooser.accept = accept;
  chooser.multiple = chosen.many;
  part("[data-where]").hidden = !chosen.many || !there.length;
  where.replaceChildren(option(there.length, where.dataset.last ?? ""));
  there.forEach((name, at) => where.append(option(at, filled(where.dataset.before, { name }))));
  const used = Boolean(page.dataset.use);
  part("[data-use]").hidden = !used;
  for (const each of ["[data-bring]", "[data-newsroom]"]) part(each).hidden = used;
  part("[data-recorder]").hidden = used || !kinds.includes("sound");
  look.value = "";
  dialog.showModal();
  if (!used) lists();
}

/** The place that was chosen, with where in it. @returns {Place} */
function here() {
  if (!chosen) throw new Error("no place");
  return chosen.many && chosen.there.length ? { ...chosen, index: Number(where.value) } : chosen;
}

/** @param {File[]} files */
function brings(files) {
  const place = here();
  uploads.adds(files).forEach((upload, at) => places.set(upload, { ...place, index: place.index + (place.many ? at : 0) }));
  dialog.close();
  list.scrollIntoView({ block: "nearest" });
}

/** What came gets its place, one after another; then the page shows the rundown as it is. */
async function attaches() {
  if (attaching) return;
  attaching = true;
  try {
    for (let upload = next(); upload; upload = next()) {
      const place = /** @type {Place} */ (places.get(upload));
      places.delete(upload);
      if (!(await writes({ upload: upload.id }, place))) return;
    }
  } finally {
    attaching = false;
  }
  if (saved !== null && !places.size) shows();
}

function next() {
  return [...places.keys()].find((each) => each.state === "taken");
}

/** @param {Record<string, string>} medium @param {Place} place */
async function puts(medium, place) {
  dialog.close();
  if (await writes(medium, place)) shows();
}

/** @param {Record<string, string>} medium @param {Place} place */
async function writes(medium, place) {
  const { slot, index, replaces } = place;
  try {
    const told = await ask(`${base}/media/attach`, { slot, index, replaces, sha256, ...medium });
    saved = told.id ?? 0;
    sha256 = told.sha256;
    chosen = place;
    return true;
  } catch (error) {
    if (!(error instanceof AskError)) throw error;
    const wrong = element("wrong");
    (wrong.querySelector("span") ?? wrong).textContent = error.message;
    wrong.hidden = false;
    wrong.focus();
    return false;
  }
}

function shows() {
  const query = new URLSearchParams({ saved: String(saved), at: chosen?.slot ?? "" });
  location.href = `${base}/media?${query}#slot-${chosen?.slot ?? ""}`;
}

async function undoes() {
  try {
    await ask(`${base}/edit/${encodeURIComponent(element("saved").dataset.id ?? "")}/undo`, {});
    location.href = `${base}/media`;
  } catch (error) {
    if (!(error instanceof AskError)) throw error;
    say(error.message);
  }
}

async function lists() {
  asked += 1;
  const mine = asked;
  const query = new URLSearchParams({ kinds: chosen?.kinds ?? "", words: look.value });
  try {
    /** @type {{files: Listed[], more: boolean}} */
    const told = await ask(`${base}/media/files?${query}`);
    if (mine !== asked) return;
    listed.replaceChildren(...told.files.map(line));
    if (!told.files.length) listed.append(words(listed.dataset.none));
    if (told.more) listed.append(words(listed.dataset.more));
  } catch (error) {
    if (!(error instanceof AskError)) throw error;
    listed.replaceChildren(words(error.message));
  }
}

/** @param {Listed} file */
function line(file) {
  const item = document.createElement("li");
  const button = item.appendChild(document.createElement("button"));
  button.type = "button";
  const frame = button.appendChild(document.createElement("span"));
  frame.className = "picture";
  if (file.small) {
    const image = frame.appendChild(document.createElement("img"));
    image.loading = "lazy";
    image.alt = "";
    image.src = file.small;
    image.addEventListener("error", () => image.remove());
  }
  const about = button.appendChild(document.createElement("span"));
  const name = about.appendChild(document.createElement("span"));
  name.className = "strong";
  name.textContent = file.name;
  const more = about.appendChild(document.createElement("span"));
  more.className = "quiet";
  more.textContent = ` ${[file.used ? "" : listed.dataset.unused, file.about, file.folder].filter(Boolean).join(" · ")}`;
  button.addEventListener("click", () => puts({ path: file.path }, here()));
  return item;
}

/** @param {string | undefined} text */
function words(text) {
  const item = document.createElement("li");
  item.className = "quiet inside";
  item.textContent = text ?? "";
  return item;
}

/** @param {number} value @param {string} text */
function option(value, text) {
  return new Option(text, String(value));
}

/** @param {string} chosenPart @returns {HTMLElement} */
function part(chosenPart) {
  const found = dialog.querySelector(chosenPart);
  if (!(found instanceof HTMLElement)) throw new Error(chosenPart);
  return found;
}
