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
const NARROW = 600;
const KEPT = "newscast-lighter";

const words = element("source");
const lighter = /** @type {HTMLButtonElement | null} */ (document.querySelector('[data-do="lighter"]'));
const sound = player.media instanceof HTMLAudioElement;
let wanted = chosen() ?? isSmall();
/** What plays now. */
let playing = "";

/** Have the player play. */
export async function begin() {
  if (!told.media) return;
  lighter?.addEventListener("click", () => choose(!wanted));
  player.media.addEventListener("error", () => playing && say(words.dataset.failed ?? ""));
  await take();
}

/** @param {boolean} light */
async function choose(light) {
  wanted = light;
  try {
    localStorage.setItem(KEPT, light ? "yes" : "no");
  } catch {
    // A browser that keeps nothing still plays.
  }
  lighter?.setAttribute("aria-pressed", String(light));
  await take();
}

async function take() {
  const light = wanted;
  for (;;) {
    const about = await known();
    if (light !== wanted) return;
    if (!about) {
      // Nothing is known of copies: the file itself may do.
      put(String(told.media), "");
      return;
    }
    if (lighter) lighter.hidden = !about.phone.rendition;
    lighter?.setAttribute("aria-pressed", String(light && about.phone.rendition));
    const copy = light ? about.phone : about.play;
    const other = light ? about.play : about.phone;
    if (copy.state === "ready") return put(copy.href, kindOf(copy, about));
    if (copy.state === "failed") return say(copy.message ?? words.dataset.failed ?? "");
    // A picture at once, if a heavier one; but not where every byte counts.
    if (!playing && other.state === "ready" && !isSlow()) put(other.href, kindOf(other, about));
    if (!playing) say([words.dataset.making, copy.message].join(" "));
    await new Promise((resolve) => window.setTimeout(resolve, AGAIN));
    if (playing && light !== (chosen() ?? isSmall())) return;
    if (playing && copy !== about.play) return;
  }
}

/** @returns {Promise<About | null>} */
async function known() {
  try {
    return await ask(`${told.media}/about.json`);
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
  const name = kind && sound ? `${kind}Sound` : kind;
  say([words.dataset.form, name && words.dataset[name]].filter(Boolean).join(" "));
}

/** @param {string} text */
function say(text) {
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
