// Samples: hear one as its form has it now; a second press stops.
"use strict";

document.querySelectorAll("[data-sample]").forEach(function prepare(form) {
  const button = form.querySelector("[data-hear-sample]");
  if (!button) return;
  const sound = new Audio();
  const problem = form.querySelector("[data-problem]");
  const words = button.textContent;
  let state = "";

  function become(next) {
    state = next;
    button.disabled = next === "waiting";
    button.textContent = next === "waiting" ? button.dataset.wait : next === "playing" ? button.dataset.stop : words;
  }

  function tell(sentence) {
    problem.textContent = sentence;
    problem.hidden = !sentence;
  }

  async function hear() {
    become("waiting");
    tell("");
    try {
      const answer = await fetch(form.dataset.sample, { method: "POST", credentials: "same-origin", body: new FormData(form) });
      if (answer.redirected) throw new Error("signed out");
      const told = await answer.json();
      if (!told.url) {
        tell(told.problem);
        become("");
        return;
      }
      sound.src = told.url;
      await sound.play();
      become("playing");
    } catch (fault) {
      tell(form.dataset.unheard);
      become("");
    }
  }

  sound.addEventListener("ended", function ended() { become(""); });
  button.addEventListener("click", function press() {
    if (state !== "playing") {
      hear();
      return;
    }
    sound.pause();
    become("");
  });
});
