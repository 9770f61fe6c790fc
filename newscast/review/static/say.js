// Saying something for a moment, to eyes and to screen readers, in the page's live region.

const LONG = 6000;

/**
 * @param {string} text
 * @param {number} [milliseconds] how long it stays
 */
export function say(text, milliseconds = LONG) {
  const region = document.getElementById("said");
  if (!region || !text) return;
  const toast = document.createElement("p");
  toast.className = "toast";
  toast.textContent = text;
  region.replaceChildren(toast);
  window.setTimeout(() => toast.remove(), milliseconds);
}
