// The rundowns of the day: segments are moved and left out where they stand, times follow at once, and what was done can be undone.

import { ask, AskError, look } from "./ask.js";
import { begin as beginHolding, cancel, isHolding, placeOf, rowsOf } from "./holding.js";
import { moment, running, timed, totalOf } from "./order.js";
import { say } from "./say.js";
import { clock, lasting } from "./time.js";
import { filled } from "./told.js";

/** Milliseconds after which a rundown that is not whole yet is asked for again, and between two looks at the clock. */
const AGAIN = 3000;
const TICK = 10000;

const days = document.getElementById("days");
const words = days?.dataset ?? {};
/** What can be undone, the last at the end, by episode. @type {Map<string, {id: string, done: string}[]>} */
const done = new Map();
/** Rundowns that are being changed. @type {Set<string>} */
const busy = new Set();
/** How often this page has changed a rundown: what was asked for before the last time is of before it. */
let changes = 0;
let waiting = 0;

if (days) {
  beginHolding(days, { moved, put, held, let: letGo, stays: (_row, why) => tell(why, true) });
  days.addEventListener("click", clicked);
  setInterval(tick, TICK);
  wait();
}

/** What tells renewed() later whether a page was asked for before a change: to be had before it is asked for. */
export function changesSoFar() {
  return changes;
}

/**
 * What is new of the rundowns, from a page that was asked for after so many changes.
 * @param {Document} fresh @param {number} after
 */
export function renewed(fresh, after) {
  if (!days || isHolding() || after !== changes) return;
  const now = [...fresh.querySelectorAll("[data-shown]")];
  if (now.map(nameOf).join("\n") !== [...days.querySelectorAll("[data-shown]")].map(nameOf).join("\n")) {
    const other = fresh.getElementById("days");
    if (other && !days.contains(document.activeElement)) replaceDays(other);
    return;
  }
  for (const each of now) {
    const body = each.querySelector("[data-rundown]");
    // What is not known at this moment is asked for; until then it stays as it was.
    if (body instanceof HTMLElement && body.dataset.waits === "all") void refresh(nameOf(each));
    else replace(nameOf(each), each);
  }
  wait();
}

/** @param {Element} other */
function replaceDays(other) {
  const closed = [...document.querySelectorAll("details[data-shown]:not([open])")].map(nameOf);
  for (const each of other.querySelectorAll("details[data-shown]")) if (closed.includes(nameOf(each))) each.removeAttribute("open");
  const said = document.getElementById("said-order");
  days?.replaceChildren(...[...other.childNodes].filter((each) => !(each instanceof Element && each.id === "said-order")));
  if (said) days?.append(said);
  wait();
}

/** @param {Element} shown */
function nameOf(shown) {
  return shown.getAttribute("data-shown") ?? "";
}

/** @param {string} episode */
function shownOf(episode) {
  return days?.querySelector(`[data-shown="${CSS.escape(episode)}"]`) ?? null;
}

/** @param {Element} inside */
function bodyOf(inside) {
  const body = inside.closest("[data-rundown]");
  return body instanceof HTMLElement ? body : null;
}

/** Ask for the rundowns that were not whole. */
function wait() {
  clearTimeout(waiting);
  const open = [...(days?.querySelectorAll("[data-rundown]") ?? [])].filter((each) => each instanceof HTMLElement && each.dataset.waits);
  if (!open.length) return;
  waiting = window.setTimeout(async () => {
    for (const each of open) await refresh(each.getAttribute("data-rundown") ?? "");
    // What is to be done may be more now.
    document.dispatchEvent(new CustomEvent("newscast-known"));
    wait();
  }, open.some((each) => each.getAttribute("data-waits") === "all") ? 0 : AGAIN);
}

/**
 * Show a rundown as it is now.
 * @param {string} episode
 */
async function refresh(episode) {
  const after = changes;
  const fresh = await asked(episode);
  if (fresh && !isHolding() && after === changes) replace(episode, fresh);
}

/**
 * A rundown as the server has it; null where it cannot be had.
 * @param {string} episode
 */
