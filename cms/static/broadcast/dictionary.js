// The dictionary: every word and the sentence that is tried can be heard; a second press stops.
"use strict";

(function dictionary() {
  const root = document.querySelector("[data-hear]");
  if (!root) return;
  const sound = new Audio();
  const problem = root.querySelector("[data-problem]");
  let current = null;

  function mark(button, state) {
    if (!button) return;
    button.classList.toggle("is-loading", state === "loading");
    button.classList.toggle("is-playing", state === "playing");
  }

  function stop() {
    sound.pause();
    mark(current, "");
    current = null;
  }

  function tell(words) {
    problem.textContent = words;
    problem.hidden = !words;
  }

  function wordsOf(button) {
    if (!button.dataset.sayField) return button.dataset.say;
    const lines = document.getElementById(button.dataset.sayField).value.split("\n");
    return lines.find((line) => line.trim()) || "";
  }

  async function made(words) {
    const answer = await fetch(root.dataset.hear, {
      method: "POST",
      credentials: "same-origin",
      headers: { "X-CSRFToken": root.dataset.token },
      body: new URLSearchParams({ words: words }),
    });
    if (answer.redirected) throw new Error("signed out");
    return answer.json();
  }

  async function say(button) {
    const again = current === button;
    stop();
    if (again) return;
    current = button;
    mark(button, "loading");
    tell("");
    try {
      const answer = await made(wordsOf(button));
      if (current !== button) return;
      if (!answer.url) {
        tell(answer.problem);
        stop();
        return;
      }
      sound.src = answer.url;
      await sound.play();
      if (current === button) mark(button, "playing");
    } catch (fault) {
      if (current !== button || fault.name === "AbortError") return;
      tell(root.dataset.unheard);
      stop();
    }
  }

  sound.addEventListener("ended", stop);
  root.addEventListener("click", function press(event) {
    const button = event.target.closest("[data-say], [data-say-field]");
    if (button) say(button);
  });
})();
