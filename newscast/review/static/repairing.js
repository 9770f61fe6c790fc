// One tap for a name that is spelled otherwise than in the list of people: it is put right wherever it was found, as one change a place.

import { ask } from "./ask.js";
import { changesOf, differs, fieldsOf, inputOf } from "./fields.js";
import { told } from "./told.js";

/**
 * Put words in the place of others in the parts that are shown at these frames.
 * @param {{slug: string, index: number}[]} parts
 * @param {string} found
 * @param {string} instead
 * @returns {Promise<(number | string)[]>} the changes that were saved; none where the words stand there no more
 */
export async function repair(parts, found, instead) {
  const ids = [];
  for (const { slug, index } of parts) {
    const saved = (await inForm({ slug, part: String(index) }, found, instead)) ?? (await inForm({ slug }, found, instead));
    ids.push(...(saved ?? []));
  }
  return ids;
}

/**
 * The same in one form; null where it has no such words.
 * @param {Record<string, string>} what @param {string} found @param {string} instead
 */
async function inForm(what, found, instead) {
  const { draft, version, deliverable } = told;
  const query = new URLSearchParams({ draft: draft ? "1" : "0", version: String(version), deliverable, ...what });
  const answer = await ask(`/e/${encodeURIComponent(told.episode)}/form?${query}`);
  const form = new DOMParser().parseFromString(answer.form, "text/html").querySelector("form");
  if (!form) return null;
  const words = pattern(found);
  for (const field of fieldsOf(form)) {
    const input = inputOf(field);
    input.value = input.value.replace(words, () => instead);
  }
  if (!fieldsOf(form).some(differs)) return null;
  const ids = [];
  for (const change of changesOf(form)) ids.push((await ask(`/e/${encodeURIComponent(told.episode)}/edit`, { ...change })).id);
  return ids;
}

/** These words, however they are spaced, and not as pieces of longer ones. @param {string} found */
function pattern(found) {
  const words = found.split(/\s+/).map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`(?<![\\p{L}\\p{N}])${words.join("\\s+")}(?![\\p{L}\\p{N}])`, "gu");
}
