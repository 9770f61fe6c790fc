// Mending the rundown where something wrong is seen: forms open in the copy, by a button, from a comment, by the key E.

import { AskError, ask } from "./ask.js";
import { player } from "./player.js";
import { say } from "./say.js";
import { element, told } from "./told.js";
import { Form } from "./forming.js";
import { begin as beginOrder } from "./ordering.js";
import { repair } from "./repairing.js";
import { showSaved } from "./saved.js";

/** What is looked at: every part with its frames. @type {{parts: {slug: string, index: number, start: number, frames: number}[]}} */
const looked = JSON.parse(element("mending-data").textContent ?? "{}");
const copy = element("copy");
/** Milliseconds after which the server is asked to read the rundown, so that the first form is there at once. */
const AHEAD = 2500;
/** The form that is open. @type {Form | null} */
let open = null;

beginOrder((what) => void begin(what, top(), null));
document.addEventListener("click", clicked);
document.addEventListener("keydown", pressed);
window.addEventListener("hashchange", asked);
asked();
window.setTimeout(() => void ask(`/e/${encodeURIComponent(told.episode)}/form/order`).catch(() => null), AHEAD);

/** @param {MouseEvent} event */
function clicked(event) {
  const use = event.target instanceof Element ? event.target.closest("[data-use]") : null;
  if (use instanceof HTMLElement) return void used(use);
  const button = event.target instanceof Element ? event.target.closest("[data-mend], [data-mend-frame], [data-mend-line], [data-mend-part]") : null;
  if (!(button instanceof HTMLElement)) return;
  const { mend, mendFrame, mendLine, mendPart } = button.dataset;
  if (mend !== undefined) {
    const [slug, part] = mend.split("/");
    void begin({ slug, part }, placeOf(slug, part), button);
  } else if (mendFrame !== undefined) byFrame(Number(mendFrame), button);
  else if (mendLine !== undefined) void begin({ line: mendLine }, top(), button);
  else if (mendPart !== undefined && open) void begin({ segment: open.segment, part: mendPart }, open.place, button);
}

/** A name as the list has it is put where it is spelled otherwise; where that is no more, the form is opened. @param {HTMLElement} button */
async function used(button) {
  /** @type {number[]} */
  const frames = JSON.parse(button.dataset.frames ?? "[]");
  const parts = [...new Set(frames.map(partAt).filter((each) => each !== undefined))];
  button.setAttribute("aria-busy", "true");
  try {
    const ids = await repair(parts, button.dataset.found ?? "", button.dataset.use ?? "");
    if (!ids.length) return byFrame(frames[0], button);
    showSaved(/** @type {Element} */ (button.closest("p")), ids, copy.dataset);
  } catch (error) {
    if (!(error instanceof AskError)) throw error;
    say(error.message, 12000);
  } finally {
    button.removeAttribute("aria-busy");
  }
}

/** @param {number} frame */
function partAt(frame) {
  return looked.parts.find((each) => each.start <= frame && frame < each.start + each.frames);
}

/** @param {number} frame @param {HTMLElement | null} from */
function byFrame(frame, from) {
  const part = partAt(frame);
  if (part) void begin({ slug: part.slug, part: String(part.index) }, placeOf(part.slug, String(part.index)), from);
}

/**
 * Open the form of something; the one that is open is closed, and what was written in it is kept.
 * @param {Record<string, string>} what @param {Element} place after which it comes @param {HTMLElement | null} from
 */
async function begin(what, place, from) {
  const { draft, version, deliverable } = told;
  const query = new URLSearchParams({ draft: draft ? "1" : "0", version: String(version), deliverable, ...what });
  from?.setAttribute("aria-busy", "true");
  try {
    const answer = await ask(`/e/${encodeURIComponent(told.episode)}/form?${query}`);
    player.pause();
    open?.close(false);
    open = new Form(answer, query, place, from, copy.dataset);
    open.addEventListener("closed", () => (open = null));
  } catch (error) {
    if (!(error instanceof AskError)) throw error;
    say(error.message, 12000);
  } finally {
    from?.removeAttribute("aria-busy");
  }
}

/** Where the form of a part comes in the copy: after its words, else after its segment's name, else on top. @param {string} slug @param {string | undefined} part */
function placeOf(slug, part) {
  const own = `[data-slug="${CSS.escape(slug)}"]`;
  const text = part && copy.querySelector(`.text${own}[data-index="${CSS.escape(part)}"]`);
  return text || (copy.querySelector(`.said${own} > h3`) ?? top());
}

function top() {
  return /** @type {Element} */ (copy.querySelector(":scope > header"));
}

/** @param {KeyboardEvent} event */
function pressed(event) {
  const elsewhere = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable], dialog");
  const single = document.getElementById("single-keys");
  if (single instanceof HTMLInputElement && !single.checked) return;
  if (elsewhere || event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.key.toLowerCase() !== "e") return;
  event.preventDefault();
  byFrame(player.frame, document.activeElement instanceof HTMLElement ? document.activeElement : null);
}

/** What the address names: `#mend=bacheo/1`, `#mend=bacheo`, `#mend=line:18`; `#part=bacheo/1` shows that part. */
function asked() {
  const [, what, name] = /^#(mend|part)=(.+)$/.exec(decodeURIComponent(location.hash)) ?? [];
  if (!what) return;
  const [slug, part] = name.split("/");
  const found = looked.parts.find((each) => each.slug === slug && (!part || String(each.index) === part));
  if (found) player.seek(found.start);
  if (what === "part") return;
  if (name.startsWith("line:")) void begin({ line: name.slice(5) }, top(), null);
  else void begin(part ? { slug, part } : { slug }, placeOf(slug, part), null);
}
