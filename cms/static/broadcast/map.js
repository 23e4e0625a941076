// Where a device stands: a tap writes both numbers, the numbers move the cross.
"use strict";

(function place() {
  const sheet = document.querySelector("[data-place]");
  const [x, y] = ["x", "y"].map((name) => document.getElementById(name));
  const pin = document.getElementById("pin");
  if (!sheet || !x || !y || !pin) return;

  const share = (at, from, size) => Math.min(100, Math.max(0, (100 * (at - from)) / size));

  function show() {
    if (!x.checkValidity() || !y.checkValidity() || x.value === "" || y.value === "") return;
    pin.setAttribute("x", `${Number(x.value)}%`);
    pin.setAttribute("y", `${Number(y.value)}%`);
  }

  sheet.addEventListener("click", (event) => {
    const edge = sheet.getBoundingClientRect();
    x.value = share(event.clientX, edge.left + sheet.clientLeft, sheet.clientWidth).toFixed(1);
    y.value = share(event.clientY, edge.top + sheet.clientTop, sheet.clientHeight).toFixed(1);
    show();
  });
  [x, y].forEach((field) => field.addEventListener("input", show));
})();