async function asked(episode) {
  const answer = await fetch(`/e/${encodeURIComponent(episode)}/rundown`, { credentials: "same-origin", headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return null;
  const made = document.createElement("details");
  made.innerHTML = new DOMParser().parseFromString(await answer.text(), "text/html").body.innerHTML;
  return made;
}

/** @param {string} episode @param {Element} fresh */
function replace(episode, fresh) {
  const shown = shownOf(episode);
  if (!shown || busy.has(episode)) return;
  const focus = focused(shown);
  shown.replaceChildren(...fresh.childNodes);
  if (focus) {
    const again = shown.querySelector(focus);
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
  }
  offerUndo(episode);
}

/**
 * What has the focus in a rundown, as it is found in one that is made anew.
 * @param {Element} shown
 */
function focused(shown) {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || !shown.contains(active)) return "";
  if (active.tagName === "SUMMARY") return "summary";
  if (active.closest("[data-undo]")) return "[data-undo] button";
  const row = active.closest("[data-slug]");
  const what = ["[data-move]", "[data-float]", ".segment a"].find((each) => active.matches(each));
  return row && what ? `[data-slug="${CSS.escape(row.getAttribute("data-slug") ?? "")}"] ${what}` : "";
}

/** @param {HTMLElement} row */
function moved(row) {
  const body = bodyOf(row);
  if (body) retime(body);
  announce("moved", row);
}

/** @param {HTMLElement} row */
function held(row) {
  announce("held", row);
}

/** @param {HTMLElement} row */
function letGo(row) {
  announce("let", row);
}

/** @param {HTMLElement} row @param {number} from @param {number} to */
function put(row, from, to) {
  const at = ["segments", Number(row.dataset.index)];
  announce("moved", row);
  void save(row, [{ op: "move", at, to: Number(row.dataset.index) + (to - from) }], filled(words.put, { name: row.dataset.name ?? "" }));
}

/** @param {MouseEvent} event */
function clicked(event) {
  if (!(event.target instanceof Element)) return;
  const row = event.target.closest("[data-index]");
  if (event.target.closest("[data-float]") && row instanceof HTMLElement) floated(row);
  const body = bodyOf(event.target);
  if (event.target.closest('[data-do="undo"]') && body) void undo(body);
}

/** @param {HTMLElement} row */
function floated(row) {
  const at = ["segments", Number(row.dataset.index), "float"];
  const out = !("floats" in row.dataset);
  const name = row.dataset.name ?? "";
  cancel();
  if (out) row.dataset.floats = "";
  else delete row.dataset.floats;
  row.classList.toggle("out", out);
  const body = bodyOf(row);
  if (body) retime(body);
  void save(row, [out ? { op: "set", at, value: true } : { op: "remove", at }], filled(out ? words.out : words.in, { name }));
}

/** @param {HTMLElement} row @param {object[]} edits @param {string} said */
async function save(row, edits, said) {
  const body = bodyOf(row);
  const episode = body?.dataset.rundown;
  if (!body || !episode || busy.has(episode)) return;
  await change(episode, async () => {
    const saved = await ask(`/e/${encodeURIComponent(episode)}/edit`, { file: body.dataset.file, sha256: body.dataset.sha256, edits });
    if (saved.id !== null) done.set(episode, [...(done.get(episode) ?? []), { id: String(saved.id), done: said }]);
    tell(said);
  });
}

/** @param {HTMLElement} body */
async function undo(body) {
  const episode = body.dataset.rundown ?? "";
  const last = done.get(episode)?.at(-1);
  if (!last || busy.has(episode)) return;
  cancel();
  await change(episode, async () => {
    await ask(`/e/${encodeURIComponent(episode)}/edit/${encodeURIComponent(last.id)}/undo`, {});
    done.set(episode, (done.get(episode) ?? []).slice(0, -1));
    tell(words.undone ?? "", true);
  });
}

/**
 * Do something to a rundown, and show it as it is then; where it was not done, why. Until it is shown nothing of it can be held: the next change is
 * made of what stands in the file.
 * @param {string} episode @param {() => Promise<void>} act
 */
async function change(episode, act) {
  busy.add(episode);
  shownOf(episode)?.setAttribute("aria-busy", "true");
  try {
    await act();
  } catch (error) {
    if (!(error instanceof AskError)) throw error;
    tell(error.message, true);
  } finally {
    changes += 1;
    const fresh = await asked(episode).catch(() => null);
    busy.delete(episode);
    shownOf(episode)?.removeAttribute("aria-busy");
    if (fresh) replace(episode, fresh);
    wait();
    look();
  }
}

/** @param {string} episode */
function offerUndo(episode) {
  const last = done.get(episode)?.at(-1);
  const place = shownOf(episode)?.querySelector("[data-undo]");
  if (!(place instanceof HTMLElement)) return;
  place.hidden = !last;
  write(place, '[data-words="done"]', last?.done ?? "");
}

/** Times as they are with the order that the page shows. @param {HTMLElement} body */
function retime(body) {
  const rows = [...body.querySelectorAll("[data-index]")].filter((each) => each instanceof HTMLElement);
  const kept = rows.filter((row) => !("floats" in row.dataset));
  const lasts = kept.map((row) => (row.dataset.lasts === undefined ? null : Number(row.dataset.lasts)));
  const slot = body.dataset.slot === undefined ? null : Number(body.dataset.slot);
  const begins = body.dataset.begins === undefined ? null : Number(body.dataset.begins);
  const times = timed(lasts, slot);
  for (const row of rows) {
    const when = times[kept.indexOf(row)];
    show(row, "starts", when?.starts ?? null, when, (seconds) => moment(seconds, begins));
    show(row, "latest", when?.latest ?? null, when, (seconds) => moment(seconds, begins));
    show(row, "ends", when?.ends ?? null, when, running);
  }
  const total = totalOf(lasts);
  for (const each of body.parentElement?.querySelectorAll('[data-cell="total"]') ?? []) each.textContent = total === null ? "…" : clock(total);
  overOf(body, total, slot);
}

/** @param {Element} row @param {string} cell @param {number | null} seconds @param {object | undefined} when @param {(seconds: number) => string} said */
function show(row, cell, seconds, when, said) {
  write(row, `[data-cell="${cell}"]`, !when ? "—" : seconds === null ? "…" : said(seconds));
}

/** @param {HTMLElement} body @param {number | null} total @param {number | null} slot */
function overOf(body, total, slot) {
  const badge = body.parentElement?.querySelector('summary [data-cell="over"]');
  if (!(badge instanceof HTMLElement)) return;
  badge.hidden = total === null || slot === null;
  if (total === null || slot === null) return;
  const over = total - slot;
  const form = over >= 0.5 ? words.over : over <= -0.5 ? words.under : words.dot;
  badge.textContent = filled(form, { time: clock(Math.abs(over)) });
  badge.classList.toggle("careful", over >= 0.5);
  badge.classList.toggle("good", Math.abs(over) < 0.5);
}

/** @param {ParentNode} inside @param {string} place @param {string} text */
function write(inside, place, text) {
  const found = inside.querySelector(place);
  if (found && found.textContent !== text) found.textContent = text;
}

/** @param {"held" | "moved" | "let"} what @param {HTMLElement} row */
function announce(what, row) {
  const said = document.getElementById("said-order");
  if (said) said.textContent = filled(words[what], { name: row.dataset.name ?? "", place: placeOf(row) + 1, all: rowsOf(row).length });
}

/** @param {string} text @param {boolean} [shown] whether it is to be seen, too */
function tell(text, shown = false) {
  const said = document.getElementById("said-order");
  if (shown) say(text);
  else if (said) said.textContent = text;
}

/** The time that is left passes. */
function tick() {
  for (const badge of document.querySelectorAll("[data-air]")) {
    const seconds = Number(badge.getAttribute("data-air")) - Date.now() / 1000;
    const form = seconds >= 0 ? words.left : words.on;
    if (Math.abs(seconds) < 86400 || seconds > 0) write(badge, '[data-words="left"]', filled(form, { time: lasting(Math.abs(seconds)) }));
  }
}
