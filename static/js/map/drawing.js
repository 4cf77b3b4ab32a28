// The map: our own drawing of the municipalities, tiles over it once they are asked for, and what
// is on at which address. Everything on it can be reached by keyboard and is said in words.

import L from "leaflet";
import "leaflet.markercluster";
import { drawOutline } from "./outline.js";
import { Points } from "./points.js";
import { layTiles } from "./tiles.js";

const NETHERLANDS = L.latLngBounds([50.72, 3.3], [53.58, 7.25]);
const ROOM = L.latLngBounds([49.5, 1.5], [54.8, 9.2]);
const FURTHEST_OUT = 6;
const CLOSEST = 18;
const KILOMETRES_PER_DEGREE = 111.2;

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
    zoomSnap: 0.25,
  });
  L.control.zoom({ zoomInTitle: "Inzoomen", zoomOutTitle: "Uitzoomen" }).addTo(map);
  L.control.attribution({ prefix: false }).addTo(map);
  map.fitBounds(firstView(element.dataset), { padding: [8, 8] });

  const outline = drawOutline(map, element.dataset.outline);
  const points = new Points(map, element.dataset.points, status, { animate: !stillness });
  const failed = (words) => {
    status.dataset.tiles = words;
    status.textContent = words + (status.dataset.points ?? "");
  };
  map.showTiles = () => layTiles(map, element.dataset, outline, failed);
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
