// The script on the page: letters as large as somebody wants them, printing, and what changes meanwhile.

import { follow } from "./following.js";
import { remembered, remember } from "./lettering.js";
import { say } from "./say.js";
import { element } from "./told.js";

const SIZES = [1, 1.25, 1.5, 1.875, 2.375, 3];
const KEY = "newscast-script-size";
const place = element("script");
const sizes = document.getElementById("sizes");
const print = document.getElementById("print");
let size = remembered(KEY, 2, SIZES.length);

if (sizes) {
  sizes.hidden = false;
  sizes.addEventListener("click", (event) => {
    const button = event.target instanceof Element ? event.target.closest("button") : null;
    if (button) choose(size + Number(button.dataset.size));
  });
}
if (print) {
  print.hidden = false;
  print.addEventListener("click", () => window.print());
}
choose(size);
follow(place, () => say(place.dataset.changed ?? ""));

/** @param {number} number */
function choose(number) {
  size = Math.min(Math.max(number, 0), SIZES.length - 1);
  document.body.style.setProperty("--script-size", `${SIZES[size]}rem`);
  place.style.setProperty("--script-size", `${SIZES[size]}rem`);
  remember(KEY, size);
  for (const button of sizes?.querySelectorAll("button") ?? []) {
    button.disabled = size + Number(button.dataset.size) < 0 || size + Number(button.dataset.size) >= SIZES.length;
  }
}
