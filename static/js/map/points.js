// What is on at which address: fetched for the piece of the map that is seen, older questions
// aborted; near each other they become one marker that says how many they are.

import L from "leaflet";
import { popupOf, squareMarker, spotMarker, clusterIcon, activities } from "./markers.js";

const PAUSE_MILLISECONDS = 150;
const ZOOM_MILLISECONDS = 600;
const ADDRESSES_FROM_ZOOM = 17;

export class Points {
  constructor(map, address, status, { animate }) {
    this.map = map;
    this.address = address;
    this.status = status;
    this.asked = null; // what is being fetched, to abort it
    this.known = null; // the area of which we have every address
    this.clusters = L.markerClusterGroup({
      animate,
      showCoverageOnHover: false,
      spiderfyOnMaxZoom: false,
      disableClusteringAtZoom: ADDRESSES_FROM_ZOOM,
      maxClusterRadius: 56,
      iconCreateFunction: clusterIcon,
    }).addTo(map);
    this.clusters.on("clusterkeypress", (press) => this.keepFocus(press));
    map.on("moveend", () => {
      clearTimeout(this.pause);
      this.pause = setTimeout(() => this.refresh(), PAUSE_MILLISECONDS);
    });
  }

  /** Show what is on in the view, unless it is all there already. */
  async refresh() {
    if (this.known?.contains(this.map.getBounds())) return;
    this.asked?.abort();
    this.asked = new AbortController();
    const area = roundedOutwards(this.map.getBounds().pad(0.3), this.map.getZoom());
    try {
      const answer = await fetch(addressFor(this.address, area), { signal: this.asked.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      this.show(await answer.json(), area);
    } catch (failure) {
      if (failure.name === "AbortError") return;
      this.say("De activiteiten laden niet. In de lijst staan ze ook.");
    }
  }

  show({ total, features }, area) {
    const focused = document.activeElement?.closest?.(".map__spot, .map__cluster");
    const open = this.map.getContainer().querySelector(".leaflet-popup");
    const spots = features.filter((one) => !one.properties.is_square).map(spotMarker);
    const squares = features.filter((one) => one.properties.is_square);
    this.known = squares.length === 0 ? area : null; // closer by there is more to be had
    if (open && this.known) return; // do not take away what somebody is reading
    this.clusters.clearLayers();
    spots.forEach((marker) => marker.bindPopup(() => popupOf(marker), { maxWidth: 320 }));
    this.clusters.addLayers([...spots, ...squares.map((one) => squareMarker(this.map, one))]);
    if (focused) this.focusNear(this.map.getCenter());
    this.say(total === 0 ? "Hier is nu niets. Zoom uit of schuif de kaart." : `${activities(total)} op dit stuk kaart.`);
  }

  say(words) {
    this.status.dataset.points = words;
    this.status.textContent = (this.status.dataset.tiles ?? "") + words;
  }

  /** After zooming in on a cluster its marker is gone: go on with what was in it. */
  keepFocus({ layer, originalEvent }) {
    if (originalEvent?.key !== "Enter") return;
    const middle = layer.getLatLng();
    setTimeout(() => {
      const focused = document.activeElement;
      if (focused === document.body || focused === this.map.getContainer()) this.focusNear(middle);
    }, ZOOM_MILLISECONDS);
  }

  focusNear(place) {
    const here = this.map.latLngToContainerPoint(place);
    const frame = this.map.getContainer().getBoundingClientRect();
    const distance = (element) => {
      const box = element.getBoundingClientRect();
      const x = box.x + box.width / 2 - frame.x;
      const y = box.y + box.height / 2 - frame.y;
      return Math.hypot(x - here.x, y - here.y);
    };
    const markers = [...this.map.getPanes().markerPane.querySelectorAll("[tabindex='0']")];
    markers.sort((one, other) => distance(one) - distance(other))[0]?.focus({ preventScroll: true });
  }
}

/** Wide steps when far out, small ones close by: neighbours on the map ask the same question. */
function roundedOutwards(bounds, zoom) {
  const step = Math.max(0.002, 2 ** Math.round(6 - zoom));
  const down = (degrees) => Math.floor(degrees / step) * step;
  const up = (degrees) => Math.ceil(degrees / step) * step;
  return L.latLngBounds(
    [Math.max(-90, down(bounds.getSouth())), Math.max(-180, down(bounds.getWest()))],
    [Math.min(90, up(bounds.getNorth())), Math.min(180, up(bounds.getEast()))],
  );
}

function addressFor(address, area) {
  const url = new URL(address, location.href);
  const sides = [area.getWest(), area.getSouth(), area.getEast(), area.getNorth()];
  url.searchParams.set("vak", sides.map((degrees) => String(Number(degrees.toFixed(4)))).join(","));
  return url;
}
