// The desk: places blocks on the day's line, refreshes itself, asks before public sound, waits for a take to be heard.
"use strict";

function place(root) {
  root.querySelectorAll("[data-left]").forEach(function put(node) {
    node.style.left = node.dataset.left + "%";
    if (node.dataset.width) node.style.width = node.dataset.width + "%";
  });
}

(function live() {
  const root = document.querySelector("[data-live]");
  place(document);
  if (!root) return;

  function isBusy() {
    return document.hidden || root.contains(document.activeElement) && document.activeElement !== document.body;
  }

  async function refresh() {
    if (isBusy()) return;
    try {
      const answer = await fetch(root.dataset.live, { headers: { "X-Requested-With": "fetch" } });
      if (!answer.ok || answer.redirected) return;
      const open = [...root.querySelectorAll("details")].map((node) => node.open);
      root.innerHTML = await answer.text();
      root.querySelectorAll("details").forEach((node, index) => { node.open = Boolean(open[index]); });
      place(root);
    } catch {
      // The network is away: what is shown stays, the next round tries again.
    }
  }

  window.setInterval(refresh, 5000);
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
