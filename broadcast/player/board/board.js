// The board page: asks the box every second what may be shown, and shows it in turn.
"use strict";

const POLL_MS = 1000;
const STANDING = new Set(["document", "film", "count"]); // kinds beside which there is no room for another countdown
const FORGET_MS = 10000; // without an answer for so long, nothing may stay on the screen

const at = (id) => document.getElementById(id);
const card = document.querySelector(".card");
const frame = document.querySelector(".frame");
let state = null, answeredAt = -Infinity, current = null, turnAt = 0, drawn = "", named = "";

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
  document.body.classList.toggle("dark", Boolean(state && state.dark));
  document.body.dataset.layout = state ? state.layout : "full";
  showNames();
  for (const prefix of ["", "big-"]) {
    put(`${prefix}time`, state ? state.clock.time : "");
    put(`${prefix}date`, state ? state.clock.date : "");
  }
  showClaim(state ? state.code : "");
  showAir(state ? state.air : null);
  showCard(items, now);
  showTicker(items);
}

// Long names take two lines and smaller letters: they are never cut.
function showNames() {
  put("station", state ? state.station : "");
  put("zone", state ? state.zone : "");
  const wanted = JSON.stringify([at("station").textContent, at("zone").textContent, innerWidth, innerHeight]);
  if (wanted === named) return;
  named = wanted;
  const names = document.querySelector(".names"), head = names.parentElement;
  shrink(names, () => names.scrollHeight <= head.clientHeight && names.scrollWidth <= names.clientWidth);
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

function showAir(air) {
  const isBeside = document.body.classList.contains("blank") || !STANDING.has(document.body.dataset.kind);
  const isCounted = Boolean(air) && document.body.dataset.layout === "countdown" && isBeside;
  put("air-name", air && !air.sounds ? "Buổi phát thanh tiếp theo" : "");
  put("air-left", air ? air.left : "");
  put("air-at", air ? air.at : "");
  at("air").classList.toggle("sounding", Boolean(air && air.sounds));
  put("rest-air", isCounted ? [air.sounds ? "" : `Phát thanh lúc ${air.at}`, air.left].filter(Boolean).join(", ") : "");
  if (at("air").hidden === isCounted) {
    at("air").hidden = !isCounted;
    refit();
  }
}

function showCard(items, now) {
  document.body.classList.toggle("blank", items.length === 0);
  const place = current ? items.findIndex((item) => item.item === current.item) : -1;
  if (items.length === 0) { forget(); return; }
  if (place < 0 || now >= turnAt) turnTo(items[(place + 1) % items.length], now);
  else if (content(items[place]) !== drawn) turnTo(items[place], now);
  else showCount(items[place].count);
}

// A page that arrives is shown at the document's next turn; the first and the last one begin a new turn.
const content = (item) => JSON.stringify([item.lines, item.picture, item.code, Boolean(item.film),
  item.pages.length > 0, item.pages.length === item.page_count, kindOf(item)]);

const kindOf = (item) => item.pages.length ? "document" : item.has_film ? "film" : item.count ? "count" : "words";

function forget() {
  current = null;
  drawn = "";
  stopRolling(frame);
  stopFilm();
  stopLeafing();
  document.body.classList.remove("urgent");
  document.body.dataset.kind = "";
}

function turnTo(item, now) {
  const isSame = current && current.item === item.item && content(item) === drawn;
  current = item;
  turnAt = now + item.seconds * 1000;
  if (isSame) { run(item); return; }
  stopFilm();
  stopLeafing();
  drawn = content(item);
  card.classList.add("turning");
  setTimeout(() => draw(item), 180);
}

function draw(item) {
  if (current !== item) return;
  document.body.classList.toggle("urgent", item.urgent);
  document.querySelector(".alarm").hidden = !item.urgent;
  card.classList.toggle("alone", item.lines.length === 0);
  const picture = at("picture");
  const kind = card.dataset.kind = document.body.dataset.kind = document.querySelector(".stage").dataset.kind = kindOf(item);
  showAir(state ? state.air : null);
  picture.hidden = !item.picture || kind === "document" || Boolean(item.film);
  picture.alt = item.alt;
  if (item.picture) picture.src = `/picture/${item.picture}`;
  document.querySelector(".sheet").hidden = kind !== "document";
  document.querySelector(".screen").hidden = !item.film;
  showCount(item.count);
  say(item.pages.length ? placeOf(item, nextPages(item)[0].number) : item.has_film && !item.film ? "Phim đang được tải về" : "");
  at("code").hidden = !item.code;
  if (item.code) at("code-picture").src = item.code;
  at("lines").replaceChildren(...item.lines.map((line) => {
    const row = document.createElement("p");
    row.textContent = kept(line);
    return row;
  }));
  frame.hidden = item.lines.length === 0;
  document.fonts.ready.then(() => { refit(); card.classList.remove("turning"); if (current === item) run(item); });
}

// What moves by itself begins, or goes on: a film, a document's pages.
function run(item) {
  if (item.film) {
    turnAt = performance.now() + item.seconds * 2000;
    startFilm(item.film, item.picture, (length) => { turnAt = performance.now() + length + 3000; },
      (isWhole) => { if (current === item) turnAt = performance.now() + (isWhole ? 0 : item.seconds * 1000); });
  } else if (item.pages.length) {
    turnAt = performance.now() + item.seconds * 4000;
    leaf(item, document.querySelector(".sheet"), (number) => say(placeOf(item, number)),
      () => { if (current === item) turnAt = performance.now(); });
  }
}

function placeOf(item, number) {
  const missing = item.page_count - item.pages.length;
  return `Trang ${number}/${item.page_count}` + (missing ? `, còn ${missing} trang đang được tải về` : "");
}

function say(text) {
  put("place", text);
  at("place").hidden = !text;
}

// What is read in one breath stays on one line: Thứ Bảy, 8 giờ.
function kept(line) {
  return line.replace(/(Thứ|thứ|Chủ|chủ) (?=Hai|Ba|Tư|Năm|Sáu|Bảy|Nhật|hai|ba|tư|năm|sáu|bảy|nhật)/g, "$1\u00a0")
    .replace(/(\d) (?=giờ|phút|đồng|triệu|tỷ|người|hộ)/g, "$1\u00a0");
}

function refit() {
  document.querySelector("aside").hidden = at("air").hidden && at("code").hidden;
  if (current && kindOf(current) === "document" && shownPage) lay(document.querySelector(".sheet"), at("page"), 0);
  if (!current || frame.hidden) return;
  const smallest = ["document", "film"].includes(card.dataset.kind) ? HEADING : undefined;
  turnAt = Math.max(turnAt, performance.now() + fitLines(at("lines"), frame, smallest));
}

function showTicker(items) {
  const isRunning = document.body.dataset.layout === "ticker";
  const isRest = items.length === 0 && document.body.dataset.layout !== "countdown";
  const air = state && state.air;
  const isCounting = document.body.dataset.layout === "countdown" && items.length > 0;
  const left = isCounting && innerWidth > innerHeight && air && !air.sounds ? `, ${air.left}` : "";
  const next = air ? (air.sounds ? air.left : `Buổi phát thanh tiếp theo: ${air.at}${left}`) : "";
  const texts = isRunning && items.length > 1 ? state.ticker : [];
  showFoot([...texts, isRunning || isRest || isCounting ? next : ""].filter(Boolean));
}

addEventListener("resize", () => { refit(); named = ""; });
setInterval(ask, POLL_MS);
setInterval(show, 250);
ask();
