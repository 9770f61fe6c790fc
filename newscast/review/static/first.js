// «Look at this first»: a tap shows the frame in the player, a tick is remembered for whoever gave it.

import { AskError, ask } from "./ask.js";
import { show } from "./player.js";
import { say } from "./say.js";

const section = document.getElementById("first");

section?.addEventListener("click", (event) => {
  const touched = event.target instanceof Element ? event.target.closest("button") : null;
  if (!touched) return;
  if (touched.dataset.frame) show(Number(touched.dataset.frame));
  if (touched.classList.contains("first-tick")) void tick(touched);
});

section?.addEventListener("submit", (event) => {
  event.preventDefault();
  if (event.target instanceof HTMLFormElement) void sign(event.target);
});

// A picture that cannot be made leaves its place dark.
section?.addEventListener("error", (event) => event.target instanceof HTMLImageElement && event.target.remove(), true);

/**
 * Nothing moves when something is ticked off: it folds away when the page is opened again.
 * @param {HTMLButtonElement} button
 */
async function tick(button) {
  const ticked = button.getAttribute("aria-pressed") !== "true";
  await sent(button, { key: keyOf(button), ticked }, () => {
    button.setAttribute("aria-pressed", String(ticked));
    button.closest(".first-item")?.classList.toggle("is-ticked", ticked);
  });
}

/**
 * A signed reason changes what approving asks: the page is made anew.
 * @param {HTMLFormElement} form
 */
async function sign(form) {
  const reason = String(new FormData(form).get("reason") ?? "");
  const button = /** @type {HTMLButtonElement} */ (form.querySelector("button"));
  await sent(button, { key: keyOf(form), ticked: true, reason }, () => location.reload());
}

/**
 * @param {HTMLButtonElement} button
 * @param {Record<string, unknown>} told
 * @param {() => void} done
 */
async function sent(button, told, done) {
  button.setAttribute("aria-busy", "true");
  try {
    await ask(section?.dataset.tick ?? "", told);
    done();
  } catch (error) {
    if (!(error instanceof AskError)) throw error;
    say(error.message);
  } finally {
    button.removeAttribute("aria-busy");
  }
}

/** @param {Element} inside */
function keyOf(inside) {
  return inside.closest("li")?.dataset.key ?? "";
}
