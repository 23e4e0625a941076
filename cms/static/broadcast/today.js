// Today: counts down what sounds, and lets the queue be put in order by dragging, by buttons and by arrow keys.
"use strict";

(function countDown() {
  const root = document.querySelector("[data-live]");
  let ahead = 0; // by how many seconds the station's clock is ahead of this one

  function readClock() {
    const clock = root.querySelector("[data-clock]");
    if (clock) ahead = Number(clock.dataset.clock) - Date.now() / 1000;
  }

  function tick() {
    const now = Date.now() / 1000 + ahead;
    let isOver = false;
    root.querySelectorAll(".air__count[data-until]").forEach((node) => {
      const left = Math.max(0, Math.round(Number(node.dataset.until) - now));
      node.textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
      isOver = isOver || left === 0;
    });
    root.querySelectorAll("progress[data-until]").forEach((bar) => {
      bar.value = bar.max - Math.max(0, Number(bar.dataset.until) - now);
    });
    const clock = root.querySelector("[data-clock]");
    if (clock) clock.textContent = new Date(now * 1000).toLocaleTimeString("vi-VN", { hour12: false, timeZone: "Asia/Ho_Chi_Minh" });
    if (isOver) refreshDesk();
  }

  readClock();
  root.addEventListener("fresh", readClock);
  window.setInterval(tick, 1000);
})();

document.addEventListener("click", function reveal(event) {
  const bar = event.target.closest(".lanes__drawing a");
  const line = bar && document.getElementById(bar.getAttribute("href").slice(1));
  const folded = line?.closest("details");
  if (folded) folded.open = true;
});

(function order() {
  const root = document.querySelector("[data-live]");
  const said = document.querySelector("[data-said]");
  let dragged = null;

  function tell(words) {
    said.textContent = "";
    window.setTimeout(() => { said.textContent = words; }, 50);
  }

  function focusAgain(name) {
    const button = root.querySelector(`[data-focus="${name}"]`);
    const other = button?.disabled ? button.parentElement.querySelector("button:enabled") : button;
    (other || root.querySelector("[data-focus^=undo]"))?.focus();
  }

  async function send(form, fields, focus) {
    try {
      const answer = await fetch(form.action, { method: "POST", body: fields, headers: { "X-Requested-With": "fetch" } });
      const told = await answer.json();
      await refreshDesk();
      tell(told.said);
    } catch {
      tell(said.dataset.failed);
      await refreshDesk();
    }
    if (focus) focusAgain(focus);
  }

  document.addEventListener("submit", function move(event) {
    const form = event.target.closest("form[data-move]");
    if (!form || !event.submitter) return;
    event.preventDefault();
    send(form, new FormData(form, event.submitter), event.submitter.dataset.focus);
  }, { capture: true });

  root.addEventListener("keydown", function arrows(event) {
    const step = { ArrowUp: "up", ArrowDown: "down" }[event.key];
    const moves = event.target.closest(".moves");
    if (!step || !moves) return;
    event.preventDefault();
    moves.querySelector(`[name=${step}]:enabled`)?.click();
  });

  root.addEventListener("dragstart", function pick(event) {
    dragged = event.target.closest?.("[data-drag]");
    if (!dragged) return;
    dragged.classList.add("is-dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", dragged.dataset.drag);
  });

  root.addEventListener("dragover", function carry(event) {
    const over = event.target.closest?.("li[data-key]");
    if (!dragged || !over || over.parentElement !== dragged.parentElement) return;
    event.preventDefault();
    const box = over.getBoundingClientRect();
    over.parentElement.insertBefore(dragged, event.clientY < box.top + box.height / 2 ? over : over.nextSibling);
  });

  root.addEventListener("drop", (event) => { if (dragged) event.preventDefault(); });

  root.addEventListener("dragend", function put(event) {
    if (!dragged) return;
    const item = dragged;
    dragged = null;
    item.classList.remove("is-dragged");
    if (event.dataTransfer.dropEffect === "none") {
      refreshDesk();
      return;
    }
    const form = item.closest("form");
    form.elements.moved.value = item.dataset.drag;
    send(form, new FormData(form), `up-${item.dataset.drag}`);
  });
})();
