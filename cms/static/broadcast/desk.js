// The desk: refreshes itself, asks before public sound, waits for a take to be heard.
"use strict";

// What changes by itself is asked for again; ``refreshDesk`` asks at once. While something is dragged nothing moves.
let refreshDesk = async () => {};

(function live() {
  const root = document.querySelector("[data-live]");
  if (!root) return;
  let asked = 0, shown = 0; // an answer that comes after a newer one is old news

  refreshDesk = async function refresh() {
    if (root.querySelector(".is-dragged")) return;
    const round = ++asked;
    try {
      const answer = await fetch(root.dataset.live, { headers: { "X-Requested-With": "fetch" } });
      if (!answer.ok || answer.redirected) return;
      const html = await answer.text();
      if (round < shown) return;
      shown = round;
      freshen(root, html);
      root.dispatchEvent(new CustomEvent("fresh"));
    } catch {
      // The network is away: what is shown stays, the next round tries again.
    }
  };

  window.setInterval(() => { if (!document.hidden) refreshDesk(); }, 5000);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) refreshDesk(); });
})();

document.addEventListener("click", function ask(event) {
  const button = event.target.closest("[data-confirm]");
  if (button && !window.confirm(button.dataset.confirm)) event.preventDefault();
});

document.addEventListener("submit", function once(event) {
  const button = event.submitter;
  if (!button || event.defaultPrevented) return;
  if (button.dataset.busy) button.textContent = button.dataset.busy;
  window.setTimeout(() => { button.disabled = true; }, 0);
});

// What is decided on is heard first: every second of it, in any order, up to its end.
function waitUntilHeard(sound) {
  const accept = document.querySelector(`[data-after="${sound.dataset.hear}"]`);
  const help = document.querySelector(`[data-after-help="${sound.dataset.hear}"]`);
  if (!accept || accept.disabled) return;
  accept.disabled = true;
  const heard = new Set();
  let last = 0;
  sound.addEventListener("timeupdate", function listen() {
    const step = sound.currentTime - last;
    for (let second = Math.floor(last); step > 0 && step < 2 && second < sound.currentTime; second += 1) heard.add(second);
    last = sound.currentTime;
  });
  sound.addEventListener("ended", function done() {
    if (heard.size < sound.duration * 0.8) return;
    accept.disabled = false;
    if (help) help.hidden = true;
    accept.focus();
  });
}

document.querySelectorAll("audio[data-hear]").forEach(waitUntilHeard);
