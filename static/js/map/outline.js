// The municipalities of the Netherlands, drawn from our own file: what the map stands on when
// there are no tiles. The names appear when there is room for them.

import L from "leaflet";
import { feature } from "topojson-client";

const CREDIT = "Grenzen: Kadaster / CBS (CC BY 4.0)";
const NAMES_FROM_ZOOM = 9.5;
const MOST_NAMES = 40;

/** Draw the outline once it is there; `fade` for under tiles, `show` to stand alone. */
export function drawOutline(map, address) {
  const container = map.getContainer();
  const names = L.layerGroup().addTo(map);
  map.createPane("outline").style.zIndex = 150; // below the tiles
  map.createPane("names").style.zIndex = 160;
  const borders = L.geoJSON(null, {
    pane: "outline",
    interactive: false,
    renderer: L.svg({ pane: "outline", padding: 0.5 }),
    attribution: CREDIT,
    style: { className: "map__municipality" },
  }).addTo(map);
  container.classList.add("map--drawn");

  fetch(address)
    .then((answer) => (answer.ok ? answer.json() : Promise.reject(answer.status)))
    .then((topology) => borders.addData(feature(topology, topology.objects.municipalities)))
    .then(() => writeNames(map, borders, names))
    .catch(() => {}); // the markers are worth more than what they stand on
  map.on("moveend", () => writeNames(map, borders, names));

  return {
    fade: () => container.classList.remove("map--drawn"),
    show: () => container.classList.add("map--drawn"),
  };
}

function writeNames(map, borders, names) {
  names.clearLayers();
  if (map.getZoom() < NAMES_FROM_ZOOM) return;
  const view = map.getBounds();
  borders
    .getLayers()
    .map((layer) => ({ layer, middle: layer.getBounds().getCenter() }))
    .filter(({ middle }) => view.contains(middle))
    .slice(0, MOST_NAMES)
    .forEach(({ layer, middle }) => names.addLayer(nameAt(middle, layer.feature.properties.name)));
}

function nameAt(middle, name) {
  const word = document.createElement("span");
  word.textContent = name;
  return L.tooltip(middle, {
    content: word,
    className: "map__name",
    direction: "center",
    opacity: 1,
    pane: "names",
    permanent: true,
  });
}
