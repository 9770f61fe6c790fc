// What every page does: menus close when somebody goes elsewhere, and a lost connection is said.

import { say } from "./say.js";

const said = document.getElementById("said");

document.addEventListener("newscast-lost", () => say(said?.dataset.lost ?? "", 60000));
document.addEventListener("newscast-refused", (event) => say(event instanceof CustomEvent ? event.detail : "", 60000));
document.addEventListener("newscast-back", () => say(said?.dataset.back ?? ""));

document.addEventListener("click", (event) => {
  for (const menu of opened()) if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
});
document.addEventListener("focusin", (event) => {
  for (const menu of opened()) if (event.target instanceof Node && !menu.contains(event.target)) menu.open = false;
});
document.addEventListener("keydown", (event) => {
  if (event.key !== "Escape") return;
  for (const menu of opened()) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
  }
});

/** @returns {NodeListOf<HTMLDetailsElement>} */
function opened() {
  return document.querySelectorAll("details.menu[open]");
}
