// Asks for the plates that changed, and puts each in its place; says which rows of plates are looked at.

/** @param {number} seconds */
const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

/** @param {{name: string, html: string}} news */
function put({ name, html }) {
  const before = document.getElementById(`plate-${name}`);
  if (!before) return false;
  const holder = document.createElement("template");
  holder.innerHTML = html.trim();
  const plate = holder.content.firstElementChild;
  if (!plate) return false;
  if (!before.classList.contains("due")) plate.classList.add("changed");
  before.replaceWith(plate);
  return true;
}

/** @type {Set<string>} */
const inView = new Set();
let telling = 0;

const watcher = new IntersectionObserver((rows) => {
  for (const row of rows) {
    const name = /** @type {HTMLElement} */ (row.target).dataset.row ?? "";
    if (row.isIntersecting) inView.add(name);
    else inView.delete(name);
  }
  clearTimeout(telling);
  telling = setTimeout(tell, 100);
});

function tell() {
  const body = JSON.stringify({ rows: [...inView].join(" ") });
  fetch("/in-view", { method: "POST", headers: { "content-type": "application/json" }, body }).catch(() => {});
}

for (const row of document.querySelectorAll("[data-row]")) watcher.observe(row);

async function follow() {
  let change = Number(document.body.dataset.change);
  for (;;) {
    try {
      const answer = await fetch(`/news?since=${change}&mark=${document.body.dataset.mark}`);
      const news = await answer.json();
      if (news.mark !== document.body.dataset.mark || !news.plates.every(put)) return location.reload();
      change = news.change;
      const wrong = document.getElementById("wrong");
      if (wrong) wrong.textContent = news.wrong;
    } catch {
      await pause(1);
    }
  }
}

follow();
