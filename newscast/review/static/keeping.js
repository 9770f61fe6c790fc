// What this browser remembers of files on their way, and the files themselves where it can: a page that is loaded again goes on.

const STORE = "uploads";
/** Bytes: a browser copies what it keeps, and a phone has not much room. */
const MOST = 600_000_000;

/**
 * `to` is the address that the file is sent to, `id` its name there; `file` is missing where the browser could not keep it.
 * @typedef {{id: string, to: string, name: string, size: number, modified: number, began: number, file?: Blob}} Kept
 */

/** Remember a file that was announced. @param {Omit<Kept, "file" | "began">} about @param {File | Blob} file */
export async function keep(about, file) {
  const kept = { ...about, began: Date.now() };
  try {
    await written((store) => store.put(file.size <= MOST ? { ...kept, file } : kept));
  } catch {
    // Some browsers keep no files, in private windows nothing at all: then it has to be chosen again.
    await written((store) => store.put(kept)).catch(() => undefined);
  }
}

/** @param {string} id */
export async function forget(id) {
  await written((store) => store.delete(id)).catch(() => undefined);
}

/** Those that are sent to an address, in the order in which they began. @param {string} to @returns {Promise<Kept[]>} */
export async function kept(to) {
  try {
    const database = await opened();
    const all = await answered(database.transaction(STORE).objectStore(STORE).getAll());
    database.close();
    return /** @type {Kept[]} */ (all).filter((each) => each.to === to).sort((one, two) => one.began - two.began);
  } catch {
    return [];
  }
}

/** @param {(store: IDBObjectStore) => IDBRequest} change */
async function written(change) {
  const database = await opened();
  try {
    const transaction = database.transaction(STORE, "readwrite");
    const done = new Promise((settle, fail) => {
      transaction.oncomplete = settle;
      transaction.onabort = transaction.onerror = () => fail(transaction.error);
    });
    change(transaction.objectStore(STORE));
    await done;
  } finally {
    database.close();
  }
}

/** @returns {Promise<IDBDatabase>} */
function opened() {
  const request = indexedDB.open("newscast", 1);
  request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "id" });
  return answered(request);
}

/**
 * @template Result
 * @param {IDBRequest<Result>} request
 * @returns {Promise<Result>}
 */
function answered(request) {
  return new Promise((settle, fail) => {
    request.onsuccess = () => settle(request.result);
    request.onerror = () => fail(request.error);
  });
}
