// Putting a list anew in the place of one that somebody reads: what is the same stays, and nothing moves under a finger.

/** How long after a touch or a move of the mouse somebody is still at it. */
const STILL = 3000;

/**
 * A list of items, each with an id in `data-comment`, that can be replaced by what the server tells.
 */
export class Merged {
  /** What the server told of each item last. @type {Map<string, string>} */
  #told = new Map();
  #touched = 0;
  #at = { x: 0, y: 0 };

  /** @param {HTMLElement} list the `ol` */
  constructor(list) {
    this.list = list;
    for (const item of items(list)) this.#told.set(idOf(item), item.outerHTML);
    for (const name of ["pointermove", "pointerdown", "touchmove", "keydown", "wheel"]) {
      list.addEventListener(name, (event) => this.#touches(event), { passive: true });
    }
  }

  /** Whether somebody does something in it at this moment. */
  get busy() {
    return Date.now() - this.#touched < STILL || typing(this.list);
  }

  /** How many of the items of another list are new or others. @param {HTMLElement} list */
  news(list) {
    return [...items(list)].filter((item) => this.#told.get(idOf(item)) !== item.outerHTML).length;
  }

  /** Become another list. @param {HTMLElement} list */
  become(list) {
    const anchor = this.#anchor();
    const before = anchor ? top(anchor) : 0;
    const focused = [...items(this.list)].find((item) => item.contains(document.activeElement));
    const typed = document.activeElement instanceof HTMLTextAreaElement ? document.activeElement : null;
    const old = new Map([...items(this.list)].map((item) => [idOf(item), item]));
    const wanted = [...items(list)].map((item) => this.#kept(item, old));
    put(this.list, wanted);
    if (focused && !focused.isConnected) focus(of(this.list, idOf(focused)), typed);
    if (anchor) stay(of(this.list, idOf(anchor)), before, this.list);
  }

  /** @param {HTMLElement} item @param {Map<string, HTMLElement>} old */
  #kept(item, old) {
    const id = idOf(item);
    const there = old.get(id);
    const same = there && this.#told.get(id) === item.outerHTML;
    this.#told.set(id, item.outerHTML);
    if (same) return there;
    if (there) carry(there, item);
    return document.adoptNode(item);
  }

  /** What shall not move: what is under the finger, else what has the focus, else the first that is seen. */
  #anchor() {
    const under = document.elementFromPoint(this.#at.x, this.#at.y);
    const seen = [...items(this.list)].filter((item) => item.getClientRects().length);
    return (
      seen.find((item) => under && item.contains(under)) ??
      seen.find((item) => item.contains(document.activeElement)) ??
      seen.find((item) => item.getBoundingClientRect().bottom > 0)
    );
  }

  /** @param {Event} event */
  #touches(event) {
    this.#touched = Date.now();
    if (event instanceof PointerEvent) this.#at = { x: event.clientX, y: event.clientY };
  }
}

/** @param {HTMLElement} list @returns {NodeListOf<HTMLElement>} */
function items(list) {
  return list.querySelectorAll(":scope > [data-comment]");
}

/** @param {HTMLElement} item */
function idOf(item) {
  return item.dataset.comment ?? "";
}

/** @param {HTMLElement} item */
function top(item) {
  return item.getBoundingClientRect().top;
}

/** @param {HTMLElement} list */
function typing(list) {
  const active = document.activeElement;
  return active instanceof HTMLTextAreaElement && list.contains(active) && active.value !== "";
}

/**
 * Items in the place of others; those that are there are not moved unless their order is another one, so that they go on
 * playing and keep the focus.
 * @param {HTMLElement} list @param {HTMLElement[]} wanted
 */
function put(list, wanted) {
  const kept = new Set(wanted);
  for (const item of items(list)) if (!kept.has(item)) item.remove();
  let at = list.firstElementChild;
  for (const item of wanted) {
    if (item === at) at = at.nextElementSibling;
    else list.insertBefore(item, at);
  }
}

/** @param {HTMLElement} list @param {string} id @returns {HTMLElement | null} */
function of(list, id) {
  return list.querySelector(`:scope > [data-comment="${CSS.escape(id)}"]`);
}

/**
 * What had the focus has it in its new form.
 * @param {HTMLElement | null} item @param {HTMLTextAreaElement | null} typed
 */
function focus(item, typed) {
  const field = typed && item?.querySelector("textarea");
  (field ?? item)?.focus({ preventScroll: true });
  if (field && typed) field.setSelectionRange(typed.selectionStart, typed.selectionEnd);
}

/**
 * What somebody opened or began to write in an item is in its new form, too.
 * @param {HTMLElement} there @param {HTMLElement} item
 */
function carry(there, item) {
  const [written, empty] = [there, item].map((each) => each.querySelector("textarea"));
  if (written && empty) empty.value = written.value;
  for (const chosen of ["form", "details"]) {
    const [one, other] = [there, item].map((each) => each.querySelector(chosen));
    if (one instanceof HTMLFormElement && other instanceof HTMLFormElement) other.hidden = one.hidden;
    if (one instanceof HTMLDetailsElement && other instanceof HTMLDetailsElement) other.open = one.open;
  }
  item.hidden = there.hidden;
}

/** @param {HTMLElement | null} item @param {number} before @param {HTMLElement} list */
function stay(item, before, list) {
  if (item?.getClientRects().length) scrollerOf(list).scrollTop += top(item) - before;
}

/** @param {HTMLElement} place */
function scrollerOf(place) {
  for (let each = place.parentElement; each; each = each.parentElement) {
    if (/(auto|scroll)/.test(getComputedStyle(each).overflowY) && each.scrollHeight > each.clientHeight) return each;
  }
  return document.scrollingElement ?? document.documentElement;
}
