// After saving: what happens next and how far it is, the new version when it is there, and taking the change back.

import { AskError, ask, live, look } from "./ask.js";
import { lasting } from "./time.js";
import { address, filled, told } from "./told.js";

/**
 * @param {Element} place after which it stands
 * @param {(number | string)[]} ids of the changes that were saved
 * @param {DOMStringMap} words
 */
export function showSaved(place, ids, words) {
  document.querySelector(".mended")?.remove();
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById("mended"));
  const panel = /** @type {HTMLElement} */ (/** @type {DocumentFragment} */ (template.content.cloneNode(true)).firstElementChild);
  place.after(panel);
  const line = /** @type {HTMLElement} */ (panel.querySelector("[data-state]"));
  const bar = /** @type {HTMLProgressElement} */ (panel.querySelector("progress"));
  const see = /** @type {HTMLAnchorElement} */ (panel.querySelector("[data-see]"));
  const undo = /** @type {HTMLButtonElement} */ (panel.querySelector("[data-undo]"));
  const start = /** @type {HTMLElement} */ (panel.querySelector("[data-start]"));
  undo.hidden = !ids.length;
  let ready = false;
  let came = false;
  let isOpen = false;
  const before = newest().catch(failed);
  const arrived = async () => {
    // What comes may be another deliverable, or what was still missing of the version of before this change.
    const [was, now] = await Promise.all([before, newest()]);
    if (ready || now.draft === null || (was && !isMade(was, now) && (isOpen || now.draft === was.draft))) return;
    ready = true;
    bar.hidden = true;
    start.hidden = true;
    see.hidden = false;
    see.href = `${address(true, now.draft)}${place.getAttribute("data-part") ? `#part=${place.getAttribute("data-part")}` : ""}`;
    tell(line, filled(words.ready, { number: now.draft }));
  };
  const unheard = live(null, (news) => {
    if (!panel.isConnected) return unheard();
    if (news.watcher) start.hidden = news.watcher.runs;
    if (news.watcher && !news.watcher.runs) tell(line, `${words.saved ?? ""} ${news.watcher.words}`);
    const job = news.jobs?.find((each) => each.episode === told.episode && each.draft && each.state !== "done");
    if (news.jobs) isOpen = Boolean(job);
    if (job && !ready) going(job, line, bar, words);
    // The news may be of the draft before; which one there is now is asked.
    came ||= news.versions.some((each) => each.episode === told.episode && each.draft && each.version);
    if (came && !ready) arrived().catch(failed);
  });
  undo.addEventListener("click", () => void back(undo, ids, panel, line, words));
  panel.querySelector("[data-close]")?.addEventListener("click", () => panel.remove());
  tell(line, words.saved ?? "");
  undo.focus({ preventScroll: true });
  panel.scrollIntoView({ block: "center" });
}

/**
 * What there is: the number of the newest draft, and what the deliverable which is looked at was made from in it.
 * @typedef {{draft: number | null, made_from: (string | null)[] | null}} Newest
 */

/** Whether what is looked at was made anew, of something else. @param {Newest} was @param {Newest} now */
function isMade(was, now) {
  return JSON.stringify(now.made_from) !== JSON.stringify(was.made_from);
}

/** @returns {Promise<Newest>} */
function newest() {
  return ask(`/e/${encodeURIComponent(told.episode)}/newest?deliverable=${encodeURIComponent(told.deliverable)}`);
}

/** What could not be asked is asked with the next news, or any version will do. @param {unknown} error */
function failed(error) {
  if (!(error instanceof AskError)) throw error;
}

/** @param {import("./ask.js").JobNews} job @param {HTMLElement} line @param {HTMLProgressElement} bar @param {DOMStringMap} words */
function going(job, line, bar, words) {
  bar.hidden = job.state !== "building";
  if (job.done === null) bar.removeAttribute("value");
  else bar.value = job.done;
  const left = job.seconds_left === null ? job.standing : filled(words.left, { time: lasting(Math.max(1, job.seconds_left)) });
  tell(line, `${words.again ?? ""} ${left}`);
}

/**
 * The changes are taken back, the last one first. @param {HTMLButtonElement} button @param {(number | string)[]} ids @param {HTMLElement} panel
 * @param {HTMLElement} line @param {DOMStringMap} words
 */
async function back(button, ids, panel, line, words) {
  button.setAttribute("aria-busy", "true");
  try {
    for (const id of [...ids].reverse()) await ask(`/e/${encodeURIComponent(told.episode)}/edit/${id}/undo`, {});
    tell(line, words.undone ?? "");
    button.remove();
    look();
  } catch (error) {
    if (!(error instanceof AskError)) throw error;
    tell(line, error.message);
  } finally {
    button.removeAttribute("aria-busy");
  }
}

/** @param {HTMLElement} line @param {string} words */
function tell(line, words) {
  if (line.textContent !== words) line.textContent = words;
}
