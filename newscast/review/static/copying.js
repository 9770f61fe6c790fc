// Handing on a link that was just made: copied, or shared with another program, where the browser lets a page do that.

import { say } from "./say.js";

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("button[data-copy]"))) {
  const field = fieldOf(button.dataset.copy);
  field?.addEventListener("focus", () => field.select());
  if (!field || !navigator.clipboard) continue;
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    await navigator.clipboard.writeText(field.value);
    say(field.dataset.copied ?? "");
  });
}

for (const button of /** @type {NodeListOf<HTMLButtonElement>} */ (document.querySelectorAll("button[data-share]"))) {
  const field = fieldOf(button.dataset.share);
  if (!field || !("share" in navigator)) continue;
  button.hidden = false;
  // Whoever changes their mind shares nothing, which browsers tell as an error.
  button.addEventListener("click", () => void navigator.share({ url: field.value }).catch(() => undefined));
}

/**
 * @param {string | undefined} id
 * @returns {HTMLInputElement | null}
 */
function fieldOf(id) {
  const found = document.getElementById(id ?? "");
  return found instanceof HTMLInputElement ? found : null;
}
