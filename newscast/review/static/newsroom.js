// The newsroom's page stays as the newsroom is: progress moves on, and rows that became others are replaced where they stand.

import { live } from "./ask.js";
import { changesSoFar, renewed } from "./rundowns.js";

/** @typedef {import("./ask.js").News} News */
/** @typedef {import("./ask.js").JobNews} JobNews */

const PAUSE = 300;
let waiting = 0;

live(null, (news) => {
  const known = (news.jobs ?? []).filter((job) => job.state === "building").every(progressed);
  const moved = news.jobs && !(known && sameJobs(news.jobs));
  if (moved || news.whole || news.rundowns || news.versions.length || news.desk.length) {
    clearTimeout(waiting);
    waiting = window.setTimeout(renew, PAUSE);
  }
});

document.addEventListener("newscast-known", () => {
  clearTimeout(waiting);
  waiting = window.setTimeout(renew, PAUSE);
});

const unused = document.getElementById("unused");
/** Milliseconds between two looks at the files that nothing uses: they are found out apart from the page. */
const SELDOM = 20000;
let looked = -SELDOM;
void findUnused();

async function findUnused() {
  if (!unused || performance.now() - looked < SELDOM || unused.contains(document.activeElement) || unused.querySelector("details[open]")) return;
  looked = performance.now();
  const answer = await fetch("/unused", { credentials: "same-origin", headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const made = new DOMParser().parseFromString(await answer.text(), "text/html").body;
  if (unused.innerHTML !== made.innerHTML) unused.replaceChildren(...made.childNodes);
  unused.hidden = false;
}

document.addEventListener("error", (event) => {
  // A picture that cannot be made leaves its place to what stands for one.
  if (event.target instanceof HTMLImageElement) event.target.hidden = true;
}, true);

/**
 * Show how far a job is; whether it was there to show it.
 * @param {JobNews} job
 */
function progressed(job) {
  const shown = document.querySelector(`[data-job="${job.id}"][data-state="building"]`);
  const bar = shown?.querySelector("progress");
  if (!shown || !bar) return false;
  if (job.done !== null) bar.value = job.done;
  write(shown, "standing", job.standing);
  write(shown, "label", job.label);
  return true;
}

/** @param {Element} shown @param {string} name @param {string} words */
function write(shown, name, words) {
  const place = shown.querySelector(`[data-words="${name}"]`);
  if (place && place.textContent !== words) place.textContent = words;
}

/** @param {JobNews[]} jobs */
function sameJobs(jobs) {
  const open = jobs.filter((job) => job.open);
  const shown = [...document.querySelectorAll("[data-job]")].map((each) => `${each.getAttribute("data-job")}${each.getAttribute("data-state")}`);
  return open.map((job) => `${job.id}${job.state}`).join() === shown.join();
}

async function renew() {
  const changes = changesSoFar();
  const answer = await fetch(location.href, { credentials: "same-origin", headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok || answer.redirected) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
  for (const name of ["data-part", "data-episode"]) {
    for (const old of document.querySelectorAll(`[${name}]`)) {
      replace(old, fresh.querySelector(`[${name}="${CSS.escape(old.getAttribute(name) ?? "")}"]`));
    }
  }
  renewed(fresh, changes);
  void findUnused();
  if (names(document) !== names(fresh)) offer();
}

/** @param {Element} old @param {Element | null} fresh */
function replace(old, fresh) {
  // What somebody has the focus in, or has opened, stays until the next time.
  if (!fresh || old.innerHTML === fresh.innerHTML || old.contains(document.activeElement) || old.querySelector("details.menu[open]")) return;
  if (old.querySelector("details.more[open]")) fresh.querySelector("details.more")?.setAttribute("open", "");
  old.replaceChildren(...fresh.childNodes);
}

/** @param {Document} page */
function names(page) {
  return [...page.querySelectorAll("[data-episode]")].map((row) => row.getAttribute("data-episode")).join("\n");
}

/** Say that there are other episodes now; the list does not move under a finger. */
function offer() {
  document.querySelector("[data-offer]")?.removeAttribute("hidden");
}
