// The board page: asks the box every second what may be shown, and shows it in turn.
"use strict";

const POLL_MS = 1000;
const FORGET_MS = 10000; // without an answer for so long, nothing may stay on the screen
const CAPITAL = 0.7; // height of a capital in Be Vietnam Pro, in font sizes
const LARGEST = 0.3, WANTED = 1 / 12, SMALLEST = 1 / 24; // letter heights, in heights of the screen
const ROLL_SPEED = 0.045; // heights of the screen in a second

const at = (id) => document.getElementById(id);
const card = document.querySelector(".card");
const frame = document.querySelector(".frame");
let state = null, answeredAt = -Infinity, current = null, turnAt = 0, ticker = "", drawn = "";
let rolling = null, moving = null;

function put(id, text) {
  if (at(id).textContent !== text) at(id).textContent = text;
}

async function ask() {
  try {
    const showing = current ? current.item : "";
    const answer = await fetch(`/state.json?showing=${encodeURIComponent(showing)}`, { cache: "no-store" });
    if (!answer.ok) throw new Error(String(answer.status));
    state = await answer.json();
    answeredAt = performance.now();
    for (const item of state.items) item.until = answeredAt + item.left_s * 1000;
  } catch {
    if (performance.now() - answeredAt > FORGET_MS) state = null;
  }
  show();
}

function show() {
  const now = performance.now();
  const items = state ? state.items.filter((item) => item.until > now) : [];
  put("station", state ? state.station : "");
  put("zone", state ? state.zone : "");
  for (const prefix of ["", "big-"]) {
    put(`${prefix}time`, state ? state.clock.time : "");
    put(`${prefix}date`, state ? state.clock.date : "");
  }
  showClaim(state ? state.code : "");
  showCard(items, now);
  showTicker(items);
}

function showClaim(code) {
  if (at("claim").dataset.code === code) return;
  at("claim").dataset.code = code;
  at("claim").replaceChildren();
  if (!code) return;
  const digits = document.createElement("b");
  digits.textContent = code;
  at("claim").append("Mã nhận máy", digits, "Nhập mã này ở Bàn phát thanh");
}

function showCard(items, now) {
  document.body.classList.toggle("blank", items.length === 0);
  const place = current ? items.findIndex((item) => item.item === current.item) : -1;
  if (items.length === 0) { current = null; drawn = ""; stopRolling(); document.body.classList.remove("urgent"); return; }
  if (place < 0 || now >= turnAt) turnTo(items[(place + 1) % items.length], now);
  else if (JSON.stringify([items[place].lines, items[place].picture]) !== drawn) turnTo(items[place], now);
}

function turnTo(item, now) {
  const content = JSON.stringify([item.lines, item.picture]);
  const isSame = current && current.item === item.item && content === drawn;
  current = item;
  turnAt = now + item.seconds * 1000;
  if (isSame) return;
  drawn = content;
  card.classList.add("turning");
  setTimeout(() => draw(item), 180);
}

function draw(item) {
  if (current !== item) return;
  document.body.classList.toggle("urgent", item.urgent);
  document.querySelector(".alarm").hidden = !item.urgent;
  const picture = at("picture");
  picture.hidden = !item.picture;
  picture.alt = item.alt;
  if (item.picture) picture.src = `/picture/${item.picture}`;
  at("lines").replaceChildren(...item.lines.map((line) => {
    const row = document.createElement("p");
    row.textContent = line;
    return row;
  }));
  frame.hidden = item.lines.length === 0;
  picture.style.width = item.lines.length === 0 ? "100%" : "";
  picture.style.height = item.lines.length === 0 ? "100%" : "";
  document.fonts.ready.then(() => { fit(item); card.classList.remove("turning"); });
}

// The largest letters that fit; at least a twelfth of the screen's height while that fits too.
function fit(item) {
  stopRolling();
  const size = (share) => (share * innerHeight) / CAPITAL;
  const lines = at("lines");
  const fits = (pixels) => {
    lines.style.fontSize = `${pixels}px`;
    return lines.scrollWidth <= frame.clientWidth && lines.scrollHeight <= frame.clientHeight;
  };
  let low = size(SMALLEST), high = size(LARGEST);
  if (!fits(low)) { roll(item, fitWidth(size(WANTED * 0.75), low)); return; }
  while (high - low > 1) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle; else high = middle;
  }
  fits(low);
}

// For a text that rolls only the width matters: the widest word decides.
function fitWidth(wanted, smallest) {
  let pixels = wanted;
  for (; pixels > smallest; pixels *= 0.92) {
    at("lines").style.fontSize = `${pixels}px`;
    if (at("lines").scrollWidth <= frame.clientWidth) break;
  }
  return pixels;
}

// Too long even for small letters: legible letters that roll by once, and the item stays that long.
function roll(item, pixels) {
  const lines = at("lines");
  lines.style.fontSize = `${pixels}px`;
  frame.classList.add("rolling");
  const way = lines.scrollHeight - frame.clientHeight;
  const duration = Math.max(1000, (way / (ROLL_SPEED * innerHeight)) * 1000);
  const pause = 2500;
  rolling = lines.animate(
    [{ transform: "none" }, { transform: "none", offset: pause / (duration + 2 * pause) },
      { transform: `translateY(${-way}px)`, offset: (duration + pause) / (duration + 2 * pause) },
      { transform: `translateY(${-way}px)` }],
    { duration: duration + 2 * pause, fill: "forwards" });
  turnAt = Math.max(turnAt, performance.now() + duration + 2 * pause);
}

function stopRolling() {
  if (rolling) rolling.cancel();
  rolling = null;
  frame.classList.remove("rolling");
}

function showTicker(items) {
  const next = state && state.next ? `Buổi phát thanh tiếp theo: ${state.next}` : "";
  const texts = items.length > 1 ? state.ticker : [];
  const wanted = JSON.stringify([texts, next, innerWidth]);
  if (wanted === ticker) return;
  ticker = wanted;
  const parts = [...texts, next].filter(Boolean);
  at("ticker").replaceChildren(...parts.flatMap((text, place) => {
    return place ? [document.createElement("i"), text] : [text];
  }));
  if (moving) moving.cancel();
  moving = null;
  at("ticker").classList.remove("moving");
  if (at("ticker").scrollWidth <= innerWidth) return;
  at("ticker").classList.add("moving");
  const way = at("ticker").scrollWidth;
  moving = at("ticker").animate([{ transform: "none" }, { transform: `translateX(${-way}px)` }],
    { duration: (way / (innerWidth * 0.11)) * 1000, iterations: Infinity });
}

addEventListener("resize", () => { if (current) fit(current); ticker = ""; });
setInterval(ask, POLL_MS);
setInterval(show, 250);
ask();
