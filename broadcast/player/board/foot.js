// The line at the foot: the other items and the next broadcast, moving when it is too long to stand.
"use strict";

const TICKER_SPEED = 0.11; // widths of the screen in a second
const TURN_MS = 8000; // for each text where motion is not wanted

let said = "", moving = null, turning = null;

function showFoot(texts) {
  const line = document.getElementById("ticker");
  const wanted = JSON.stringify([texts, innerWidth, innerHeight, calm.matches]);
  if (wanted === said) return;
  said = wanted;
  if (moving) moving.cancel();
  clearInterval(turning);
  moving = turning = null;
  line.className = "";
  line.style.fontSize = "";
  write(line, texts);
  if (line.scrollWidth <= innerWidth) return;
  if (calm.matches) turnOver(line, texts); else move(line);
}

function write(line, texts) {
  line.replaceChildren(...texts.flatMap((text, place) => (place ? [document.createElement("i"), text] : [text])));
}

function move(line) {
  line.classList.add("moving");
  const way = line.scrollWidth;
  moving = line.animate([{ transform: "none" }, { transform: `translateX(${-way}px)` }],
    { duration: (way / (innerWidth * TICKER_SPEED)) * 1000, iterations: Infinity });
}

// One text after the other, each whole, on two lines if need be.
function turnOver(line, texts) {
  let place = -1;
  line.classList.add("still");
  const next = () => {
    place = (place + 1) % texts.length;
    write(line, [texts[place]]);
    const foot = line.parentElement;
    shrink(line, () => line.scrollWidth <= foot.clientWidth && line.scrollHeight <= foot.clientHeight);
  };
  next();
  turning = setInterval(next, TURN_MS);
}
