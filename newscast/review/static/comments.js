// The comments beside the player: going to them, answering and resolving them, what others say meanwhile, keys N, C and R.

import { AskError, ask, live, look } from "./ask.js";
import { Composer, mark } from "./composing.js";
import { put } from "./lanes.js";
import { Merged } from "./merging.js";
import { player, show as showFrame } from "./player.js";
import { Recorder } from "./recording.js";
import { say } from "./say.js";
import { element } from "./told.js";

const place = /** @type {HTMLElement} */ (document.getElementById("comments"));
/** @type {import("./composing.js").Looked} */
const looked = JSON.parse(document.getElementById("comments-data")?.textContent ?? "{}");
const button = /** @type {HTMLElement} */ (place.querySelector("[data-compose]"));
const list = /** @type {HTMLElement} */ (place.querySelector("#comment-list > ol"));
const merged = new Merged(list);
const composer = new Composer(/** @type {HTMLDialogElement} */ (document.getElementById("composer")), looked);
/** @type {WeakMap<Element, Recorder>} */
const recorders = new WeakMap();
/** @type {WeakMap<Element, string>} */
const sendings = new WeakMap();
/** What the server told that is not shown yet. @type {HTMLElement | null} */
let waiting = null;
let chosen = "open";
/** Those that were resolved or opened here a moment ago: they stay until another list is chosen, so that nothing moves. @type {Set<string>} */
const turned = new Set();
const lane = addLane();
/** The numbers of the comments whose marks are in the lane. @type {number[]} */
let marked = [];

/**
 * Say something of a frame that the button names, else of the range that is chosen in the player, else of where it is.
 * @param {string | undefined} frame
 */
function compose(frame) {
  player.pause();
  if (frame) return composer.open(Number(frame), null);
  if (player.range) composer.open(player.range.start, player.range.end);
  else composer.open(player.frame, null);
}

/** A comment is the current one, and its frame is shown. @param {HTMLElement} item */
function goTo(item) {
  for (const other of list.querySelectorAll("[aria-current]")) other.removeAttribute("aria-current");
  item.setAttribute("aria-current", "true");
  if (item.hidden) choose(item.hasAttribute("data-open") ? "open" : "done");
  item.focus({ preventScroll: true });
  item.scrollIntoView({ block: "nearest" });
  if (item.dataset.frame === undefined) return;
  player.pause();
  player.seek(Number(item.dataset.frame));
}

/** Its frame is shown, where a finger may have left the player far above. @param {HTMLElement} item */
function seen(item) {
  goTo(item);
  showFrame(Number(item.dataset.frame));
}

/** The next one that is open, after the one that is chosen, else after where the player is; then from the start. */
function next() {
  const open = all().filter((item) => item.hasAttribute("data-open"));
  if (!open.length) return say(place.dataset.noneOpen ?? "");
  const at = open.findIndex((item) => item.hasAttribute("aria-current"));
  const later = open.find((item) => Number(item.dataset.frame ?? Infinity) >= player.frame);
  goTo(at >= 0 ? open[(at + 1) % open.length] : (later ?? open[0]));
}

function all() {
  return /** @type {HTMLElement[]} */ ([...list.children]);
}

/** Show those that are open, mine or done. @param {string} which */
function choose(which) {
  chosen = which;
  turned.clear();
  for (const button of place.querySelectorAll("[data-list]")) {
    if (button instanceof HTMLElement && button.dataset.list === which) button.setAttribute("aria-current", "true");
    else button.removeAttribute("aria-current");
  }
  filter();
}

function filter() {
  for (const item of all()) {
    const open = item.hasAttribute("data-open");
    const elsewhere = { open: !open, mine: !item.hasAttribute("data-mine"), done: open }[chosen] ?? false;
    item.hidden = elsewhere && !turned.has(item.dataset.comment ?? "");
  }
  const some = all().some((item) => !item.hidden);
  for (const words of place.querySelectorAll("[data-nothing]")) {
    if (words instanceof HTMLElement) words.hidden = some || words.dataset.nothing !== chosen;
  }
}

