// Numbers that this browser remembers, such as how large letters are; where it remembers nothing they are as they come.

/**
 * A whole number from 0 to before `most`.
 * @param {string} key @param {number} usual @param {number} most
 */
export function remembered(key, usual, most) {
  try {
    const found = Number.parseInt(localStorage.getItem(key) ?? "", 10);
    return found >= 0 && found < most ? found : usual;
  } catch {
    return usual;
  }
}

/** @param {string} key @param {number} value */
export function remember(key, value) {
  try {
    localStorage.setItem(key, String(value));
  } catch {
    // Then it is forgotten with the page.
  }
}
