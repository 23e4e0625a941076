// The time that is left to a day, in figures that are read from afar.
"use strict";

let counted = "";

function showCount(count) {
  const place = document.getElementById("count");
  place.hidden = !count;
  const wanted = JSON.stringify(count);
  if (wanted === counted) return;
  counted = wanted;
  if (!count) return;
  place.dataset.groups = count.length;
  const head = document.createElement("span");
  head.textContent = "Còn";
  place.replaceChildren(head, ...count.flatMap(({ figure, unit }) => {
    const group = document.createElement("span"), number = document.createElement("b");
    number.textContent = figure;
    group.append(number, `\u00a0${unit}`);
    return [" ", group];
  }));
}
