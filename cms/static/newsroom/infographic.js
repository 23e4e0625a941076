// The picture beside the form: drawn by the server a moment after the last key, errors at their fields.
"use strict";

const PAUSE = 450;
const form = document.querySelector("[data-preview]");
const image = form.querySelector("[data-image]");
const wait = form.querySelector("[data-wait]");
const touched = new Set();
let timer = 0;
let running = null;

function show(selector, shown) {
  form.querySelector(selector).hidden = !shown;
}

function tell(name, sentence) {
  const place = form.querySelector(`[data-error="${CSS.escape(name)}"]`);
  if (!place) return;
  place.textContent = sentence;
  place.hidden = !sentence;
  const input = form.elements[name];
  if (input && input.setAttribute) {
    if (sentence) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
}

// An empty field is no fault before somebody was there.
function tellAll(errors) {
  for (const place of form.querySelectorAll("[data-error]")) {
    const name = place.dataset.error;
    const group = name.split(".")[0];
    const known = touched.has(name) || (touched.has(group) && !name.includes(".")) || touched.has("*");
    tell(name, errors[name] && (known || filled(name)) ? errors[name] : "");
  }
}

function filled(name) {
  const input = form.elements[name];
  return Boolean(input && input.value && input.value.trim());
}

async function draw() {
  if (running) running.abort();
  running = new AbortController();
  wait.hidden = false;
  try {
    const answer = await fetch(form.dataset.preview, {
      method: "POST",
      body: new FormData(form),
      headers: { "X-Requested-With": "fetch" },
      signal: running.signal,
    });
    if (!answer.ok) throw new Error(String(answer.status));
    const drawn = await answer.json();
    if (drawn.picture) {
      image.src = drawn.picture;
      image.alt = drawn.alt;
    }
    show("[data-borrowed]", drawn.borrowed);
    show("[data-too-long]", !drawn.picture);
    show("[data-failed]", false);
    form.querySelector("[data-words]").replaceChildren(
      ...(drawn.words || "").split("\n").map((line) => {
        const paragraph = document.createElement("p");
        paragraph.textContent = line;
        return paragraph;
      }),
    );
    tellAll(drawn.errors);
    wait.hidden = true;
    form.dataset.drawn = String(Number(form.dataset.drawn || 0) + 1);
  } catch (fault) {
    if (fault.name === "AbortError") return;
    wait.hidden = true;
    show("[data-failed]", true);
  }
}

function later() {
  clearTimeout(timer);
  timer = setTimeout(draw, PAUSE);
}

for (const rows of form.querySelectorAll("[data-rows]")) {
  const more = rows.querySelector("[data-more]");
  const spare = [...rows.querySelectorAll("[data-spare]")];
  for (const row of spare) row.hidden = true;
  more.hidden = spare.length === 0;
  more.addEventListener("click", () => {
    const row = spare.shift();
    row.hidden = false;
    row.querySelector("input, select, textarea").focus();
    more.hidden = spare.length === 0;
  });
}

form.addEventListener("input", later);
form.addEventListener("change", (event) => {
  if (event.target.name) {
    touched.add(event.target.name);
    touched.add(event.target.name.split(".")[0]);
  }
  later();
});
if (form.querySelector("[aria-invalid]")) touched.add("*");
draw();
