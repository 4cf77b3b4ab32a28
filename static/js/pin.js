// A pin to point out a place by hand, in components/pin.html. The map is fetched when somebody opens
// it. Without a script the two numbers can be typed.

import { loadStyle } from "./map/style.js";

for (const pin of document.querySelectorAll("details[data-pin]")) {
  let placed = null;
  const start = () => {
    if (!pin.open) return;
    placed ??= Promise.all([import("./pin/placing.js"), loadStyle(pin.dataset.style)]).then(
      ([{ Placing }]) => new Placing(pin),
    );
    placed.then((placing) => placing.show()).catch(() => {}); // the numbers still work
  };
  pin.addEventListener("toggle", start);
  start();
}
