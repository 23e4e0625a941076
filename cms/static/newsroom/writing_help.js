// Trợ giúp viết: while somebody types, ask what stands out in the text; nothing is saved, nothing is refused.
"use strict";

(function writingHelp() {
  const PAUSE_MS = 1200, AGAIN_MS = 2500, MOST_ASKED = 24;

  function start() {
    const place = document.querySelector("[data-writing-help]");
    const form = place && place.closest("form");
    if (!form) return;
    const answer = place.querySelector("[data-writing-answer]");
    const problem = place.querySelector("[data-writing-problem]");
    let timer = 0, seen = "", asking = null, asked = 0;

    function typed() {
      const fields = new URLSearchParams();
      new FormData(form).forEach(function keep(value, name) {
        if (typeof value === "string") fields.append(name, value);
      });
      return fields;
    }

    function later(pause) {
      clearTimeout(timer);
      timer = setTimeout(look, pause);
    }

    async function look(checkLinks) {
      const fields = typed();
      const now = fields.toString();
      const waits = answer.querySelector("[data-writing-waits]");
      if (now === seen && checkLinks !== true && !waits) return;
      if (checkLinks === true) fields.append("check-links", "1");
      if (asking) asking.abort();
      const own = (asking = new AbortController());
      try {
        const reply = await fetch(place.dataset.writingHelp, {
          method: "POST",
          credentials: "same-origin",
          headers: { "X-Requested-With": "fetch" },
          body: fields,
          signal: own.signal,
        });
        if (reply.redirected || !reply.ok) throw new Error("no answer");
        show(await reply.text());
        seen = now;
      } catch (fault) {
        if (fault.name === "AbortError") return;
        problem.textContent = place.dataset.silent;
        problem.hidden = false;
        if (asked < MOST_ASKED) later(AGAIN_MS * 4);
        asked += 1;
      }
    }

    function show(html) {
      const open = answer.querySelector("details[open]");
      answer.innerHTML = html;
      problem.hidden = true;
      if (open && answer.querySelector("details")) answer.querySelector("details").open = true;
      if (!answer.querySelector("[data-writing-waits]")) asked = 0;
      else if ((asked += 1) < MOST_ASKED) later(AGAIN_MS);
    }

    form.addEventListener("input", function again() { later(PAUSE_MS); });
    form.addEventListener("change", function again() { later(PAUSE_MS); });
    // Draftail keeps its text in a field that tells nobody; a key pressed in it is heard here.
    form.addEventListener("keyup", function again() { later(PAUSE_MS); });
    place.addEventListener("click", function press(event) {
      if (event.target.closest("[data-check-links]")) look(true);
    });
    look();
  }

  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", start);
  else start();
})();
