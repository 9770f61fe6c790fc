// The order of segments and parts, and what floats: moved by the handle, by arrows or buttons, tried, then saved as one change.

import { AskError, ask, look } from "./ask.js";
import { movesTo } from "./moves.js";
import { showSaved } from "./saved.js";
import { element, filled, told } from "./told.js";

/** @typedef {import("./fields.js").Edit} Edit */

const dialog = /** @type {HTMLDialogElement} */ (element("order"));
const place = /** @type {HTMLElement} */ (dialog.querySelector("[data-place]"));
const save = /** @type {HTMLButtonElement} */ (dialog.querySelector("[data-save]"));
let timer = 0;
let trying = new AbortController();

/** Begin to listen. @param {(what: Record<string, string>) => void} mend opens the form of what stands in the file */
export function begin(mend) {
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-order]")) void open();
  });
  for (const close of dialog.querySelectorAll("[data-close]")) close.addEventListener("click", () => dialog.close());
  save.addEventListener("click", () => void sent());
  place.addEventListener("click", (event) => clicked(event, mend));
  place.addEventListener("keydown", pressed);
  place.addEventListener("pointerdown", grabbed);
}

async function open() {
  save.disabled = true;
  place.replaceChildren();
  if (!dialog.open) dialog.showModal();
  try {
    const answer = await ask(`/e/${encodeURIComponent(told.episode)}/form/order`);
    const made = new DOMParser().parseFromString(answer.form, "text/html").body.firstElementChild;
    if (made) place.replaceChildren(document.adoptNode(made));
  } catch (error) {
    refused(error);
  }
}

/** @param {MouseEvent} event @param {(what: Record<string, string>) => void} mend */
function clicked(event, mend) {
  const button = event.target instanceof Element ? event.target.closest("button") : null;
  const item = button?.closest("li");
  if (!button || !item) return;
  if (button.dataset.step) move(item, Number(button.dataset.step), button);
  else if (button.dataset.float !== undefined) {
    const floats = button.getAttribute("aria-pressed") !== "true";
    button.setAttribute("aria-pressed", String(floats));
    item.classList.toggle("is-floated", floats);
    changed();
  } else if (button.dataset.mendHere) {
    dialog.close();
    mend(Object.fromEntries(new URLSearchParams(button.dataset.mendHere)));
  }
}

/** @param {KeyboardEvent} event */
function pressed(event) {
  const grip = event.target instanceof Element ? event.target.closest("[data-grip]") : null;
  const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
  const item = grip?.closest("li");
  if (!step || !item || !(grip instanceof HTMLElement)) return;
  event.preventDefault();
  move(item, step, grip);
}

/** @param {HTMLElement} item @param {number} step @param {HTMLElement} focus */
function move(item, step, focus) {
  const other = step < 0 ? item.previousElementSibling : item.nextElementSibling;
  if (!other) return;
  if (step < 0) other.before(item);
  else other.after(item);
  focus.focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
  tell(item);
  changed();
}

/** Where something stands now, for those who hear the page. @param {HTMLElement} item */
function tell(item) {
  const line = place.querySelector("[data-moved]");
  const all = [...(item.parentElement?.children ?? [])];
  if (line instanceof HTMLElement)
    line.textContent = filled(line.dataset.words, { name: item.dataset.name ?? "", place: all.indexOf(item) + 1, count: all.length });
}

/** @param {PointerEvent} event */
function grabbed(event) {
  const grip = event.target instanceof Element ? event.target.closest("[data-grip]") : null;
  const item = grip?.closest("li");
  if (!item || !(grip instanceof HTMLElement) || event.button) return;
  event.preventDefault();
  grip.focus({ preventScroll: true });
  grip.setPointerCapture(event.pointerId);
  item.classList.add("is-held");
  const moved = (/** @type {PointerEvent} */ now) => passed(item, now.clientY);
  const end = () => {
    grip.removeEventListener("pointermove", moved);
    item.classList.remove("is-held");
    tell(item);
    changed();
  };
  grip.addEventListener("pointermove", moved);
  grip.addEventListener("lostpointercapture", end, { once: true });
}

/** What is held changes places with what it has passed the middle of. @param {HTMLElement} item @param {number} y */
function passed(item, y) {
  const [before, after] = [item.previousElementSibling, item.nextElementSibling];
  if (before && y < middle(before)) before.before(item);
  else if (after && y > middle(after)) after.after(item);
}

/** @param {Element} each */
function middle(each) {
  const box = each.getBoundingClientRect();
  return box.top + box.height / 2;
}

function changed() {
  const edits = editsOf();
  save.disabled = !edits.length;
  clearTimeout(timer);
  timer = window.setTimeout(() => void tried(edits), 300);
}

/** What was changed: floats and the order of parts by the numbers of before, then the order of segments. @returns {Edit[]} */
function editsOf() {
  /** @type {Edit[]} */
  const edits = [];
  const lists = /** @type {HTMLElement[]} */ ([...place.querySelectorAll("[data-list]")]);
  for (const list of lists)
    for (const item of /** @type {HTMLElement[]} */ ([...list.children])) {
      const button = item.querySelector(":scope > .order-row [data-float]");
      const floats = button?.getAttribute("aria-pressed") === "true";
      const at = [...JSON.parse(list.dataset.list ?? "[]"), Number(item.dataset.number), "float"];
      if (floats !== (item.dataset.floated === "true")) edits.push(floats ? { op: "set", at, value: true } : { op: "remove", at });
    }
  // The outer list last: its numbers are in the keys of the inner ones.
  for (const list of lists.reverse())
    edits.push(...movesTo([...list.children].map((each) => Number(/** @type {HTMLElement} */ (each).dataset.number)), JSON.parse(list.dataset.list ?? "[]")));
  return edits;
}

/** What is wrong then, and which lines it touches. @param {Edit[]} edits */
async function tried(edits) {
  trying.abort();
  trying = new AbortController();
  const { signal } = trying;
  const shown = place.querySelector("[data-tried]");
  if (!edits.length) return shown?.replaceChildren();
  try {
    const answer = await ask(`/e/${encodeURIComponent(told.episode)}/form/tried`, { ...change(edits) }, { signal });
    if (shown) shown.innerHTML = answer.tried;
    error("");
  } catch (wrong) {
    if (!(wrong instanceof DOMException)) refused(wrong);
  }
}

async function sent() {
  save.setAttribute("aria-busy", "true");
  try {
    const saved = await ask(`/e/${encodeURIComponent(told.episode)}/edit`, { ...change(editsOf()) });
    dialog.close();
    showSaved(/** @type {Element} */ (element("copy").querySelector(":scope > header")), [saved.id], element("copy").dataset);
    look();
  } catch (wrong) {
    refused(wrong);
  } finally {
    save.removeAttribute("aria-busy");
  }
}

/** @param {Edit[]} edits */
function change(edits) {
  const form = /** @type {HTMLElement} */ (place.querySelector("form"));
  return { file: form.dataset.file, sha256: form.dataset.sha, edits };
}

/** @param {unknown} wrong */
function refused(wrong) {
  if (!(wrong instanceof AskError)) throw wrong;
  error(wrong.message);
}

/** @param {string} words */
function error(words) {
  const line = dialog.querySelector("[data-error]");
  if (line) line.textContent = words;
}
