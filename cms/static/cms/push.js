// Takes this browser in for notices, and lets it go. One script for the villagers' page and for the staff's.
"use strict";

(function notices() {
  const form = document.querySelector("[data-push]");
  if (!form) return;
  const KEPT = "loaxa-hamlets:" + form.dataset.scope;
  const token = form.querySelector("[name=csrfmiddlewaretoken]").value;
  const all = form.querySelector("[data-all]");
  const boxes = Array.from(form.querySelectorAll("[name=places]"));
  const buttons = {
    on: form.querySelector("[data-on]"),
    change: form.querySelector("[data-change]"),
    off: form.querySelector("[data-off]"),
  };

  function say(state, words) {
    form.querySelectorAll("[data-say]").forEach(function each(part) {
      part.hidden = part.dataset.say !== state;
    });
    form.querySelector("[data-say=told]").textContent = words || "";
    form.dataset.now = state;
  }

  function offer(subscribed) {
    buttons.on.hidden = subscribed;
    if (buttons.change) buttons.change.hidden = !subscribed;
    buttons.off.hidden = !subscribed;
  }

  function refuse(state) {
    say(state);
    buttons.on.hidden = true;
  }

  function bytes(text) {
    const plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, function code(sign) { return sign.charCodeAt(0); });
  }

  function chosen() {
    return boxes.filter(function on(box) { return box.checked; }).map(function number(box) { return box.value; });
  }

  // What was chosen is remembered here and not asked of the station: it tells nobody who chose what.
  function remember(places) {
    try { localStorage.setItem(KEPT, JSON.stringify(places)); } catch (full) { /* the boxes are empty next time */ }
  }

  function recall() {
    let places = [];
    try { places = JSON.parse(localStorage.getItem(KEPT)) || []; } catch (broken) { places = []; }
    boxes.forEach(function tick(box) { box.checked = places.includes(box.value); });
    if (all) all.checked = !places.length;
  }

  async function post(address, body) {
    const answer = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token },
      body: JSON.stringify(body),
    });
    if (answer.ok) return;
    const told = await answer.json().catch(function noWords() { return {}; });
    const fault = new Error(told.problem || "");
    fault.told = Boolean(told.problem);
    throw fault;
  }

  async function current() {
    // For an address without a worker of its own the browser names the one above it, which is somebody else's.
    const registration = await navigator.serviceWorker.getRegistration(form.dataset.scope);
    const isOurs = registration && registration.scope === new URL(form.dataset.scope, location.origin).href;
    return isOurs ? registration.pushManager.getSubscription() : null;
  }

  async function take() {
    const registration = await navigator.serviceWorker.register(form.dataset.worker, { scope: form.dataset.scope });
    await active(registration);
    const had = await registration.pushManager.getSubscription();
    return had || registration.pushManager.subscribe({
      userVisibleOnly: true,
      applicationServerKey: bytes(form.dataset.key),
    });
  }

  function active(registration) {
    const coming = registration.installing || registration.waiting;
    if (registration.active || !coming) return Promise.resolve();
    return new Promise(function wait(done) {
      coming.addEventListener("statechange", function look() {
        if (coming.state === "activated") done();
      });
    });
  }

  async function subscribe() {
    const places = all && all.checked ? [] : chosen();
    if (all && !all.checked && !places.length) return say("choose");
    const was = form.dataset.now;
    say("asking");
    if (await Notification.requestPermission() !== "granted") return say("denied");
    say("busy");
    const subscription = (await take()).toJSON();
    await post(form.dataset.subscribe, { endpoint: subscription.endpoint, keys: subscription.keys, places: places });
    remember(places);
    offer(true);
    return say(was === "off" || was === "stopped" || !all ? "on" : "changed");
  }

  async function stop() {
    say("busy");
    const subscription = await current();
    if (subscription) {
      await post(form.dataset.unsubscribe, { endpoint: subscription.endpoint });
      await subscription.unsubscribe();
    }
    offer(false);
    say("stopped");
  }

  function failed(fault) {
    if (fault.told) say("told", fault.message);
    else say("failed");
  }

  if (all) {
    all.addEventListener("change", function everybody() {
      if (all.checked) boxes.forEach(function clear(box) { box.checked = false; });
    });
    boxes.forEach(function each(box) {
      box.addEventListener("change", function one() { all.checked = !chosen().length; });
    });
  }
  form.addEventListener("submit", function go(event) {
    event.preventDefault();
    subscribe().catch(failed);
  });
  buttons.off.addEventListener("click", function end() { stop().catch(failed); });

  form.hidden = false;
  recall();
  const isApple = /iPad|iPhone|iPod/.test(navigator.userAgent);
  if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window)) {
    refuse(isApple ? "iphone" : "unsupported");
  } else if (Notification.permission === "denied") {
    refuse("denied");
  } else {
    current().then(function known(subscription) {
      offer(Boolean(subscription));
      say(subscription ? "on" : "off");
    }, failed);
  }
})();
