// The live microphone: prepared without being heard, on the air after a question, every piece sent until it arrives.
"use strict";

const FORMAT = "audio/webm;codecs=opus";
const PIECE_MS = 500;
const AGAIN_MS = 1000;
const LOST_AFTER_MS = 3000;
const GIVEN_UP_MS = 15000; // the station has ended the talk by then
const SPEAKING = ["counting", "onair", "lost"];

document.querySelectorAll("[data-live-microphone]").forEach(function prepare(root) {
  const part = (name) => root.querySelector(`[data-${name}]`);
  const word = (code) => (root.querySelector(`[data-word="${code}"]`) || { textContent: code }).textContent;
  const microphone = new Microphone(() => end("unplugged"));
  let recorder = null;
  let pieces = [];
  let number = 0;
  let talk = null;
  let arrived = 0;

  function become(state) {
    root.dataset.state = state;
    part("state-words").textContent = word(state);
    part("clock").textContent = "";
  }

  function tell(sentence) {
    const place = part("trouble");
    place.textContent = sentence;
    place.closest("[data-part]").classList.toggle("is-told", Boolean(sentence));
  }

  async function open() {
    tell("");
    try {
      if (!window.MediaRecorder || !MediaRecorder.isTypeSupported(FORMAT)) throw new MicrophoneFault("unsupported");
      await microphone.open();
      become("ready");
    } catch (fault) {
      tell(word(fault.code || "busy"));
    }
  }

  function post(address, body, type) {
    const headers = { "X-CSRFToken": root.dataset.token };
    if (type) headers["Content-Type"] = type;
    return fetch(address, { method: "POST", credentials: "same-origin", headers, body });
  }

  async function go() {
    tell("");
    part("go").disabled = true;
    try {
      const answer = await post(root.dataset.begin);
      const told = await answer.json();
      if (!answer.ok) {
        tell(told.problem);
        become("ready");
        return;
      }
      talk = { ...told, starts: performance.now() + told.starts_in * 1000 };
      talk.ends = talk.starts + told.lasts * 1000;
      speak();
    } catch (fault) {
      tell(word("unanswered"));
      become("ready");
    } finally {
      part("go").disabled = false;
    }
  }

  function speak() {
    pieces = [];
    number = 0;
    arrived = performance.now();
    recorder = new MediaRecorder(microphone.stream, { mimeType: FORMAT, audioBitsPerSecond: 48000 });
    recorder.addEventListener("dataavailable", (event) => { if (event.data.size) pieces.push(event.data); });
    recorder.start(PIECE_MS);
    become("counting");
    send(talk);
  }

  // One piece after the other; one that did not arrive is sent again, so that the record has no hole.
  async function send(mine) {
    while (talk === mine) {
      if (!pieces.length) {
        await new Promise((resolve) => window.setTimeout(resolve, 50));
        continue;
      }
      try {
        const answer = await post(`${mine.piece}${number}/`, pieces[0], "audio/webm");
        const told = await answer.json();
        if (talk !== mine) return;
        if (told.ended) {
          end(told.ended);
          return;
        }
        if (!answer.ok) throw new Error(told.problem);
        arrived = performance.now();
        if (told.next > number) {
          pieces.shift();
          number += 1;
        }
      } catch (fault) {
        await new Promise((resolve) => window.setTimeout(resolve, AGAIN_MS));
      }
    }
  }

  async function stop() {
    const mine = talk;
    end("person");
    if (mine) {
      try {
        await post(mine.stop);
      } catch (fault) {
        tell(word("silence"));
      }
    }
  }

  function end(why) {
    const was = root.dataset.state;
    if (recorder && recorder.state !== "inactive") recorder.stop();
    if (why === "unplugged" && talk) post(talk.stop).catch(() => {});
    talk = null;
    microphone.close();
    become(SPEAKING.includes(was) ? "over" : "off");
    tell(word(why));
  }

  function clockwork() {
    const state = root.dataset.state;
    if (microphone.isOpen && state !== "asking") part("meter").value = Math.max(-60, microphone.level().loudness);
    if (!talk) return;
    const now = performance.now();
    if (now - arrived > GIVEN_UP_MS) {
      end("silence");
      return;
    }
    const wanted = now - arrived > LOST_AFTER_MS ? "lost" : now < talk.starts ? "counting" : "onair";
    if (wanted !== state) become(wanted);
    const left = Math.max(0, Math.ceil(((wanted === "counting" ? talk.starts : talk.ends) - now) / 1000));
    part("clock").textContent = `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
  }

  part("prepare").addEventListener("click", open);
  part("ask").addEventListener("click", () => { become("asking"); part("back").focus(); });
  part("back").addEventListener("click", () => become("ready"));
  part("go").addEventListener("click", go);
  part("stop").addEventListener("click", stop);
  window.addEventListener("beforeunload", (event) => { if (talk) event.preventDefault(); });
  window.setInterval(clockwork, 100);
});

document.querySelectorAll("[data-stop-other]").forEach(function prepare(form) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    await fetch(form.action, { method: "POST", credentials: "same-origin", body: new FormData(form) });
    window.location.reload();
  });
});
