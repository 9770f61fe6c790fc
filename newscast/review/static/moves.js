// From one order of a list to another in as few moves as there are.

/** @typedef {import("./fields.js").Edit} Edit */

/**
 * The moves that bring a list into an order, each on what the one before left.
 * @param {number[]} wanted the numbers that the items have now, in the order that is wanted
 * @param {(string | number)[]} at the keys of the list
 * @returns {Edit[]}
 */
export function movesTo(wanted, at) {
  const now = [...wanted].sort((one, other) => one - other);
  /** @type {Edit[]} */
  const edits = [];
  // The longest run that rises stays where it is; each of the others comes after the one that is to stand before it.
  const still = rising(wanted);
  for (const [place, number] of wanted.entries()) {
    if (still.has(number)) continue;
    const from = now.indexOf(number);
    now.splice(from, 1);
    const to = place ? now.indexOf(wanted[place - 1]) + 1 : 0;
    now.splice(to, 0, number);
    edits.push({ op: "move", at: [...at, from], to });
  }
  return edits;
}

/** The longest run of numbers that rises, not every one beside the next. @param {number[]} numbers @returns {Set<number>} */
function rising(numbers) {
  /** The best run that ends with each. @type {number[][]} */
  const runs = [];
  for (const [at, number] of numbers.entries()) {
    const before = runs.filter((_run, other) => numbers[other] < number).sort((one, other) => other.length - one.length)[0] ?? [];
    runs[at] = [...before, number];
  }
  return new Set(runs.sort((one, other) => other.length - one.length)[0]);
}
