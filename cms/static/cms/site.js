// Players, size of letters, print, copy, and looking into an infographic. Without it the pages still read and listen.
"use strict";

(function players() {
  let current = null;

  function clock(seconds) {
    const whole = Math.floor(seconds);
    return Math.floor(whole / 60) + ":" + String(whole % 60).padStart(2, "0");
  }

  function prepare(root) {
    const start = root.querySelector("[data-start]");
    const label = root.querySelector("[data-label]");
    const track = root.querySelector("[data-track]");
    const seek = root.querySelector("[data-seek]");
    const now = root.querySelector("[data-clock]");
    const problem = root.querySelector("[data-problem]");
    const words = { play: label.textContent, pause: start.dataset.pause };
    const audio = root.querySelector("[data-audio]");
    const last = audio.querySelector("source:last-of-type");
    root.querySelector("[data-end]").textContent = clock(seek.max);
    start.setAttribute("role", "button");

    function show(playing) {
      root.classList.toggle("is-playing", playing);
      label.textContent = playing ? words.pause : words.play;
    }

    function toggle() {
      problem.hidden = true;
      if (!audio.paused) {
        audio.pause();
        return;
      }
      if (current && current !== audio) current.pause();
      current = audio;
      track.hidden = false;
      audio.play().catch(function refused(reason) {
        if (reason.name !== "AbortError") problem.hidden = false;
      });
      if ("mediaSession" in navigator) {
        navigator.mediaSession.metadata = new MediaMetadata({ title: root.dataset.title });
      }
    }

    start.addEventListener("click", function press(event) {
      event.preventDefault();
      toggle();
    });
    start.addEventListener("keydown", function space(event) {
      if (event.key !== " ") return;
      event.preventDefault();
      toggle();
    });
    seek.addEventListener("input", function jump() {
      audio.currentTime = Number(seek.value);
    });
    audio.addEventListener("timeupdate", function advance() {
      seek.value = audio.currentTime;
      now.textContent = clock(audio.currentTime);
      seek.setAttribute("aria-valuetext", now.textContent);
    });
    audio.addEventListener("play", function started() { show(true); });
    audio.addEventListener("pause", function stopped() { show(false); });
    audio.addEventListener("ended", function ended() { show(false); });
    // What a browser cannot fetch or play of the first source, it tries with the next one.
    audio.addEventListener("error", function broken(event) {
      if (event.target !== audio && event.target !== last) return;
      show(false);
      problem.hidden = false;
      audio.load();
    }, true);
  }

  document.querySelectorAll("[data-player]").forEach(prepare);
})();

(function tools() {
  const bar = document.querySelector("[data-tools]");
  const page = document.documentElement;
  const smallest = -1;
  const largest = 2;

  function kept() {
    try {
      return Number(localStorage.getItem("loaxa-text")) || 0;
    } catch (refused) {
      return 0;
    }
  }

  function resize(size) {
    if (size) page.dataset.text = size;
    else delete page.dataset.text;
    try {
      localStorage.setItem("loaxa-text", size);
    } catch (refused) {
      // A browser that keeps nothing still changes this page.
    }
    bar.querySelectorAll("[data-text]").forEach(function limit(button) {
      const next = size + Number(button.dataset.text);
      button.disabled = next < smallest || next > largest || (button.dataset.text === "0" && !size);
    });
  }

  async function copy(button) {
    const label = button.querySelector("[data-label]");
    const before = label.textContent;
    const link = document.createElement("textarea");
    try {
      await navigator.clipboard.writeText(location.href);
    } catch (refused) {
      // Without HTTPS there is no clipboard: the old way works.
      link.value = location.href;
      document.body.append(link);
      link.select();
      document.execCommand("copy");
      link.remove();
    }
    label.textContent = button.dataset.done;
    setTimeout(function restore() { label.textContent = before; }, 2500);
  }

  if (!bar) return;
  bar.hidden = false;
  bar.querySelector("[data-share]").hidden = !navigator.share;
  resize(kept());
  bar.addEventListener("click", function press(event) {
    const button = event.target.closest("button");
    if (!button) return;
    if (button.dataset.text) resize(button.dataset.text === "0" ? 0 : kept() + Number(button.dataset.text));
    if ("share" in button.dataset) navigator.share({ title: document.title, url: location.href }).catch(function left() {});
    if ("print" in button.dataset) window.print();
    if ("copy" in button.dataset) copy(button);
  });
})();

(function suggestions() {
  const field = document.querySelector("[data-suggest]");
  let asked = 0;
  let waiting = 0;

  async function ask() {
    const number = ++asked;
    const words = field.value.trim();
    if (words.length < 2) return;
    try {
      const answer = await fetch(field.dataset.suggest + "?q=" + encodeURIComponent(words));
      const found = await answer.json();
      if (number !== asked) return;
      field.list.replaceChildren(...found.titles.map(function option(title) { return new Option(title, title); }));
    } catch (unreachable) {
      // Without suggestions one searches all the same.
    }
  }

  if (!field) return;
  field.addEventListener("input", function typed() {
    clearTimeout(waiting);
    waiting = setTimeout(ask, 200);
  });
})();

(function zoom() {
  document.querySelectorAll("[data-zoom]").forEach(function prepare(link) {
    if (!window.HTMLDialogElement) return;
    link.addEventListener("click", function open(event) {
      event.preventDefault();
      const dialog = document.createElement("dialog");
      const frame = document.createElement("div");
      const picture = document.createElement("img");
      const close = document.createElement("button");
      dialog.className = "zoom";
      frame.className = "zoom__picture";
      picture.src = link.href;
      picture.alt = link.querySelector("img").alt;
      close.className = "lx-button zoom__close";
      close.type = "button";
      close.textContent = link.dataset.close;
      close.addEventListener("click", function leave() { dialog.close(); });
      dialog.addEventListener("close", function gone() { dialog.remove(); link.focus(); });
      frame.append(picture);
      dialog.append(frame, close);
      document.body.append(dialog);
      dialog.showModal();
    });
  });
})();
