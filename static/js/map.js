// Draws the map when somebody asks for it: opens <details data-map-panel>, or is on its own page
// (<div data-map-page>). Nothing is fetched before that, and tiles only after a press of a button
// there, since they come from somebody else.

import { loadStyle } from "./map/style.js";

async function draw(place, options) {
  const { drawMap } = await import("./map/drawing.js");
  return drawMap(place.querySelector("[data-map]"), place.querySelector("[data-map-status]"), options);
}

for (const panel of document.querySelectorAll("[data-map-panel]")) {
  let drawn = null;
  panel.addEventListener("toggle", async () => {
    if (!panel.open) return;
    drawn ??= loadStyle(panel.dataset.style).then(() => draw(panel, { tiles: true }));
    (await drawn).invalidateSize();
  });
}

for (const page of document.querySelectorAll("[data-map-page]")) {
  const drawn = draw(page, { tiles: false });
  const ask = page.querySelector("[data-map-ask]");
  if (!ask) continue;
  ask.hidden = false;
  ask.querySelector("[data-map-tiles]").addEventListener("click", async () => {
    ask.hidden = true;
    const map = await drawn;
    map.showTiles();
    map.getContainer().focus();
  });
}
