// The map: our own drawing of the municipalities, tiles over it once they are asked for, and what
// is on at which address. Everything on it can be reached by keyboard and is said in words.

import L from "leaflet";
import "leaflet.markercluster";
import { drawOutline } from "./outline.js";
import { Points } from "./points.js";

const NETHERLANDS = L.latLngBounds([50.72, 3.3], [53.58, 7.25]);
const ROOM = L.latLngBounds([49.5, 1.5], [54.8, 9.2]);
const FURTHEST_OUT = 6;
const CLOSEST = 18;
const KILOMETRES_PER_DEGREE = 111.2;
const FAILURES_BEFORE_WE_STOP = 3;

/** Draw a map in an element; `status` is where it says how it goes. */
export function drawMap(element, status, { tiles }) {
  element.querySelector(".map__without")?.remove();
  const stillness = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const map = L.map(element, {
    zoomControl: false,
    attributionControl: false,
    minZoom: FURTHEST_OUT,
    maxZoom: CLOSEST,
    maxBounds: ROOM,
    zoomAnimation: !stillness,
    fadeAnimation: !stillness,
    markerZoomAnimation: !stillness,
    zoomSnap: 0.5,
  });
  L.control.zoom({ zoomInTitle: "Inzoomen", zoomOutTitle: "Uitzoomen" }).addTo(map);
  L.control.attribution({ prefix: false }).addTo(map);
  map.fitBounds(firstView(element.dataset));

  const outline = drawOutline(map, element.dataset.outline);
  const points = new Points(map, element.dataset.points, status, { animate: !stillness });
  map.showTiles = () => showTiles(map, element.dataset, outline, status);
  if (tiles) map.showTiles();
  points.refresh();
  return map;
}

function firstView({ middle, kilometres }) {
  if (!middle) return NETHERLANDS;
  const [latitude, longitude] = middle.split(",").map(Number);
  const high = Number(kilometres) / KILOMETRES_PER_DEGREE;
  const wide = high / Math.cos((latitude * Math.PI) / 180);
  return L.latLngBounds(
    [latitude - high, longitude - wide],
    [latitude + high, longitude + wide],
  );
}

/** Lay tiles over the outline; take them away again when they do not come. */
function showTiles(map, { tiles, credit }, outline, status) {
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
      status.dataset.tiles = "De straten laden nu niet. Je ziet de grenzen van de gemeenten. ";
      status.textContent = status.dataset.tiles + (status.dataset.points ?? "");
    }
  });
  layer.addTo(map);
}
