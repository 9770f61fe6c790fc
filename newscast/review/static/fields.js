// A form of the rundown as data: what was written in it, the edits that this makes, what is kept while the page is left.

/**
 * An edit of a YAML file, as newscast/document/edits.py reads it.
 * @typedef {{op: "set", at: (string | number)[], value: unknown} | {op: "remove", at: (string | number)[]} |
 *   {op: "insert", at: (string | number)[], value: unknown} | {op: "move", at: (string | number)[], to: number}} Edit
 * @typedef {{file: string, sha256: string, edits: Edit[]}} Change
 * @typedef {HTMLTextAreaElement | HTMLInputElement} Input
 */

/** @param {ParentNode} form @returns {HTMLElement[]} every field that stands in the rundown, or may */
export function fieldsOf(form) {
  return /** @type {HTMLElement[]} */ ([...form.querySelectorAll("[data-field][data-at]")]);
}

/** @param {Element} field @returns {Input} */
export function inputOf(field) {
  return /** @type {Input} */ (field.querySelector("textarea, input"));
}

/** What stands in the rundown. @param {Element} field */
export function baseOf(field) {
  return inputOf(field).defaultValue.trim();
}

/** What somebody wrote. @param {Element} field */
export function writtenIn(field) {
  return isDropped(field) ? "" : inputOf(field).value.trim();
}

/** @param {Element} field */
export function differs(field) {
  return writtenIn(field) !== baseOf(field);
}

/** Whether a line of a list is to be taken out. @param {Element} field */
export function isDropped(field) {
  return field.closest(".mending-row")?.classList.contains("is-dropped") ?? false;
}

/** Whether anything was written. @param {ParentNode} form */
export function isWritten(form) {
  return fieldsOf(form).some(differs) || newRows(form).some((field) => writtenIn(field));
}

/**
 * What was written as edits, one change for each file.
 * @param {ParentNode} form
 * @returns {Change[]}
 */
export function changesOf(form) {
  /** @type {Map<string, Change>} */
  const changes = new Map();
  const change = (/** @type {HTMLElement} */ field) => {
    const { file = "", sha = "" } = field.dataset;
    const found = changes.get(file) ?? { file, sha256: sha, edits: [] };
    changes.set(file, found);
    return found.edits;
  };
  for (const field of fieldsOf(form)) {
    if (field.dataset.field === "item" || field.dataset.path || !differs(field)) continue;
    change(field).push(...edited(field));
  }
  for (const [first, edit] of besides(form)) change(first).push(edit);
  for (const list of form.querySelectorAll("[data-rows]")) if (list instanceof HTMLElement) rows(list, change);
  return [...changes.values()];
}

/** @param {HTMLElement} field @returns {Edit[]} */
function edited(field) {
  const at = atOf(field);
  const value = writtenIn(field);
  if (value || field.dataset.mayBeEmpty === undefined) return [{ op: "set", at, value }];
  return field.dataset.written === undefined ? [] : [{ op: "remove", at }];
}

/**
 * Paths that stand alone become a mapping with what is written beside them.
 * @param {ParentNode} form
 * @returns {[HTMLElement, Edit][]}
 */
function besides(form) {
  /** @type {Map<string, HTMLElement[]>} */
  const paths = new Map();
  for (const field of fieldsOf(form)) {
    if (!field.dataset.path || !writtenIn(field)) continue;
    const at = JSON.stringify(atOf(field).slice(0, -1));
    paths.set(at, [...(paths.get(at) ?? []), field]);
  }
  return [...paths].map(([at, fields]) => {
    /** @type {Record<string, unknown>} */
    const value = { file: fields[0].dataset.path };
    for (const field of fields) value[String(atOf(field).at(-1))] = writtenIn(field);
    return [fields[0], { op: "set", at: JSON.parse(at), value }];
  });
}

/**
 * Lines of a list: those that are others are set where they stand, then some go, the last first, then new ones come.
 * @param {HTMLElement} list @param {(field: HTMLElement) => Edit[]} change
 */
function rows(list, change) {
  const at = JSON.parse(list.dataset.rows ?? "[]");
  const all = fieldsOf(list).filter((field) => field.dataset.field === "item");
  const gone = all.filter((field) => !writtenIn(field));
  const form = /** @type {HTMLElement} */ (list.closest("form"));
  for (const field of all) if (writtenIn(field) && differs(field)) change(field).push({ op: "set", at: atOf(field), value: writtenIn(field) });
  for (const field of gone.reverse()) change(field).push({ op: "remove", at: atOf(field) });
  let length = all.length - gone.length;
  for (const field of newRows(list)) {
    const value = writtenIn(field);
    if (value) change(all[0] ?? form).push({ op: "insert", at: [...at, length++], value });
  }
}

/** @param {ParentNode} form @returns {HTMLElement[]} */
export function newRows(form) {
  return /** @type {HTMLElement[]} */ ([...form.querySelectorAll("[data-field][data-new]")]);
}

/** @param {HTMLElement} field @returns {(string | number)[]} */
export function atOf(field) {
  return JSON.parse(field.dataset.at ?? "[]");
}

/**
 * What was written, and what stood there then, by the field's key; new lines by the list's.
 * @typedef {{written: Record<string, {base: string, value: string, dropped: boolean}>, lines: Record<string, string[]>}} Kept
 */

/** @param {ParentNode} form @returns {Kept} */
export function keptOf(form) {
  /** @type {Kept} */
  const kept = { written: {}, lines: {} };
  for (const field of fieldsOf(form)) {
    if (differs(field)) kept.written[field.dataset.key ?? ""] = { base: baseOf(field), value: inputOf(field).value, dropped: isDropped(field) };
  }
  for (const field of newRows(form)) {
    const list = field.closest("[data-rows]");
    if (!(list instanceof HTMLElement) || !writtenIn(field)) continue;
    (kept.lines[list.dataset.rows ?? ""] ??= []).push(inputOf(field).value);
  }
  return kept;
}