/** @param {string} html @returns {HTMLElement | null} */
function read(html) {
  return new DOMParser().parseFromString(html, "text/html").getElementById("comment-list");
}

/** @param {HTMLElement} told */
function show(told) {
  waiting = null;
  merged.become(/** @type {HTMLElement} */ (told.querySelector("ol")));
  for (const name of ["open", "mine", "done"]) {
    const count = place.querySelector(`[data-list="${name}"] .count`);
    if (count) count.textContent = told.dataset[name] ?? "";
  }
  filter();
  markAll(told);
  tellWaiting();
}

/** Above the other marks along the time. */
function addLane() {
  const made = document.createElement("ol");
  made.className = "lane marks comment-lane";
  made.setAttribute("aria-label", element("comments-title").textContent ?? "");
  element("marks").before(made);
  return made;
}

/** @param {Element} told */
function markAll(told) {
  /** @type {{id: number, frame: number, end_frame: number | null, open: boolean, label: string}[]} */
  const marks = JSON.parse(told.querySelector(".comment-marks")?.textContent ?? "[]");
  marked = marks.map((mark) => mark.id);
  put(lane, marks.map(({ frame, end_frame, open, label }) => ({ frame, end: end_frame, words: label, verdict: open ? "open" : "done" })));
}

/** @param {Event} event */
function markPressed(event) {
  const pressed = event.target instanceof Element ? event.target.closest("li") : null;
  const id = pressed && marked[[...lane.children].indexOf(pressed)];
  const item = id && all().find((each) => each.dataset.comment === String(id));
  if (item) goTo(item);
}

function tellWaiting() {
  const count = waiting ? merged.news(/** @type {HTMLElement} */ (waiting.querySelector("ol"))) : 0;
  const line = /** @type {HTMLElement} */ (place.querySelector(".news-line"));
  line.hidden = !count;
  const words = (count === 1 ? place.dataset.newOne : place.dataset.newMany) ?? "";
  /** @type {HTMLElement} */ (line.firstElementChild).textContent = words.replace("{count}", String(count));
}

/** What others said: in its place, unless somebody is at the list just now; then it offers itself. */
async function refresh() {
  const query = new URLSearchParams({ draft: String(looked.draft), version: String(looked.version), deliverable: looked.deliverable });
  const answer = await fetch(`/e/${encodeURIComponent(looked.episode)}/comments/panel?${query}`, { headers: { Accept: "text/html" } });
  const told = answer.ok ? read(await answer.text()) : null;
  if (!told) return;
  markAll(told);
  if (!merged.busy) return show(told);
  waiting = told;
  tellWaiting();
}

/**
 * Do something to a comment; the list is as it is then.
 * @param {string} path @param {Record<string, unknown>} body
 */
async function done(path, body) {
  const { draft, version, deliverable } = looked;
  const told = await ask(`/e/${encodeURIComponent(looked.episode)}/comments/${path}`, { ...body, draft, version, deliverable });
  take(told);
  return told;
}

/** @param {{id: number, panel: string}} told */
function take(told) {
  const shown = read(told.panel);
  if (shown) show(shown);
  look();
}

/** @param {HTMLElement} item */
async function turn(item) {
  const open = !item.hasAttribute("data-open");
  turned.add(item.dataset.comment ?? "");
  try {
    await done(`${item.dataset.comment}/state`, { open });
    say((open ? place.dataset.reopened : place.dataset.resolved) ?? "");
  } catch (error) {
    refused(error, say);
  }
}

/** @param {HTMLFormElement} form @param {HTMLElement} item */
async function answer(form, item) {
  const text = /** @type {HTMLTextAreaElement} */ (form.elements.namedItem("text"));
  const shown = form.elements.namedItem("shown");
  const recorder = recorders.get(form);
  const error = /** @type {HTMLElement} */ (form.querySelector(":scope > .error"));
  if (recorder?.busy) return;
  const sent = sendings.get(form) ?? mark();
  sendings.set(form, sent);
  const internal = shown instanceof HTMLInputElement && !shown.checked;
  const body = { text: text.value, voice: recorder?.voice ?? null, internal, sent };
  try {
    form.inert = true;
    text.value = "";
    form.hidden = true;
    await done(`${item.dataset.comment}/replies`, body);
  } catch (wrong) {
    form.hidden = false;
    text.value = body.text;
    refused(wrong, (words) => (error.textContent = words));
  } finally {
    form.inert = false;
  }
}

