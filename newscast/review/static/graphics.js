// Asks for the plates that changed, and puts each in its place.

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
  plate.classList.add("changed");
  before.replaceWith(plate);
  return true;
}

async function follow() {
  let change = Number(document.body.dataset.change);
  for (;;) {
    try {
      const answer = await fetch(`/news?since=${change}`);
      const news = await answer.json();
      if (news.change < change || !news.plates.every(put)) location.reload();
      change = news.change;
      const wrong = document.getElementById("wrong");
      if (wrong) wrong.textContent = news.wrong;
    } catch {
      await pause(1);
    }
  }
}

follow();
