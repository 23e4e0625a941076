// The announcer's desk: which sentence is next, recording it, sending it, hearing it again, and what is still missing.
"use strict";

(function studio() {
  const root = document.querySelector("[data-studio]");
  if (!root) return;
  const find = (name, within = root) => within.querySelector(`[data-${name}]`);
  const lines = [...root.querySelectorAll("[data-line]")];
  const words = Object.fromEntries(
    [...root.querySelectorAll("[data-word]")].map((node) => [node.dataset.word, node.textContent.trim()])
  );
  const panel = find("microphone");
  const recordButton = find("record");
  const COUNT_MS = 700;
  const LONGEST_MS = 120000;
  const SEND_AGAIN_MS = 8000;
  const sound = new Audio();
  const microphone = new Microphone(lost);
  const unsent = new Unsent(root.dataset.studio);
  let at = 0;
  let phase = "idle"; // idle, opening, counting, recording, ending
  let take = null;
  let hearing = null;
  let hearingAll = false;

  function say(name, values = {}) {
    return Object.entries(values).reduce((text, [key, value]) => text.replace(`{${key}}`, value), words[name] || "");
  }

  function tell(text) {
    find("status").textContent = text;
  }

  // ---------------------------------------------------------------- sentences

  function same(line) {
    return lines.filter((each) => each.dataset.sentence === line.dataset.sentence);
  }

  function mark(line, state, text = "", flaw = "") {
    same(line).forEach((each) => {
      each.dataset.state = state;
      find("mark", each).textContent = text;
      find("flaw", each).textContent = flaw;
      find("flaw", each).hidden = !flaw;
      const isSpoken = Boolean(each.dataset.sound);
      find("hear", each).hidden = !isSpoken;
      find("leave", each).hidden = !isSpoken || state !== "spoken";
      find("again", each).hidden = state !== "unsent";
    });
    showProgress();
  }

  function go(to, { focus = false } = {}) {
    at = Math.min(Math.max(to, 0), lines.length - 1);
    lines.forEach((line, index) => {
      if (index === at) line.setAttribute("aria-current", "true");
      else line.removeAttribute("aria-current");
    });
    if (!lines[at]) return;
    const box = find("prompter");
    const top = lines[at].offsetTop - box.clientHeight * 0.2;
    const calm = window.matchMedia("(prefers-reduced-motion: reduce)").matches;
    box.scrollTo({ top: top, behavior: calm ? "auto" : "smooth" });
    if (focus) find("pick", lines[at]).focus({ preventScroll: true });
    showButton();
  }

  function nextMissing(from) {
    const order = [...lines.keys()].slice(from).concat([...lines.keys()].slice(0, from));
    const found = order.find((index) => !lines[index].dataset.state || lines[index].dataset.state === "refused");
    return found === undefined ? -1 : found;
  }

  function showButton() {
    const isLive = phase === "recording" || phase === "counting";
    const line = lines[at];
    recordButton.classList.toggle("is-live", isLive);
    if (phase === "counting") return;
    const name = isLive ? "stop" : line && line.dataset.state ? "retake" : "record";
    if (line) find("record-label").textContent = say(name, { number: at + 1 });
    root.querySelectorAll("[data-step]").forEach((step) => {
      const to = at + Number(step.dataset.step);
      step.disabled = to < 0 || to >= lines.length || phase === "counting";
    });
  }

  function showProgress() {
    const total = lines.length;
    const done = lines.filter((line) => line.dataset.state === "spoken").length;
    const waiting = unsent.all.length;
    document.querySelector("[data-progress]").textContent = say("progress", { done: done, total: total });
    document.querySelector("[data-bar]").value = done;
    if (!find("finish")) return;
    find("finish-whole").hidden = done !== total;
    find("finish-part").hidden = done === total;
    find("left").textContent = say("left", { left: total - done, total: total });
    find("unsent-note").hidden = !waiting;
    find("unsent-note").textContent = say("unsentMany", { count: waiting });
    root.querySelectorAll("[data-finish-button]").forEach((button) => {
      button.disabled = waiting > 0 || done === 0 || phase !== "idle";
    });
  }

  // --------------------------------------------------------------- microphone

  function setMicrophone(state, text = "") {
    panel.dataset.state = state;
    root.classList.toggle("is-listening", state === "on");
    if (state === "trouble") find("trouble").textContent = text;
    else find("verdict").textContent = text;
  }

  async function open(deviceId = "") {
    if (phase !== "idle") return false;
    phase = "opening";
    try {
      await microphone.open(deviceId);
      await listDevices();
      phase = "idle";
      await measure();
      return true;
    } catch (fault) {
      if (!fault.code) throw fault;
      setMicrophone("trouble", say(fault.code));
      tell("");
      panel.scrollIntoView({ block: "nearest" });
      return false;
    } finally {
      phase = "idle";
      showButton();
    }
  }

  async function listDevices() {
    const devices = await microphone.devices();
    const list = find("devices");
    list.replaceChildren(
      ...devices.map((device, index) => {
        const name = device.label || say("microphone", { number: index + 1 });
        return new Option(name, device.deviceId, false, device.deviceId === microphone.deviceId);
      })
    );
    find("devices-field").hidden = devices.length < 2;
  }

  async function measure() {
    setMicrophone("on", say("measuring"));
    tell(say("measuring"));
    find("verdict").dataset.verdict = "measuring";
    const verdict = verdictOf(await microphone.measure());
    if (!microphone.isOpen) return;
    setMicrophone("on", say(verdict));
    find("verdict").dataset.verdict = verdict;
    tell(say(verdict));
  }

  function lost() {
    if (phase === "recording" || phase === "counting") drop();
    setMicrophone("trouble", say("lost"));
  }

  window.setInterval(function meter() {
    if (!microphone.isOpen || document.hidden) return;
    const level = microphone.level();
    const shown = Math.min(Math.max(level.peak, -60), 0);
    find("meter").setAttribute("aria-valuenow", Math.round(shown));
    find("meter").dataset.zone = shown > -1 ? "high" : shown > -30 ? "right" : "low";
    find("level").style.width = `${((shown + 60) / 60) * 100}%`;
  }, 75);

  // ---------------------------------------------------------------- recording

  function wait(milliseconds) {
    return new Promise((resolve) => window.setTimeout(resolve, milliseconds));
  }

  async function countDown() {
    if (!find("countdown").checked) return;
    tell(say("getReady", { number: at + 1 }));
    for (let left = 3; left && phase === "counting"; left -= 1) {
      find("record-label").textContent = String(left);
      await wait(COUNT_MS);
    }
  }

  async function begin({ atOnce = false } = {}) {
    if (phase !== "idle" || !lines[at] || recordButton.disabled) return;
    quiet();
    if (!microphone.isOpen && !(await open())) return;
    find("main").scrollIntoView({ block: "start" });
    phase = "counting";
    showButton();
    if (!atOnce) await countDown();
    if (phase !== "counting" || !microphone.isOpen) return;
    const current = { at: at, sound: microphone.record() };
    take = current;
    phase = "recording";
    root.classList.add("is-recording");
    tell(say("recording", { number: at + 1 }));
    showButton();
    window.setTimeout(function limit() { if (take === current) end().then(() => tell(say("tooLong"))); }, LONGEST_MS);
  }

  // Ends the sentence and keeps it; ``goOn`` begins the next one in the same breath.
  async function end({ goOn = false } = {}) {
    if (phase !== "recording") return;
    const ended = take;
    take = null;
    phase = "ending";
    root.classList.remove("is-recording");
    const line = lines[ended.at];
    const sent = ended.sound.stop().then((blob) => keep(line, blob));
    phase = "idle";
    line.dataset.state = "sending";
    tell(say("kept", { number: ended.at + 1 }));
    const next = goOn ? ended.at + 1 : nextMissing(ended.at + 1);
    if (next >= 0 && next < lines.length) go(next);
    else showButton();
    if (next < 0) tell(say("allDone"));
    if (goOn && next < lines.length) await begin({ atOnce: true });
    await sent;
  }

  function drop() {
    if (take) take.sound.discard();
    take = null;
    phase = "idle";
    root.classList.remove("is-recording");
    tell(say("thrown"));
    showButton();
  }

  // ------------------------------------------------------------------ sending

  async function keep(line, blob) {
    const row = {
      token: crypto.randomUUID(),
      programme: root.dataset.studio,
      sentence: line.dataset.sentence,
      blob: blob,
    };
    await unsent.put(row);
    await send(row);
  }

  async function send(row) {
    const line = lines.find((each) => each.dataset.sentence === row.sentence);
    if (!line || row.isOnItsWay) return;
    row.isOnItsWay = true;
    mark(line, "sending", say("sending"));
    try {
      await deliver(row, line);
    } catch (fault) {
      if (unsent.has(row)) mark(line, "unsent", say(fault.message === "signedOut" ? "signedOut" : "unsent"));
    } finally {
      row.isOnItsWay = false;
      showProgress();
    }
  }

  async function deliver(row, line) {
    const form = new FormData();
    form.set("sentence", row.sentence);
    form.set("token", row.token);
    form.set("sound", row.blob, "sentence");
    const headers = { "X-CSRFToken": root.dataset.token };
    const answer = await fetch(root.dataset.keep, { method: "POST", body: form, headers: headers });
    if (answer.redirected || answer.status === 403) throw new Error("signedOut");
    if (![200, 409, 422].includes(answer.status)) throw new Error("unsent");
    const said = await answer.json();
    const isNewest = unsent.has(row);
    await unsent.remove(row);
    if (!isNewest) return; // it was recorded again in the meantime
    if (answer.ok) {
      same(line).forEach((each) => { each.dataset.sound = said.url; });
      mark(line, "spoken", say("spoken", { seconds: said.seconds.toLocaleString("vi") }), said.flaws.join(" "));
    } else {
      mark(line, line.dataset.sound ? "spoken" : "refused", "", said.problem);
      tell(said.problem);
    }
    showButton();
  }

  function sendAll() {
    unsent.all.forEach((row) => { send(row); });
  }

  async function leave(line) {
    if (!window.confirm(say("remove"))) return;
    const body = new URLSearchParams({ sentence: line.dataset.sentence });
    const headers = { "X-CSRFToken": root.dataset.token };
    const answer = await fetch(root.dataset.drop, { method: "POST", body: body, headers: headers }).catch(() => null);
    if (!answer || !answer.ok || answer.redirected) {
      tell(say("unheard"));
      return;
    }
    same(line).forEach((each) => { delete each.dataset.sound; });
    mark(line, "");
    go(lines.indexOf(line));
  }

  // ------------------------------------------------------------------ hearing

  function quiet() {
    sound.pause();
    if (hearing) find("hear", hearing).textContent = say("hear");
    hearing = null;
    hearingAll = false;
    find("hear-all").textContent = say("hearAll");
  }

  async function hear(line) {
    hearing = line;
    find("hear", line).textContent = say("stopHearing");
    go(lines.indexOf(line));
    sound.src = line.dataset.sound;
    try {
      await sound.play();
    } catch (fault) {
      if (fault.name === "AbortError") return;
      quiet();
      tell(say("unheard"));
    }
  }

  function hearNext(from) {
    const next = lines.slice(from).find((line) => line.dataset.sound);
    if (next) hear(next);
    else quiet();
  }

  sound.addEventListener("ended", function onward() {
    const line = hearing;
    if (line) find("hear", line).textContent = say("hear");
    if (hearingAll && line) hearNext(lines.indexOf(line) + 1);
    else quiet();
  });

  // --------------------------------------------------------- buttons and keys

  function step(by) {
    if (phase === "recording" && by > 0) end({ goOn: true });
    else if (phase === "idle") go(at + by, { focus: true });
  }

  function press() {
    if (phase === "recording") end();
    else if (phase === "counting") drop();
    else begin();
  }

  root.addEventListener("click", function click(event) {
    const line = event.target.closest("[data-line]");
    const hit = (name) => event.target.closest(`[data-${name}]`);
    if (hit("record")) press();
    else if (hit("step")) step(Number(hit("step").dataset.step));
    else if (hit("open")) open();
    else if (hit("measure")) measure();
    else if (hit("size")) resize(Number(hit("size").dataset.size));
    else if (hit("hear-all")) toggleAll();
    else if (line && phase === "idle") clickLine(line, hit);
  });

  function clickLine(line, hit) {
    if (hit("hear")) {
      const again = hearing === line;
      quiet();
      if (!again) hear(line);
    } else if (hit("leave")) leave(line);
    else if (hit("again")) sendAll();
    else if (hit("pick")) go(lines.indexOf(line));
  }

  function toggleAll() {
    const stop = hearingAll;
    quiet();
    if (stop || phase !== "idle") return;
    hearingAll = true;
    find("hear-all").textContent = say("stopHearing");
    hearNext(at);
  }

  function isElsewhere(node) {
    return Boolean(node.closest("input, select, textarea, summary, a, audio, button:not([data-record]):not([data-pick])"));
  }

  const KEYS = {
    " ": press,
    ArrowRight: () => step(1),
    ArrowDown: () => step(1),
    ArrowLeft: () => step(-1),
    ArrowUp: () => step(-1),
    Escape: () => { if (phase === "recording" || phase === "counting") drop(); },
  };

  document.addEventListener("keydown", function key(event) {
    const act = KEYS[event.key];
    if (!act || event.ctrlKey || event.altKey || event.metaKey) return;
    if (event.key !== "Escape" && isElsewhere(event.target)) return;
    event.preventDefault();
    if (!event.repeat) act();
  });
  document.addEventListener("keyup", function noClick(event) {
    if (event.key === " " && !isElsewhere(event.target)) event.preventDefault();
  });

  // After the mouse the keys belong to the sentence again: else the space bar would tick the box once more.
  let isPointing = false;
  root.addEventListener("pointerdown", () => { isPointing = true; });
  document.addEventListener("keydown", () => { isPointing = false; }, true);
  find("countdown").addEventListener("change", () => { if (isPointing) backToLine(); });
  root.addEventListener("click", function aside(event) {
    if (isPointing && event.target.closest("[data-size], [data-hear-all], [data-measure], [data-open], [data-hear]")) backToLine();
  });

  function backToLine() {
    if (lines[at]) find("pick", lines[at]).focus({ preventScroll: true });
  }

  find("devices").addEventListener("change", (event) => { open(event.target.value); });
  window.addEventListener("online", sendAll);
  window.setInterval(function again() { if (navigator.onLine) sendAll(); }, SEND_AGAIN_MS);
  window.addEventListener("beforeunload", function stay(event) {
    if (phase === "recording" || unsent.all.length) event.preventDefault();
  });

  // ------------------------------------------------------------------ letters

  const SIZES = [1.25, 1.5, 1.75, 2.125, 2.5, 3];
  let size = Number(window.localStorage.getItem("loa-xa-prompter") || (window.innerWidth < 600 ? 0 : 2));

  function resize(by) {
    size = Math.min(Math.max(size + by, 0), SIZES.length - 1);
    window.localStorage.setItem("loa-xa-prompter", String(size));
    root.style.setProperty("--prompter-size", `${SIZES[size]}rem`);
    go(at);
  }

  unsent.load().then(function begun(rows) {
    rows.forEach((row) => {
      const line = lines.find((each) => each.dataset.sentence === row.sentence);
      if (line) send(row);
    });
    resize(0);
    go(Math.max(nextMissing(0), 0));
    showProgress();
  });
})();
