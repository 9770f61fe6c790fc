// The segments below the picture and beside it: as wide as they last, the one that is shown marked.

import { player } from "./player.js";

/** @type {HTMLElement[]} */
const buttons = [...document.querySelectorAll("[data-go][data-until]")].filter((each) => each instanceof HTMLElement);

/** Begin to follow. */
export function begin() {
  for (const item of document.querySelectorAll("#strip > li"))
    if (item instanceof HTMLElement) item.style.setProperty("--frames", item.dataset.frames ?? "1");
  player.addEventListener("frame", marked);
  marked();
}

function marked() {
  for (const button of buttons) {
    const here = Number(button.dataset.go) <= player.frame && player.frame < Number(button.dataset.until);
    if (here === button.hasAttribute("aria-current")) continue;
    button.toggleAttribute("aria-current", here);
    if (here) button.setAttribute("aria-current", "true");
    const list = button.closest("ol");
    if (here && list && list.scrollWidth > list.clientWidth) list.scrollTo({ left: button.offsetLeft - list.offsetLeft - 24 });
  }
}
