// A script that stays as its rundown is: asked for anew, put in place of the old one without losing the place, what is new marked.

import { ask, AskError, live } from "./ask.js";
import { Merged } from "./merging.js";

const SHOWN = 4000;

/**
 * Follow the list below an element, which says in `data-now` where it is had anew and in `data-mark` what it shows.
 * @param {HTMLElement} place
 * @param {() => void} [changed] told after it became another one
 */
export function follow(place, changed) {
  let asking = false;
  const list = place.querySelector("[data-merged]");
  const merged = list instanceof HTMLElement ? new Merged(list) : null;

  async function look() {
    if (asking) return;
    asking = true;
    try {
      const address = place.dataset.now ?? "";
      const sign = address.includes("?") ? "&" : "?";
      const told = await ask(`${address}${sign}known=${encodeURIComponent(place.dataset.mark ?? "")}`);
      if (told.html) show(told.html, told.mark);
    } catch (error) {
      // A rundown that is wrong for a moment is no news: the script stays as it was.
      if (!(error instanceof AskError)) throw error;
    } finally {
      asking = false;
    }
  }

  /** @param {string} html @param {string} mark */
  function show(html, mark) {
    const next = parsed(html);
    if (!next || !merged) {
      // Before it had its times the page was another one.
      window.location.reload();
      return;
    }
    const before = new Map([...items(merged.list)].map((item) => [item.dataset.comment, item.textContent]));
    merged.become(next);
    for (const item of items(merged.list)) if (before.get(item.dataset.comment) !== item.textContent) note(item);
    place.dataset.mark = mark;
    changed?.();
  }

  live(null, () => void look());
}

/** @param {string} html @returns {HTMLElement | null} */
function parsed(html) {
  const found = new DOMParser().parseFromString(html, "text/html").querySelector("[data-merged]");
  return found instanceof HTMLElement ? found : null;
}

/** @param {HTMLElement} list @returns {NodeListOf<HTMLElement>} */
function items(list) {
  return list.querySelectorAll(":scope > [data-comment]");
}

/** @param {HTMLElement} item */
function note(item) {
  item.classList.add("script-changed");
  window.setTimeout(() => item.classList.remove("script-changed"), SHOWN);
}
