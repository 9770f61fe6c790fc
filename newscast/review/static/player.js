// The player of the page as one object: what plays, at which frame, and how to go to another.

import { Player } from "./playing.js";

const place = /** @type {HTMLElement} */ (document.getElementById("player"));
const stage = place.querySelector(".stage:not([hidden])") ?? place.querySelector(".lanes") ?? place;
const media = /** @type {HTMLMediaElement} */ (place.querySelector("video, audio"));

/** What plays on this page: `frame`, `rate`, `range`, `seek(frame)`, `pause()`, and events, see playing.js. */
export const player = new Player(media, place.dataset.rate ?? "25", Number(place.dataset.frames));

/**
 * Go to a frame where it can be seen: a finger may have left the player far above.
 * @param {number} frame
 */
export function show(frame) {
  player.pause();
  player.seek(frame);
  const box = stage.getBoundingClientRect();
  if (box.bottom < 120 || box.top > window.innerHeight - 120) stage.scrollIntoView({ block: "nearest" });
}
