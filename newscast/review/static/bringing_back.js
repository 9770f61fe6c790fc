// A finished clip is brought for a story: chosen or dropped, and as soon as all of it came, what it would do is shown.

import { element } from "./told.js";
import { Uploads, whenChosen } from "./uploads.js";

const form = /** @type {HTMLFormElement} */ (element("choose"));
const chooser = /** @type {HTMLInputElement} */ (element("film"));
const clip = /** @type {HTMLSelectElement} */ (element("clip"));
const list = element("uploads");
const uploads = new Uploads(list, form.dataset.uploads ?? "");

for (const name of ["dragover", "drop"]) document.addEventListener(name, (event) => event.preventDefault());
document.addEventListener("drop", (event) => brings([...(event.dataTransfer?.files ?? [])]));
uploads.addEventListener("change", shows);
form.addEventListener("submit", (event) => {
  if (clip.value) return;
  event.preventDefault();
  clip.focus();
});
whenChosen(chooser, brings);

/** Only one takes the place of a story. @param {File[]} files */
function brings(files) {
  if (files.length) uploads.adds(files.slice(0, 1));
}

function shows() {
  list.hidden = !uploads.all.length;
  const place = uploads.all.find((each) => each.state === "taken")?.standing?.place;
  if (!place || clip.value === place) return;
  clip.append(new Option(place, place, true, true));
  form.requestSubmit();
}
