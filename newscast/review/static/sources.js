// Which copy of the programme plays here: itself, one that browsers play, or a lighter one; and saying so.

import { ask, AskError } from "./ask.js";
import { player } from "./player.js";
import { element, told } from "./told.js";

/**
 * How a copy stands; the server says it in about.json.
 * @typedef {{href: string, rendition: boolean, state: string, done?: number, seconds_left?: number | null, message?: string}} Copy
 * @typedef {{play: Copy, phone: Copy}} About
 */

const AGAIN = 1000;
const SOON = 200;
const NOTICED = 800;
const NARROW = 600;
const KEPT = "newscast-lighter";

const words = element("source");
const lighter = /** @type {HTMLButtonElement | null} */ (document.querySelector('[data-do="lighter"]'));
const sound = player.media instanceof HTMLAudioElement;
let wanted = chosen() ?? isSmall();
/** What plays now. */
let playing = "";
let later = 0;
let slow = 0;
/** What there is to say of the copy. */
let said = words.textContent ?? "";

/** Have the player play. */
export async function begin() {
  if (!told.media) return;
  lighter?.addEventListener("click", () => choose(lighter.getAttribute("aria-pressed") !== "true"));
  player.media.addEventListener("error", () => playing && say(words.dataset.failed ?? ""));
  player.addEventListener("frame", () => playing || still());
  player.media.addEventListener("waiting", loading);
  for (const name of ["playing", "canplay", "seeked", "pause"]) player.media.addEventListener(name, loaded);
  await adopt();
}

/**
 * The page's own sources began to play before any script came; of what plays then is said which copy it is. Where none
 * of them could be played yet, its copy is waited for.
 */
async function adopt() {
  const begun = await first();
  const about = begun && (await known());
  if (!about) return take(false);
  const copy = [about.phone, about.play].find((each) => each.href === begun);
  const better = wanted ? about.phone : about.play;
  // Somebody chose the other one on this device, or saves data.
  if (!copy || (copy !== better && better.state === "ready" && (chosen() !== null || isSlow()))) return take(false);
  playing = begun;
  if (lighter) lighter.hidden = !about.phone.rendition;
  named(kindOf(copy, about));
}

/** The path of what the page's own sources play, empty where none of them does. @returns {Promise<string>} */
function first() {
  const media = player.media;
  return new Promise((resolve) => {
    const look = () => {
      const none = media.networkState === HTMLMediaElement.NETWORK_NO_SOURCE || media.networkState === HTMLMediaElement.NETWORK_EMPTY;
      if (none) resolve("");
      else if (media.readyState || media.networkState === HTMLMediaElement.NETWORK_IDLE) resolve(new URL(media.currentSrc).pathname);
    };
    for (const name of ["loadedmetadata", "suspend"]) media.addEventListener(name, look);
    // Whether another source is tried is known a moment after one has failed.
    for (const source of media.querySelectorAll("source")) source.addEventListener("error", () => window.setTimeout(look));
    look();
  });
}

/** @param {boolean} light */
async function choose(light) {
  wanted = light;
  try {
    localStorage.setItem(KEPT, light ? "yes" : "no");
  } catch {
    // A browser that keeps nothing still plays.
  }
  await take(true);
}

/**
 * Play the copy that is wanted. Until it is made the other one plays, and goes on playing: only somebody who `asked` for
 * a copy has what plays changed.
 * @param {boolean} asked
 */
async function take(asked) {
  const light = wanted;
  while (light === wanted) {
    const about = await known();
    // Where nothing is known of copies the file itself may do.
    if (!about) return put(String(told.media), "");
    if (lighter) lighter.hidden = !about.phone.rendition;
    const [copy, other] = light ? [about.phone, about.play] : [about.play, about.phone];
    if (copy.state === "ready") return put(copy.href, kindOf(copy, about));
    if (!playing && other.state === "ready" && (copy.state === "failed" || !light || !isSlow())) {
      put(other.href, kindOf(other, about));
      if (!asked) return;
    }
    if (copy.state === "failed") return playing ? undefined : say(copy.message || (words.dataset.failed ?? ""));
    if (!playing) still();
    if (!playing || asked) say([light ? words.dataset.makingLighter : words.dataset.making, copy.message].join(" "));
    await new Promise((resolve) => window.setTimeout(resolve, AGAIN));
  }
}

/** Show what the frame looks like while nothing plays yet. */
function still() {
  window.clearTimeout(later);
  if (player.media instanceof HTMLVideoElement) later = window.setTimeout(draw, player.media.poster ? SOON : 0);
}

function draw() {
  const video = /** @type {HTMLVideoElement} */ (player.media);
  if (!playing) video.poster = `${told.media}/still/${player.frame}.jpg?width=960`;
}

/** @returns {Promise<About | null>} */
async function known() {
  try {
    return await ask(`${told.media}/about.json?for=${wanted ? "phone" : "play"}`);
  } catch (error) {
    if (error instanceof AskError) return null;
    throw error;
  }
}

/** @param {Copy} copy @param {About} about */
function kindOf(copy, about) {
  if (!copy.rendition) return "";
  return copy === about.phone ? "phone" : "play";
}

/**
 * Play from an address; where something else plays, on from the same frame.
 * @param {string} address
 * @param {string} kind "phone", "play", or "" for the programme itself
 */
function put(address, kind) {
  if (address !== playing) {
    const goes = !player.media.paused;
    playing = address;
    player.media.src = address;
    if (goes) player.media.play().catch(() => {});
  }
  named(kind);
}

/** Say which copy it is. @param {string} kind */
function named(kind) {
  const name = kind && sound ? `${kind}Sound` : kind;
  lighter?.setAttribute("aria-pressed", String(kind === "phone"));
  say([words.dataset.form, name && words.dataset[name]].filter(Boolean).join(" "));
}

/** Where what plays has to wait for the network for longer than one notices, that is said. */
function loading() {
  window.clearTimeout(slow);
  slow = window.setTimeout(() => write([words.dataset.loading, said].filter(Boolean).join(" ")), NOTICED);
}

function loaded() {
  window.clearTimeout(slow);
  write(said);
}

/** @param {string} text */
function say(text) {
  said = text;
  write(text);
}

/** @param {string} text */
function write(text) {
  words.hidden = !text;
  if (words.textContent !== text) words.textContent = text;
}

/** What somebody chose on this device, null where nobody did. */
function chosen() {
  try {
    const kept = localStorage.getItem(KEPT);
    return kept === null ? null : kept === "yes";
  } catch {
    return null;
  }
}

function isSmall() {
  return Math.min(screen.width, screen.height) < NARROW || isSlow();
}

/**
 * Whether the browser knows of a slow connection, or of somebody who saves data. How many bits a second it believes in
 * says little: it has hardly seen any go by when the page opens.
 */
function isSlow() {
  const connection = /** @type {{saveData?: boolean, effectiveType?: string} | undefined} */ (
    /** @type {any} */ (navigator).connection
  );
  return Boolean(connection?.saveData) || /2g|3g/.test(connection?.effectiveType ?? "");
}
