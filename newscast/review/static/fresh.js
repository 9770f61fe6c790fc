// A new version offers itself and moves nothing; what is old says so before anything is done on it.

import { ask, AskError, live } from "./ask.js";
import { address, element, filled, told } from "./told.js";

/** What speaks of the version that is looked at. Where somebody signs out, it does not matter which one that is. */
const ACTS = "[data-acts]:not(form), form[data-acts] button";
const LONG = 8 * 3600 * 1000;
const opened = Date.now();
const offer = element("new");
const dialog = /** @type {HTMLDialogElement} */ (element("stale"));
let newest = told.newest;
let agreed = false;
/** What somebody wanted to do before they were told. @type {HTMLElement | null} */
let held = null;

/** Begin to ask what is new, and to hold back what would be done on something old. */
export function begin() {
  live(null, (news) => {
    for (const each of news.versions) if (each.episode === told.episode && each.version) came(each.draft, each.version);
    if (news.whole) again();
  });
  document.addEventListener("visibilitychange", () => !document.hidden && isFromBefore() && again());
  window.addEventListener("pageshow", (event) => event.persisted && again());
  document.addEventListener("click", hold, { capture: true });
  dialog.querySelector('[data-do="anyway"]')?.addEventListener("click", anyway);
}

async function again() {
  try {
    const now = await ask(`/e/${encodeURIComponent(told.episode)}/newest`);
    const version = told.draft ? now.draft : now.final;
    if (version && version > newest) came(told.draft, version);
  } catch (error) {
    if (!(error instanceof AskError)) throw error;
  }
}

/** @param {boolean} draft @param {number} version */
function came(draft, version) {
  if (draft === told.draft && version <= newest) return;
  // A draft that is made anew is nothing to whoever looks at the final.
  if (draft && !told.draft) return;
  if (draft === told.draft) {
    newest = version;
    agreed = false;
  }
  const words = offer.querySelector(".words");
  if (words) words.textContent = filled(draft ? offer.dataset.draft : offer.dataset.final, { number: version });
  for (const link of [offer.querySelector("a"), dialog.querySelector("a")]) link?.setAttribute("href", address(draft, version));
  offer.hidden = false;
}

/** Whether this page is from another day, or from many hours ago. */
function isFromBefore() {
  return Date.now() - opened > LONG || new Date().toDateString() !== new Date(opened).toDateString();
}

/** @param {MouseEvent} event */
function hold(event) {
  if (agreed || !(event.target instanceof Element)) return;
  const button = event.target.closest(ACTS);
  if (!(button instanceof HTMLElement) || button.closest("#stale")) return;
  const old = newest > told.version;
  if (!old && !isFromBefore()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  held = button;
  const time = new Date(opened).toLocaleString(document.documentElement.lang, { weekday: "long", hour: "numeric", minute: "2-digit" });
  const words = dialog.querySelector("p");
  if (words)
    words.textContent = old
      ? filled(dialog.dataset.old, { old: told.version, newest })
      : filled(dialog.dataset.open, { time });
  dialog.showModal();
}

function anyway() {
  agreed = true;
  dialog.close();
  held?.click();
  held = null;
}
