// Finding the largest letters at which a text is whole: nothing on a board is ever cut.
"use strict";

const CAPITAL = 0.7; // height of a capital in Be Vietnam Pro, in font sizes
const LARGEST = 0.3, WANTED = 1 / 12, SMALLEST = 1 / 24; // letter heights, in heights of the screen
const HEADING = 1 / 44; // the smallest over what is looked at itself: a document, a film
const ROLL_SPEED = 0.045; // heights of the screen in a second
const PAUSE = 2500; // ms before and after a text rolls

const calm = matchMedia("(prefers-reduced-motion: reduce)");
let rolling = null;

// The largest letters that fit; at least a twelfth of the screen's height while that fits too.
// Returns how long (ms) the text needs to be seen whole; 0 when it stands still.
function fitLines(lines, frame, smallest = SMALLEST) {
  stopRolling(frame);
  lines.style.overflowWrap = "";
  const size = (share) => (share * Math.min(innerHeight, innerWidth * 1.25)) / CAPITAL;
  const fits = (pixels) => {
    lines.style.fontSize = `${pixels}px`;
    return lines.scrollWidth <= frame.clientWidth && lines.scrollHeight <= frame.clientHeight;
  };
  let low = size(smallest), high = size(LARGEST);
  if (!fits(low)) return roll(lines, frame, fitWidth(lines, frame, smallest === SMALLEST ? size(WANTED * 0.75) : low, low));
  while (high - low > 1) {
    const middle = (low + high) / 2;
    if (fits(middle)) low = middle; else high = middle;
  }
  fits(low);
  return 0;
}

// For a text that rolls only the width matters: the widest word decides, and is broken before it is cut.
function fitWidth(lines, frame, wanted, smallest) {
  for (let pixels = wanted; pixels > smallest; pixels *= 0.92) {
    lines.style.fontSize = `${pixels}px`;
    if (lines.scrollWidth <= frame.clientWidth) return pixels;
  }
  lines.style.overflowWrap = "anywhere";
  return smallest;
}

// Too long even for small letters: legible letters that roll by once, and the item stays that long.
// Where motion is not wanted the text is turned over page by page.
function roll(lines, frame, pixels) {
  lines.style.fontSize = `${pixels}px`;
  const way = lines.scrollHeight - frame.clientHeight;
  if (way <= 0) return 0;
  frame.classList.add("rolling");
  const length = lines.scrollHeight - frame.clientHeight;
  const walk = Math.max(1000, (length / (ROLL_SPEED * innerHeight)) * 1000);
  const whole = walk + 2 * PAUSE;
  const keys = calm.matches ? pages(length, frame.clientHeight) : [
    { transform: "none" }, { transform: "none", offset: PAUSE / whole },
    { transform: `translateY(${-length}px)`, offset: (walk + PAUSE) / whole }, { transform: `translateY(${-length}px)` }];
  rolling = lines.animate(keys, { duration: whole, fill: "forwards" });
  return whole;
}

function pages(length, height) {
  const count = Math.ceil(length / (height * 0.8)) + 1;
  const keys = [];
  for (let page = 0; page < count; page++) {
    const transform = `translateY(${-Math.round((length * page) / (count - 1))}px)`;
    keys.push({ transform, offset: page / count }, { transform, offset: Math.min(1, (page + 0.999) / count) });
  }
  return keys;
}

function stopRolling(frame) {
  if (rolling) rolling.cancel();
  rolling = null;
  frame.classList.remove("rolling");
}

// Makes the letters of ``element`` smaller until ``isWhole``; starts from what the style sheet says.
function shrink(element, isWhole) {
  element.style.fontSize = "";
  let pixels = parseFloat(getComputedStyle(element).fontSize);
  for (let step = 0; step < 24 && !isWhole(); step++) element.style.fontSize = `${(pixels *= 0.94)}px`;
}
