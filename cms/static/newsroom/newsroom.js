// The newsroom's screens: what is still being made comes in by itself, a form is sent once, a file says how far it is.
"use strict";

(function arrivals() {
  const PAUSE = 4000;

  function play() {
    const head = document.querySelector("[data-player-script]");
    if (!head || !document.querySelector("[data-player]") || document.querySelector("script[data-late]")) return;
    const script = document.createElement("script");
    script.src = head.dataset.playerScript;
    script.dataset.late = "";
    document.body.append(script);
  }

  // Only what is new comes in, so that nobody is interrupted while listening, and nothing jumps.
  function take(part, fresh) {
    fresh.querySelectorAll("[data-part]").forEach(function compare(made) {
      const shown = part.querySelector("[data-part=" + made.dataset.part + "]");
      if (shown.dataset.state !== made.dataset.state) shown.replaceWith(document.adoptNode(made));
    });
    if (fresh.dataset.again) part.dataset.again = fresh.dataset.again;
    else delete part.dataset.again;
  }

  async function look() {
    const part = document.getElementById("chuan-bi");
    if (!part || !part.dataset.again) return;
    try {
      const answer = await fetch(part.dataset.again, { credentials: "same-origin" });
      if (answer.ok) {
        const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById("chuan-bi");
        if (fresh) take(part, fresh);
        play();
      }
    } catch (offline) {
      // The next look may find the network again.
    }
    setTimeout(look, PAUSE);
  }

  setTimeout(look, PAUSE);
})();

(function sheets() {
  document.addEventListener("keydown", function leave(event) {
    if (event.key === "Escape" && document.querySelector(".nr-sheet:target")) location.hash = "_";
  });
  window.addEventListener("hashchange", function focus() {
    const sheet = document.querySelector(".nr-sheet:target");
    const first = sheet && sheet.querySelector("textarea, button");
    if (first) first.focus({ preventScroll: true });
  });
})();

(function once() {
  document.querySelectorAll("form[data-once]").forEach(function prepare(form) {
    form.addEventListener("submit", function sent(event) {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "yes";
    });
  });
  window.addEventListener("pageshow", function back() {
    document.querySelectorAll("form[data-sent]").forEach(function open(form) { delete form.dataset.sent; });
  });
})();

(function upload() {
  const form = document.querySelector("form[data-upload]");
  if (!form) return;
  const file = form.querySelector("input[type=file]");
  const place = form.querySelector("[data-drop]");
  const box = form.querySelector("[data-progress]");
  const bar = box.querySelector("progress");
  const words = box.querySelector("p");

  place.addEventListener("dragover", function over(event) {
    event.preventDefault();
    place.classList.add("is-over");
  });
  place.addEventListener("dragleave", function out() { place.classList.remove("is-over"); });
  place.addEventListener("drop", function drop(event) {
    event.preventDefault();
    place.classList.remove("is-over");
    file.files = event.dataTransfer.files;
    name();
  });
  file.addEventListener("change", name);

  function name() {
    if (file.files.length) form.querySelector("[data-name]").textContent = file.files[0].name;
  }

  form.addEventListener("submit", function send(event) {
    if (!file.files.length) return;
    event.preventDefault();
    const request = new XMLHttpRequest();
    const button = form.querySelector("button");
    box.hidden = false;
    button.disabled = true;
    words.textContent = words.dataset.sending;
    request.upload.addEventListener("progress", function advance(step) {
      bar.value = (100 * step.loaded) / step.total;
      if (step.loaded === step.total) {
        bar.removeAttribute("value");
        words.textContent = words.dataset.reading;
      }
    });
    request.addEventListener("load", function arrived() {
      if (request.status === 200) {
        location.assign(request.responseURL);
        return;
      }
      document.open();
      document.write(request.responseText);
      document.close();
    });
    request.addEventListener("error", function broken() {
      form.submit();
    });
    request.open("POST", form.action || location.href);
    request.send(new FormData(form));
  });
})();

(function paper() {
  document.querySelectorAll("[data-print]").forEach(function prepare(button) {
    button.addEventListener("click", () => window.print());
  });
})();
