// Văn bản sẽ đọc: hear a sentence, change how a word is said, keep what is typed, and see how long it takes.
"use strict";

const pairs = document.querySelector("[data-pairs]");
const sound = new Audio();

async function ask(address, fields) {
  const answer = await fetch(address, {
    method: "POST",
    credentials: "same-origin",
    headers: { "X-CSRFToken": pairs.dataset.token, "X-Requested-With": "fetch" },
    body: new URLSearchParams(fields),
  });
  if (answer.redirected) throw new Error("signed out");
  return answer.json();
}

function show(place, words) {
  place.textContent = words;
  place.hidden = !words;
}

// --- hearing: one button plays at a time; a second press stops ------------------------------------------

const hearing = (function hearing() {
  let current = null;

  function mark(button, state) {
    if (!button) return;
    button.classList.toggle("is-loading", state === "loading");
    button.classList.toggle("is-playing", state === "playing");
    button.toggleAttribute("data-heard", state === "heard" || button.hasAttribute("data-heard"));
  }

  function stop() {
    sound.pause();
    mark(current, "");
    current = null;
  }

  async function say(button, words, problem) {
    const again = current === button;
    stop();
    if (again) return;
    current = button;
    mark(button, "loading");
    show(problem, "");
    try {
      const made = await ask(pairs.dataset.hear, { words: words });
      if (current !== button) return;
      if (!made.url) {
        show(problem, made.problem);
        stop();
        return;
      }
      sound.src = made.url;
      await sound.play();
      if (current === button) mark(button, "playing");
    } catch (fault) {
      if (current !== button || fault.name === "AbortError") return;
      show(problem, pairs.dataset.unheard);
      stop();
    }
  }

  sound.addEventListener("ended", function over() {
    mark(current, "heard");
    stop();
  });
  return { say: say, stop: stop };
})();

// --- a written word and the spoken one light up together ------------------------------------------------

function link(event) {
  const on = event.type === "pointerover" || event.type === "focusin";
  const word = event.target.closest("[data-word]");
  if (!word) return;
  document.querySelectorAll('[data-word="' + word.dataset.word + '"]').forEach(function light(each) {
    each.classList.toggle("is-linked", on);
  });
}
["pointerover", "pointerout", "focusin", "focusout"].forEach(function listen(kind) {
  document.addEventListener(kind, link);
});

// --- the sheet on which a reading is changed ------------------------------------------------------------