/** @param {HTMLElement} item @param {Element} button */
function openAnswer(item, button) {
  const form = /** @type {HTMLFormElement} */ (item.querySelector("form.answer"));
  form.hidden = !form.hidden;
  button.setAttribute("aria-expanded", String(!form.hidden));
  if (form.hidden) return;
  const slot = form.querySelector("[data-recorder]");
  if (slot instanceof HTMLElement && !recorders.has(form)) recorders.set(form, new Recorder(slot, looked.episode));
  form.querySelector("textarea")?.focus();
}

/** @param {unknown} error @param {(words: string) => void} tell */
function refused(error, tell) {
  if (!(error instanceof AskError)) throw error;
  tell(error.message);
}

/** @param {Event} event */
function clicked(event) {
  const target = event.target instanceof Element ? event.target : null;
  const item = target?.closest("[data-comment]");
  if (!target || !(item instanceof HTMLElement)) return;
  const answering = target.closest("[data-answer]");
  if (target.closest("[data-seek]")) seen(item);
  else if (target.closest("[data-turn]")) turn(item);
  else if (answering) openAnswer(item, answering);
}

/** @param {KeyboardEvent} event */
function pressed(event) {
  const elsewhere = event.target instanceof Element && event.target.closest("input, textarea, select, [contenteditable], dialog");
  const single = document.getElementById("single-keys");
  if (single instanceof HTMLInputElement && !single.checked) return;
  if (elsewhere || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
  const current = document.activeElement?.closest("[data-comment]");
  const key = event.key.toLowerCase();
  // By its button: what is old says so before that does something.
  if (key === "c") button.click();
  else if (key === "n") next();
  else if (key === "r" && current instanceof HTMLElement && current.querySelector("[data-turn]")) turn(current);
  else return;
  event.preventDefault();
}

/** The one that the address names: by a link from a list, or from somebody's message. */
function asked() {
  const number = new URLSearchParams(location.search).get("comment") ?? /^#comment-(\d+)$/.exec(location.hash)?.[1];
  const item = number && all().find((each) => each.dataset.comment === number);
  if (item) goTo(item);
}

place.addEventListener("click", clicked);
list.addEventListener("submit", (event) => {
  event.preventDefault();
  const form = event.target;
  const item = form instanceof HTMLFormElement && form.closest("[data-comment]");
  if (form instanceof HTMLFormElement && item instanceof HTMLElement) answer(form, item);
});
document.addEventListener("keydown", pressed);
document.addEventListener("click", (event) => {
  const pressed = event.target instanceof Element ? event.target.closest("[data-compose]") : null;
  if (pressed instanceof HTMLElement) compose(pressed.dataset.compose);
});
lane.addEventListener("click", markPressed);
for (const button of place.querySelectorAll("[data-list]")) {
  button.addEventListener("click", () => button instanceof HTMLElement && choose(button.dataset.list ?? ""));
}
place.querySelector("[data-show-news]")?.addEventListener("click", () => waiting && show(waiting));
composer.addEventListener("sent", (event) => {
  take(/** @type {CustomEvent} */ (event).detail);
  say(place.dataset.written ?? "");
});
composer.addEventListener("kept", () => say(place.dataset.kept ?? ""));
live(null, (news) => {
  // Guests are told that something was done, not what.
  if (news.whole || news.desk.some(({ episode, what }) => episode === looked.episode && (!what || what.startsWith("comment-")))) refresh();
  else if (waiting && !merged.busy) show(waiting);
});
window.addEventListener("pageshow", (event) => event.persisted && refresh());
markAll(place);
filter();
asked();
