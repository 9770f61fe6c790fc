// The list of changes: each can be taken back by itself, and what is new since is shown where it stands.

import { AskError, ask, live, look } from "./ask.js";
import { say } from "./say.js";

const list = document.querySelector("ol.changes");

list?.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-undo]") : null;
  if (button instanceof HTMLButtonElement) void undo(button);
});
live(null, (news) => {
  if (news.whole || news.versions.length || news.desk.some(({ what }) => what.startsWith("edit"))) void renew();
});

/** @param {HTMLButtonElement} button */
async function undo(button) {
  if (!(list instanceof HTMLElement) || button.getAttribute("aria-busy")) return;
  button.setAttribute("aria-busy", "true");
  try {
    await ask(`${list.dataset.address}/${button.dataset.undo}/undo`, {});
    say(list.dataset.undone ?? "");
    await renew();
    look();
  } catch (error) {
    if (!(error instanceof AskError)) throw error;
    say(error.message, 12000);
  } finally {
    button.removeAttribute("aria-busy");
  }
}

/** The list as it is now, in the place of this one; whoever works with the keyboard stays at the same change. */
async function renew() {
  const answer = await fetch(location.href, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!answer?.ok) return;
  const made = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("ol.changes");
  if (!made || !list) return void (made && location.reload());
  const held = document.activeElement?.closest("ol.changes > li")?.id;
  list.replaceChildren(...made.children);
  if (held) document.getElementById(held)?.focus({ preventScroll: true });
}
