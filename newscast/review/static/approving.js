// The bar that never leaves: words of approval are sent without leaving the page, minutes pass, and what is new shows where it stands.

import { AskError, ask, live, look } from "./ask.js";
import { player } from "./player.js";
import { say } from "./say.js";
import { lasting } from "./time.js";

/** Milliseconds between two looks at the clock. */
const TICK = 5000;
/** Seconds before air from which the time that is left stands out. */
const SOON = 20 * 60;
/** Milliseconds in which several news become one. */
const PAUSE = 300;

/** Words are sent one after another: a second tap is not lost while the first is on its way. */
let sending = 0;
let sent = Promise.resolve();
let waiting = 0;
/** How jobs stood when the bar was asked for last. */
let built = "";

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!(form instanceof HTMLFormElement) || !form.matches("#approval form.say")) return;
  event.preventDefault();
  const button = form.querySelector("button");
  if (!button || button.getAttribute("aria-busy")) return;
  button.setAttribute("aria-busy", "true");
  sending += 1;
  const told = new FormData(form);
  sent = sent.then(() => send(form, told));
});

document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("#approval [data-opens]") : null;
  if (button instanceof HTMLElement) open(button.dataset.opens ?? "");
});

live(null, (news) => {
  const moved = news.jobs ? standing(news) : built;
  if (news.whole || news.versions.length || moved !== built || news.desk.length) {
    built = moved;
    clearTimeout(waiting);
    waiting = window.setTimeout(renew, PAUSE);
  }
});

setInterval(tick, TICK);
ready();

/**
 * What the bar says of jobs: not how far one is.
 * @param {import("./ask.js").News} news
 */
function standing(news) {
  const jobs = (news.jobs ?? []).map((job) => [job.id, job.draft, job.deliverables, job.state, job.finish, job.state === "building" ? "" : job.standing]);
  return JSON.stringify([jobs, news.watcher]);
}

/** What only works with a script is shown, and the time is that of now. */
function ready() {
  for (const each of bar()?.querySelectorAll("[data-opens]") ?? []) if (each instanceof HTMLElement) each.hidden = false;
  tick();
}

/** @returns {HTMLElement | null} */
function bar() {
  return document.getElementById("approval");
}

/**
 * Send a word; what came of it is said, and the bar is as it is then.
 * @param {HTMLFormElement} form @param {FormData} told
 */
async function send(form, told) {
  try {
    if (form.dataset.says === "refused") told.set("frame", String(player.frame));
    const answer = await ask(form.action, told);
    sending -= 1;
    say(answer.message);
    await renew(true);
    look();
  } catch (error) {
    sending -= 1;
    say(error instanceof AskError ? error.message : String(error), 12000);
    if (error instanceof AskError && error.status === 409) await renew(true);
  } finally {
    form.querySelector("button")?.removeAttribute("aria-busy");
  }
}

/**
 * Put the bar as it is now in place of this one; not while somebody writes a reason in it.
 * @param {boolean | number} [asked]
 */
async function renew(asked = false) {
  const old = bar();
  if (!old || sending || (asked !== true && isWritten(old))) return;
  const address = new URL(old.dataset.address ?? "", location.href);
  const answer = await fetch(`${address.pathname}/bar${address.search}`, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok) return;
  const made = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("approval");
  if (!made || made.outerHTML === old.outerHTML) return;
  const opened = isOpen(old, "#approval-all");
  const top = old.querySelector(".sheet")?.scrollTop ?? 0;
  const held = old.contains(document.activeElement) ? document.activeElement?.closest("[data-deliverable]") : null;
  old.replaceWith(made);
  const all = made.querySelector("#approval-all");
  if (all instanceof HTMLDetailsElement) all.open = opened;
  made.querySelector(".sheet")?.scrollTo(0, top);
  if (held instanceof HTMLElement) focus(made, held.dataset.deliverable ?? "");
  ready();
}

/**
 * Whoever works with the keyboard stays where they were.
 * @param {HTMLElement} made @param {string} deliverable
 */
function focus(made, deliverable) {
  const place = made.querySelector(`li[data-deliverable="${CSS.escape(deliverable)}"] :is(button, a)`) ?? made.querySelector("summary");
  if (place instanceof HTMLElement) place.focus({ preventScroll: true });
}

/** @param {HTMLElement} old */
function isWritten(old) {
  return [...old.querySelectorAll("textarea")].some((each) => each.value !== "" || each === document.activeElement);
}

/** @param {HTMLElement} old @param {string} name */
function isOpen(old, name) {
  const found = old.querySelector(name);
  return found instanceof HTMLDetailsElement && found.open;
}

/**
 * Open the form of what is looked at, in the list of all, to write why.
 * @param {string} says
 */
function open(says) {
  const all = bar()?.querySelector("#approval-all");
  const form = bar()?.querySelector(`li:has([aria-current]) form[data-says="${CSS.escape(says)}"]`);
  if (!(all instanceof HTMLDetailsElement) || !(form instanceof HTMLFormElement)) return;
  all.open = true;
  const around = form.closest("details");
  if (around) around.open = true;
  form.scrollIntoView({ block: "nearest" });
  form.querySelector("textarea")?.focus();
}

/** The time that is left to air passes. */
function tick() {
  const shown = bar();
  const left = shown?.querySelector(".left");
  if (!shown || !left || !shown.dataset.air) return;
  const seconds = Number(shown.dataset.air) - Date.now() / 1000;
  const form = (seconds >= 0 ? shown.dataset.left : shown.dataset.on) ?? "";
  const words = Math.abs(seconds) < 86400 || seconds > 0 ? form.replace("{time}", lasting(Math.abs(seconds))) : "";
  if (left.textContent !== words) left.textContent = words;
  left.classList.toggle("soon", seconds >= 0 && seconds < SOON);
}
