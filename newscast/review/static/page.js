// What every page does: menus close when somebody goes elsewhere, a lost connection is said, the chosen tab is in sight.

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

for (const chosen of document.querySelectorAll(".tabs > [aria-current]")) {
  const tabs = chosen.parentElement;
  if (tabs && chosen instanceof HTMLElement) tabs.scrollLeft = chosen.offsetLeft - (tabs.clientWidth - chosen.offsetWidth) / 2;
}
