// The takes of a programme: new ones appear without a reload, and one sentence can be heard in each of them.
"use strict";

(function takes() {
  const root = document.querySelector("[data-takes]");
  if (!root) return;
  const LOOK_MS = 2000;
  const REST_MS = 15000;
  let until = null;
  let pressed = null;

  // ------------------------------------------------------------------- live

  function isInUse(card) {
    const sound = card.querySelector("audio");
    return card.contains(document.activeElement) && document.activeElement !== document.body
      || sound && !sound.paused || card.querySelector("details[open]");
  }

  function put(fresh) {
    const before = new Map([...root.querySelectorAll("[data-take]")].map((card) => [card.dataset.take, card]));
    const cards = [...fresh.children].map(function choose(card) {
      const old = before.get(card.dataset.take);
      const isSame = old && (old.dataset.mark === card.dataset.mark || isInUse(old));
      return isSame ? old : card;
    });
    const isChanged = cards.length !== root.children.length || cards.some((card, index) => card !== root.children[index]);
    if (!isChanged) return false;
    const kept = new Set(cards);
    [...root.children].forEach((card) => { if (!kept.has(card)) card.remove(); });
    cards.forEach(function place(card, index) {
      if (root.children[index] === card) return;
      root.insertBefore(card, root.children[index] || null);
      card.querySelectorAll("audio[data-hear]").forEach((sound) => { if (!before.has(card.dataset.take) || before.get(card.dataset.take) !== card) waitUntilHeard(sound); });
    });
    return true;
  }

  async function look() {
    let rest = REST_MS;
    try {
      const answer = await fetch(root.dataset.takes, { headers: { "X-Requested-With": "fetch" } });
      if (!answer.ok || answer.redirected) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const fresh = page.querySelector("[data-fresh]");
      if (fresh.hasAttribute("data-working")) rest = LOOK_MS;
      if (put(fresh.querySelector("[data-fresh-takes]"))) refresh(fresh);
    } catch {
      // The network is away: what is shown stays, the next round tries again.
    } finally {
      window.setTimeout(look, document.hidden ? REST_MS : rest);
    }
  }

  function refresh(fresh) {
    document.querySelector("[data-programme-state]").replaceChildren(...fresh.querySelector("[data-fresh-state]").childNodes);
    if (!pressed) document.querySelector("[data-spoken]").replaceChildren(...fresh.querySelector("[data-fresh-spoken]").childNodes);
  }

  window.setTimeout(look, root.hasAttribute("data-working") ? LOOK_MS : REST_MS);

  // -------------------------------------------------------------- one sentence

  function release() {
    if (pressed) pressed.classList.remove("is-playing");
    pressed = null;
    until = null;
  }

  function play(button) {
    const sound = root.querySelector(`audio[data-hear="${button.dataset.play}"]`);
    const again = pressed === button;
    root.querySelectorAll("audio").forEach((each) => each.pause());
    release();
    if (!sound || again) return;
    pressed = button;
    button.classList.add("is-playing");
    until = { sound: sound, at: Number(button.dataset.until) };
    const start = () => { sound.currentTime = Number(button.dataset.from); sound.play().catch(release); };
    if (sound.readyState) start();
    else {
      sound.addEventListener("loadedmetadata", start, { once: true });
      sound.load();
    }
  }

  document.addEventListener("click", function press(event) {
    const button = event.target.closest("[data-play]");
    if (button) play(button);
  });
  document.addEventListener("timeupdate", function stop(event) {
    if (!until || event.target !== until.sound || event.target.currentTime < until.at) return;
    until.sound.pause();
    release();
  }, true);
  document.addEventListener("play", function alone(event) {
    root.querySelectorAll("audio").forEach((each) => { if (each !== event.target) each.pause(); });
  }, true);
})();
