// The page of an episode: its modules, begun in the order in which somebody needs them.

import { begin as beginCanvases } from "./canvases.js";
import { begin as beginCopy } from "./copy.js";
import { begin as beginFresh } from "./fresh.js";
import { begin as beginKeys } from "./keys.js";
import { begin as beginLanes } from "./lanes.js";
import { begin as beginSides } from "./sides.js";
import { begin as beginSources } from "./sources.js";
import { begin as beginStrip } from "./strip.js";
import { begin as beginTransport } from "./transport.js";
import { player } from "./player.js";
import { element, there, told } from "./told.js";

const place = element("player");
place.style.setProperty("--ratio", String(Number(place.dataset.width) / Number(place.dataset.height)));
const bar = element("bar");
new ResizeObserver(measured).observe(document.body);
const sources = beginSources();
beginTransport();
beginKeys();
beginStrip();
beginCopy();
beginSides();
beginFresh();
beginCanvases();
gone();
window.addEventListener("hashchange", gone);
document.querySelector(".tabs")?.addEventListener("click", carried, { capture: true });
await Promise.all([sources, beginLanes()]);

/** How high that is which stays on top: on small screens a line of the bar, which another one may have replaced. */
function measured() {
  const stays = bar.offsetHeight ? bar : bar.querySelector(".bar-line");
  document.documentElement.style.setProperty("--bar", `${stays instanceof HTMLElement ? stays.offsetHeight : 0}px`);
}

/** Who changes to another deliverable stays where they are. @param {Event} event */
function carried(event) {
  const link = event.target instanceof Element ? event.target.closest("[data-target]") : null;
  if (!(link instanceof HTMLAnchorElement)) return;
  const frame = player.frame ? there(told.elsewhere[link.dataset.target ?? ""] ?? [], player.frame) : null;
  link.hash = frame === null ? "" : `frame=${frame}`;
}

/** Go to the frame that the address names, as `#frame=123`. */
function gone() {
  const frame = /^#frame=(\d+)$/.exec(location.hash);
  if (frame) player.seek(Number(frame[1]));
}
