// What is on at which address: fetched once for each movement, for the piece of the map that is
// seen, older questions aborted; near each other they become one marker that says how many they are.

import L from "leaflet";
import { popupOf, squareMarker, spotMarker, clusterIcon, activities } from "./markers.js";

const PAUSE_MILLISECONDS = 150;
const ZOOM_MILLISECONDS = 600;
const ADDRESSES_FROM_ZOOM = 17;
const ROOM_AROUND = 0.25; // of what is seen, on each side
const STEPS_ACROSS = 6;
const SMALLEST_STEP = 2 ** -12;
const STRETCH = 1.6; // a degree to the north is so much further than one to the east

export class Points {
  constructor(map, address, status, { animate }) {
    this.map = map;
    this.address = address;
    this.status = status;
    this.asked = null; // what is being fetched, and how to abort it
    this.known = null; // what was fetched: its area, at which zoom, and whether that is all
    this.markers = new Map(); // what is shown, by what it says
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

  /** Show what is on in the view, unless it is all there already or on its way. */
  async refresh() {
    const view = this.map.getBounds();
    const zoom = this.map.getZoom();
    if (this.asked?.zoom === zoom && this.asked.area.contains(view)) return;
    this.asked?.abort();
    this.asked = null;
    if (isEnough(this.known, view, zoom)) return;
    const request = new AbortController();
    const asked = { area: areaAround(view), zoom, abort: () => request.abort() };
    this.asked = asked;
    try {
      const answer = await fetch(addressFor(this.address, asked.area), { signal: request.signal });
      if (!answer.ok) throw new Error(String(answer.status));
      this.show(await answer.json(), asked);
    } catch (failure) {
      if (failure.name === "AbortError") return;
      this.say("De activiteiten laden niet. In de lijst staan ze ook.");
    } finally {
      if (this.asked === asked) this.asked = null;
    }
  }

  /** Take away what is no longer there and add what is new; the rest stays as it is. */
  show({ total, features }, { area, zoom }) {
    const focused = document.activeElement?.closest?.(".map__spot, .map__cluster");
    const isAll = !features.some((one) => one.properties.is_square);
    this.known = { area, zoom, isAll };
    const wanted = new Map(features.map((one) => [JSON.stringify(one), one]));
    const gone = [...this.markers].filter(([said, marker]) => !wanted.has(said) && !marker.isPopupOpen());
    const added = [...wanted].filter(([said]) => !this.markers.has(said)).map(([said, one]) => [said, this.markerOf(one)]);
    gone.forEach(([said]) => this.markers.delete(said));
    if (this.markers.size === 0) this.clusters.clearLayers();
    else this.clusters.removeLayers(gone.map(([, marker]) => marker));
    added.forEach(([said, marker]) => this.markers.set(said, marker));
    this.clusters.addLayers(added.map(([, marker]) => marker));
    if (focused && !focused.isConnected) this.focusNear(this.map.getCenter());
    this.say(total === 0 ? "Hier is nu niets. Zoom uit of schuif de kaart." : `${activities(total)} op dit stuk kaart.`);
  }

  markerOf(feature) {
    if (feature.properties.is_square) return squareMarker(this.map, feature);
    const marker = spotMarker(feature);
    return marker.bindPopup(() => popupOf(marker), { maxWidth: 320 });
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

/** Whether what is known holds all there is to see; squares are other ones at another zoom. */
function isEnough(known, view, zoom) {
  return known !== null && known.area.contains(view) && (known.isAll || known.zoom === zoom);
}

/**
 * An area around a view, as large wherever the map is, so that its squares are too, in steps of a
 * power of two: neighbours on the map ask the same question, and get the answer that is ready.
 */
function areaAround(view) {
  const wide = view.getEast() - view.getWest();
  const step = Math.max(SMALLEST_STEP, 2 ** Math.floor(Math.log2(wide / STEPS_ACROSS)));
  const [west, east] = sides(view.getWest(), view.getEast(), step, 180);
  const [south, north] = sides(view.getSouth(), view.getNorth(), step / STRETCH, 90);
  return L.latLngBounds([south, west], [north, east]);
}

function sides(low, high, step, most) {
  const room = (high - low) * ROOM_AROUND;
  const first = Math.floor((low - room) / step);
  const last = first + Math.ceil((high - low + 2 * room) / step) + 1;
  return [Math.max(-most, first * step), Math.min(most, last * step)];
}

function addressFor(address, area) {
  const url = new URL(address, location.href);
  const sides = [area.getWest(), area.getSouth(), area.getEast(), area.getNorth()];
  url.searchParams.set("vak", sides.map((degrees) => String(Number(degrees.toFixed(5)))).join(","));
  return url;
}
