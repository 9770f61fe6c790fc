// Asks for the plates that changed, and puts each in its place.

const pause = (seconds) => new Promise((done) => setTimeout(done, seconds * 1000));

function put({ name, html }) {
  const before = document.getElementById(`plate-${name}`);
  if (!before) return false;
  const holder = document.createElement("template");
  holder.innerHTML = html.trim();
  const plate = holder.content.firstElementChild;
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
      document.getElementById("wrong").textContent = news.wrong;
    } catch {
      await pause(1);
    }
  }
}

follow();
