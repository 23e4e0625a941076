// The microphone: opened once, measured, metered, recorded from. Faults have a code that the page has words for.
"use strict";

const MEASURED_MS = 1500;
const WINDOW = 4096;
const FORMATS = ["audio/webm;codecs=opus", "audio/ogg;codecs=opus", "audio/mp4"];
const FAULTS = {
  NotAllowedError: "refused",
  SecurityError: "refused",
  NotFoundError: "missing",
  OverconstrainedError: "missing",
  NotReadableError: "busy",
  AbortError: "busy",
};

function decibels(ratio) {
  return 20 * Math.log10(Math.max(ratio, 1e-5));
}

class MicrophoneFault extends Error {
  constructor(code) {
    super(code);
    this.code = code;
  }
}

class Microphone {
  constructor(onLost) {
    this.onLost = onLost;
    this.stream = null;
    this.context = null;
    this.samples = new Float32Array(WINDOW);
  }

  // Throws a MicrophoneFault: insecure, unsupported, refused, missing, busy.
  static check() {
    if (!window.isSecureContext) throw new MicrophoneFault("insecure");
    const able = navigator.mediaDevices && navigator.mediaDevices.getUserMedia && window.MediaRecorder;
    if (!able) throw new MicrophoneFault("unsupported");
  }

  get isOpen() {
    return Boolean(this.stream && this.stream.active);
  }

  async open(deviceId) {
    Microphone.check();
    this.close();
    const wanted = { channelCount: 1, echoCancellation: false, autoGainControl: false, noiseSuppression: true };
    if (deviceId) wanted.deviceId = { exact: deviceId };
    try {
      this.stream = await navigator.mediaDevices.getUserMedia({ audio: wanted });
    } catch (fault) {
      throw new MicrophoneFault(FAULTS[fault.name] || "busy");
    }
    this.context = this.context || new AudioContext();
    await this.context.resume();
    this.source = this.context.createMediaStreamSource(this.stream);
    this.analyser = new AnalyserNode(this.context, { fftSize: WINDOW });
    this.source.connect(this.analyser);
    this.stream.getAudioTracks()[0].addEventListener("ended", () => { this.close(); this.onLost(); });
  }

  close() {
    if (!this.stream) return;
    this.stream.getTracks().forEach((track) => track.stop());
    this.source.disconnect();
    this.stream = null;
  }

  // Loudness and highest peak of the last tenth of a second, in decibels below full scale.
  level() {
    this.analyser.getFloatTimeDomainData(this.samples);
    let sum = 0;
    let peak = 0;
    for (const sample of this.samples) {
      sum += sample * sample;
      peak = Math.max(peak, Math.abs(sample));
    }
    return { loudness: decibels(Math.sqrt(sum / WINDOW)), peak: decibels(peak) };
  }

  // What the room sounds like while nobody speaks: the mean of its loudness, and its highest peak.
  async measure() {
    const heard = [];
    await new Promise((resolve) => {
      const began = performance.now();
      const timer = window.setInterval(() => {
        if (this.isOpen) heard.push(this.level());
        if (performance.now() - began < MEASURED_MS) return;
        window.clearInterval(timer);
        resolve();
      }, 75);
    });
    const powers = heard.slice(2).map((each) => Math.pow(10, each.loudness / 10)); // the first ones are the click
    const power = powers.reduce((sum, each) => sum + each, 0) / Math.max(powers.length, 1);
    return { loudness: 10 * Math.log10(Math.max(power, 1e-10)), peak: Math.max(...heard.map((each) => each.peak)) };
  }

  async devices() {
    const all = await navigator.mediaDevices.enumerateDevices();
    return all.filter((device) => device.kind === "audioinput");
  }

  get deviceId() {
    return this.stream.getAudioTracks()[0].getSettings().deviceId;
  }

  // Begins at once; ``stop`` gives the sound, ``discard`` throws it away.
  record() {
    const format = FORMATS.find((each) => MediaRecorder.isTypeSupported(each));
    const recorder = new MediaRecorder(this.stream, { mimeType: format, audioBitsPerSecond: 128000 });
    const parts = [];
    const ended = new Promise((resolve) => recorder.addEventListener("stop", resolve, { once: true }));
    recorder.addEventListener("dataavailable", (event) => { if (event.data.size) parts.push(event.data); });
    recorder.start(1000);
    const end = () => { if (recorder.state !== "inactive") recorder.stop(); };
    return {
      async stop() {
        end();
        await ended;
        return new Blob(parts, { type: recorder.mimeType });
      },
      discard: end,
    };
  }
}

// One word for a measured room: dead, clipped, loud, fair or good.
function verdictOf(room) {
  if (room.peak > -0.5) return "roomClipped";
  if (room.loudness < -85) return "roomDead";
  if (room.loudness > -38) return "roomLoud";
  return room.loudness > -50 ? "roomFair" : "roomGood";
}