(function fixing() {
  document.querySelectorAll("[data-fix]").forEach(function prepare(form) {
    const problem = form.querySelector("[data-problem]");
    form.querySelector("[data-hear-typed]").addEventListener("click", function hear(event) {
      hearing.say(event.currentTarget, form.elements.spoken.value, problem);
    });
  });

  const dialog = document.getElementById("sua-cach-doc");
  if (!dialog || !dialog.showModal) return;
  const form = dialog.querySelector("form");
  const whole = form.querySelector("[data-hear-sentence]");
  const here = form.querySelector("[data-here]");
  let sentence = "";

  function open(row, word) {
    const free = !word;
    sentence = row.querySelector("[data-say]").dataset.say;
    whole.hidden = false;
    here.hidden = free;
    here.disabled = free;
    form.elements.start.value = free ? "" : word.dataset.start;
    form.elements.end.value = free ? "" : word.dataset.end;
    form.elements.written.value = free ? chosen(row) : word.dataset.written.trim();
    form.elements.written.readOnly = !free;
    form.elements.spoken.value = free ? "" : word.dataset.spoken.trim();
    show(form.querySelector("[data-problem]"), "");
    form.querySelector("[data-close-row]").hidden = false;
    dialog.showModal();
    form.elements[free && !form.elements.written.value ? "written" : "spoken"].focus();
  }

  // What is selected in the row is most likely the word that was said wrong.
  function chosen(row) {
    const selection = window.getSelection();
    const inside = selection.anchorNode && row.contains(selection.anchorNode);
    return inside ? selection.toString().trim().slice(0, 80) : "";
  }

  whole.addEventListener("click", function hear() {
    hearing.say(whole, sentence, form.querySelector("[data-problem]"));
  });
  form.querySelector("[data-close]").addEventListener("click", function leave() { dialog.close(); });
  dialog.addEventListener("close", function quiet() { hearing.stop(); });
  dialog.addEventListener("click", function outside(event) {
    if (event.target === dialog) dialog.close();
  });

  // Pressing the button clears the selection on some phones: it is read when the press begins.
  pairs.addEventListener("click", function press(event) {
    const row = event.target.closest("[data-sentence]");
    const word = event.target.closest("[role=button][data-word]");
    if (word) open(row, word);
    else if (event.target.closest("[data-mend]")) open(row, null);
  });
  pairs.addEventListener("keydown", function press(event) {
    const word = event.target.closest("[role=button][data-word]");
    if (!word || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    open(word.closest("[data-sentence]"), word);
  });
  document.querySelectorAll("[data-open]").forEach(function prepare(button) {
    button.addEventListener("click", function otherwise() {
      const word = document.getElementById("chu-" + button.dataset.open);
      if (word) open(word.closest("[data-sentence]"), word);
    });
  });
  pairs.addEventListener("pointerdown", function keep(event) {
    if (event.target.closest("[data-mend]")) event.preventDefault();
  });
})();

pairs.addEventListener("click", function press(event) {
  const button = event.target.closest("[data-say]");
  if (button) hearing.say(button, button.dataset.say, pairs.querySelector("[data-problem]"));
});

// --- typing: nothing typed is lost, and its length is told ----------------------------------------------

(function typing() {
  const PAUSE = 700;
  const form = document.querySelector("[data-typing]");
  if (!form) return;
  const field = form.elements.script;
  const told = form.querySelector("[data-told]");
  const kept = document.querySelector("[data-kept]");
  const saved = field.defaultValue;
  const key = form.dataset.keep;
  let timer = 0;
  let turn = 0;

  function store(words) {
    try {
      if (words === null) sessionStorage.removeItem(key);
      else sessionStorage.setItem(key, words);
    } catch {
      // A browser that keeps nothing still sends the form.
    }
  }

  function stored() {
    try {
      return sessionStorage.getItem(key);
    } catch {
      return null;
    }
  }

  async function weigh() {
    const mine = ++turn;
    try {
      const answer = await ask(form.dataset.typing, { script: field.value });
      if (mine === turn && answer.told) told.textContent = answer.told.charAt(0).toUpperCase() + answer.told.slice(1);
    } catch {
      // The network is away: the next pause in typing asks again.
    }
  }

  field.addEventListener("input", function typed() {
    store(field.value === saved ? null : field.value);
    clearTimeout(timer);
    timer = setTimeout(weigh, PAUSE);
  });
  form.addEventListener("submit", function sent() {
    store(field.value === saved ? null : field.value);
  });
  document.querySelector("[data-drop]").addEventListener("click", function drop() {
    field.value = saved;
    store(null);
    kept.hidden = true;
    weigh();
  });

  const before = stored();
  if (before === null || before.trim() === saved.trim()) {
    store(null);
  } else if (!document.querySelector("[role=alert].lx-notice")) {
    field.value = before;
    kept.hidden = false;
    weigh();
  }
})();

// --- after a tap the page stays where it was ------------------------------------------------------------

(function staying() {
  const key = "loaxa-place-" + location.pathname.replace(/van-ban-doc.*/, "van-ban-doc");

  document.addEventListener("submit", function leave() {
    try {
      sessionStorage.setItem(key, String(window.scrollY));
    } catch {
      // Then the page begins at its top.
    }
  });
  try {
    const place = sessionStorage.getItem(key);
    sessionStorage.removeItem(key);
    if (place && !document.querySelector("[role=alert].lx-notice")) window.scrollTo(0, Number(place));
  } catch {
    // The same.
  }
})();
