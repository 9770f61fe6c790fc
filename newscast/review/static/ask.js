// Asking the server: what a request answers as data, what went wrong as words, and what is new every two seconds.

/**
 * A job as `/events` tells it; `standing` and `name` are in the visitor's language, `done` goes from 0 to 1, `open` says that something is to come of it.
 * @typedef {{id: number, episode: string, draft: boolean, deliverables: string[], state: string, open: boolean, name: string, standing: string, label: string,
 *   late: boolean, done: number | null, seconds_left: number | null, finish: string | null, air: string | null}} JobNews
 */

/**
 * What is new since a cursor. `jobs` are all that are open or ended lately, and only there where one of them differs; so is `watcher`, the words
 * about who builds. `versions` came since; `desk` are things that people did, by a stable word; `rundowns` says that one of the day was saved, came or
 * went. `whole` says that more may have happened than is told: whoever holds something that can grow old asks for it anew.
 * @typedef {{cursor: string, whole: boolean, rundowns?: boolean, jobs?: JobNews[], watcher?: {runs: boolean, words: string},
 *   versions: {episode: string, draft: boolean, version: number | null}[], desk: {episode: string | null, what: string}[]}} News
 */

/** Why something was not done, in the visitor's language. `status` is that of HTTP, 0 where no answer came; `told` is all of the answer. */
export class AskError extends Error {
  /** @param {string} message @param {number} status @param {Record<string, any>} [told] */
  constructor(message, status, told = {}) {
    super(message);
    this.status = status;
    this.told = told;
  }
}

/**
 * What the server answers: its JSON, null where there is none. With a body it is a POST, of JSON, of a form or of bytes,
 * unless another `method` is named.
 * @param {string} path
 * @param {Record<string, unknown> | FormData | Blob | null} [body]
 * @param {{signal?: AbortSignal, method?: string, headers?: Record<string, string>}} [options]
 * @returns {Promise<any>}
 * @throws {AskError}
 */
export async function ask(path, body, options = {}) {
  const headers = new Headers({ Accept: "application/json", ...options.headers });
  /** @type {RequestInit} */
  const sent = { headers, signal: options.signal, credentials: "same-origin" };
  if (body || options.method) {
    headers.set("X-Newscast-Token", named("newscast-token"));
    sent.method = options.method ?? "POST";
  }
  if (body) {
    const plain = body instanceof FormData || body instanceof Blob;
    sent.body = plain ? body : JSON.stringify(body);
    if (!plain) headers.set("Content-Type", "application/json");
  }
  const answer = await fetched(path, sent);
  const told = await read(answer);
  if (!answer.ok) throw new AskError(told?.message || words("failed"), answer.status, told ?? {});
  return told;
}

/**
 * Have `handler` told of what is new since a cursor (`null`: the one that the page was made with), every two seconds, and at once when somebody
 * comes back to the page. All that live on one page are told by the same requests. Gives what ends it.
 * @param {string | null} since
 * @param {(news: News) => void} handler
 * @returns {() => void}
 */
export function live(since, handler) {
  handlers.add(handler);
  if (!timer && !asking) {
    cursor = since ?? named("newscast-since");
    document.addEventListener("visibilitychange", look);
    plan(EVERY);
  }
  return () => handlers.delete(handler);
}

/** Ask for news now: after something was done on this page. */
export function look() {
  if (document.hidden) return;
  plan(0);
}

const EVERY = 2000;
const HIDDEN = 30000;
const SLOWEST = 30000;

/** @type {Set<(news: News) => void>} */
const handlers = new Set();
let cursor = "";
let timer = 0;
let asking = false;
let failures = 0;

/** @param {number} pause */
function plan(pause) {
  clearTimeout(timer);
  timer = window.setTimeout(poll, pause);
}

async function poll() {
  if (asking || !handlers.size) return;
  asking = true;
  try {
    const address = named("newscast-events") || "/events";
    /** @type {News} */
    const news = await ask(`${address}?since=${encodeURIComponent(cursor)}`);
    cursor = news.cursor;
    back();
    for (const handler of handlers) tellOne(handler, news);
  } catch (error) {
    lost(error);
  } finally {
    asking = false;
    timer = 0;
    if (handlers.size) plan(failures ? Math.min(EVERY * 2 ** failures, SLOWEST) : document.hidden ? HIDDEN : EVERY);
  }
}

/**
 * One that fails is no reason for the others not to be told.
 * @param {(news: News) => void} handler
 * @param {News} news
 */
function tellOne(handler, news) {
  try {
    handler(news);
  } catch (error) {
    reportError(error);
  }
}

/** @param {unknown} error */
function lost(error) {
  if (!(error instanceof AskError)) throw error;
  failures += 1;
  if ([401, 403, 404].includes(error.status)) {
    // Whoever may not see this any more is told so once; asking again would say the same.
    handlers.clear();
    document.dispatchEvent(new CustomEvent("newscast-refused", { detail: error.message }));
    return;
  }
  // One answer that fails is nothing to talk of: phones lose the network for a moment.
  if (failures === 3) tell("newscast-lost");
}

function back() {
  if (failures >= 3) tell("newscast-back");
  failures = 0;
}

/** @param {string} what */
function tell(what) {
  document.dispatchEvent(new CustomEvent(what));
}

/** @param {string} path @param {RequestInit} sent */
async function fetched(path, sent) {
  try {
    return await fetch(path, sent);
  } catch (error) {
    if (error instanceof DOMException && error.name === "AbortError") throw error;
    throw new AskError(words("lost"), 0);
  }
}

/** @param {Response} answer */
async function read(answer) {
  if (!(answer.headers.get("content-type") ?? "").includes("json")) return null;
  try {
    return await answer.json();
  } catch {
    throw new AskError(words("failed"), answer.status);
  }
}

/** @param {string} name */
function named(name) {
  return document.querySelector(`meta[name="${name}"]`)?.getAttribute("content") ?? "";
}

/** @param {string} name */
function words(name) {
  return document.getElementById("said")?.dataset[name] ?? "";
}
