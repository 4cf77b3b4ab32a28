// Tiles with streets over our own drawing; taken away again when they do not come.

import L from "leaflet";

const FAILURES_BEFORE_WE_STOP = 3;

/** Lay tiles over the outline; `failed` is called when they are taken away. */
export function layTiles(map, { tiles, credit }, outline, failed) {
  if (!tiles) return;
  const layer = L.tileLayer(tiles, { maxZoom: 19, attribution: credit, detectRetina: false });
  let failures = 0;
  let arrived = 0;
  layer.on("tileload", () => {
    arrived += 1;
    if (arrived === 1) outline.fade();
  });
  layer.on("tileerror", () => {
    failures += 1;
    if (failures >= FAILURES_BEFORE_WE_STOP && failures > arrived) {
      layer.remove();
      outline.show();
      failed("De straten laden nu niet. Je ziet de grenzen van de gemeenten. ");
    }
  });
  layer.addTo(map);
}
