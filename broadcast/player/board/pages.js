// A document, page after page: each as wide as it can be read, a tall page in stretches from top to bottom.
"use strict";

const TURN = 60000; // ms; then the other notices have their turn, and the document goes on at its next one
const LEAST = 6000; // ms for a stretch
const OVERLAP = 0.12; // of the frame's height: no line is cut between two stretches
const WHOLE = 0.8; // of the frame's width: a page that is as wide when it is whole need not be cut

const reached = new Map(); // how far each document was read: its item -> the number of the last page
let leafing = 0, shownPage = null;

// Shows the pages that are next, says the place of each, and calls ``done`` when the turn is over.
async function leaf(item, sheet, say, done) {
  const turn = ++leafing, image = document.getElementById("page");
  let planned = 0;
  shownPage = null;
  for (const page of nextPages(item)) {
    if (turn !== leafing) return;
    if (shownPage && planned + page.seconds * 1000 > TURN) break;
    planned += page.seconds * 1000;
    image.src = `/picture/${page.picture}`;
    try { await image.decode(); } catch { continue; }
    if (turn !== leafing) return;
    shownPage = page;
    say(page.number);
    await stretches(page, sheet, image, () => turn === leafing);
    if (turn === leafing) reached.set(item.item, page.number);
  }
  if (turn === leafing) done();
}

function nextPages(item) {
  const from = item.pages.findIndex((page) => page.number > (reached.get(item.item) || 0));
  return item.pages.slice(Math.max(0, from));
}

async function stretches(page, sheet, image, isOn) {
  let step = 0, count = 1;
  do {
    count = lay(sheet, image, step);
    await rest(Math.max(LEAST, (page.seconds * 1000) / count));
  } while (isOn() && ++step < count);
}

// Lays a stretch of the page into the frame; returns how many stretches it has.
function lay(sheet, image, step) {
  const room = { width: sheet.clientWidth, height: sheet.clientHeight };
  const shape = image.naturalWidth / image.naturalHeight;
  const whole = Math.min(room.width, room.height * shape);
  const width = whole >= room.width * WHOLE ? whole : room.width;
  const height = width / shape, way = Math.max(0, height - room.height);
  const count = way > 1 ? Math.ceil(way / (room.height * (1 - OVERLAP))) + 1 : 1;
  const from = count > 1 ? (way * Math.min(step, count - 1)) / (count - 1) : 0;
  image.style.width = `${width}px`;
  image.style.height = `${height}px`;
  image.style.transform = `translateY(${-from}px)`;
  sheet.classList.toggle("goes-on", step < count - 1);
  sheet.classList.toggle("came-from", step > 0);
  return count;
}

function rest(milliseconds) {
  return new Promise((wake) => setTimeout(wake, milliseconds));
}

function stopLeafing() {
  leafing++;
  shownPage = null;
}
