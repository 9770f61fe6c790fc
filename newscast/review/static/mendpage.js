// The page on which a rundown is mended by itself, built or not: its lines, each with the form of what is written there.

import { AskError, ask } from "./ask.js";
import { Form } from "./forming.js";
import { begin as beginOrder } from "./ordering.js";
import { say } from "./say.js";
import { element, told } from "./told.js";

const copy = element("copy");
/** @type {Form | null} */
let open = null;

beginOrder((what) => void begin(what, placeOf(what), null));
document.addEventListener("click", (event) => {
  const button = event.target instanceof Element ? event.target.closest("[data-here], [data-mend-part]") : null;
  if (!(button instanceof HTMLElement)) return;
  const { here, mendPart } = button.dataset;
  if (here) void begin(Object.fromEntries(new URLSearchParams(here)), /** @type {Element} */ (button.closest(".order-row")), button);
  else if (mendPart && open) void begin({ segment: open.segment, part: mendPart }, open.place, button);
});
const asked = Object.fromEntries(new URLSearchParams(location.search));
if (asked.line || asked.segment || asked.slug) void begin(asked, placeOf(asked), null);

/** @param {Record<string, string>} what @param {Element} place @param {HTMLElement | null} from */
async function begin(what, place, from) {
  const query = new URLSearchParams(what);
  try {
    const answer = await ask(`/e/${encodeURIComponent(told.episode)}/form?${query}`);
    open?.close(false);
    open = new Form(answer, query, place, from, copy.dataset);
    open.addEventListener("closed", () => (open = null));
  } catch (error) {
    if (!(error instanceof AskError)) throw error;
    say(error.message, 12000);
  }
}

/** @param {Record<string, string>} what */
function placeOf(what) {
  const here = what.segment === undefined ? "" : `segment=${what.segment}${what.part === undefined ? "" : `&part=${what.part}`}`;
  return copy.querySelector(`[data-here="${CSS.escape(here)}"]`)?.closest(".order-row") ?? /** @type {Element} */ (copy.querySelector(":scope > header"));
}
