// The map with the pin: dragged, pressed, moved by buttons or arrow keys, or typed as numbers.
// The two fields of the form always say where it is; a line of text says where that is.

import L from "leaflet";
import { drawOutline } from "../map/outline.js";
import { layTiles } from "../map/tiles.js";

const NETHERLANDS = L.latLngBounds([50.72, 3.3], [53.58, 7.25]);
const ROOM = L.latLngBounds([49.5, 1.5], [54.8, 9.2]);
const STREETS = 16;
const OVERVIEW = 11; // our own drawing has no streets: closer by there is nothing to see
const METRES_PER_DEGREE = 111_250;
const PAUSE_MILLISECONDS = 350;
const DIRECTIONS = { north: [1, 0], east: [0, 1], south: [-1, 0], west: [0, -1] };
const KEYS = { ArrowUp: "north", ArrowRight: "east", ArrowDown: "south", ArrowLeft: "west" };
const NO_PIN = "Er staat nog geen speld. Klik op de kaart, of zet hem in het midden.";

export class Placing {
  constructor(pin) {
    this.pin = pin;
    this.form = pin.closest("form");
    this.latitude = pin.querySelector("[name=latitude]");
    this.longitude = pin.querySelector("[name=longitude]");
    this.status = pin.querySelector("[data-pin-where]");
    this.step = pin.querySelector("[data-pin-step]");
    this.moves = pin.querySelector("[data-pin-moves]");
    this.begin = pin.querySelector("[data-pin-begin]");
    pin.querySelector("[data-pin-works]").hidden = false;
    this.draw(pin.querySelector("[data-pin-map]"));
    this.listen();
    this.start();
  }

  show() {
    this.map.invalidateSize();
  }

  draw(element) {
    const stillness = matchMedia("(prefers-reduced-motion: reduce)").matches;
    this.map = L.map(element, {
      zoomControl: false,
      attributionControl: false,
      minZoom: 6,
      maxZoom: 19,
      maxBounds: ROOM,
      zoomAnimation: !stillness,
      fadeAnimation: !stillness,
      markerZoomAnimation: !stillness,
    });
    L.control.zoom({ zoomInTitle: "Inzoomen", zoomOutTitle: "Uitzoomen" }).addTo(this.map);
    L.control.attribution({ prefix: false }).addTo(this.map);
    this.map.fitBounds(NETHERLANDS);
    this.outline = drawOutline(this.map, this.pin.dataset.outline);
    this.marker = L.marker(NETHERLANDS.getCenter(), {
      icon: L.divIcon({ html: face(), className: "map__spot", iconSize: [44, 44], iconAnchor: [22, 42] }),
      draggable: true,
      autoPan: true,
      title: "Speld: sleep hem, of verschuif hem met de pijltjestoetsen",
    });
  }

  listen() {
    this.map.on("click", ({ latlng }) => this.place(latlng));
    this.marker.on("dragend", () => this.place(this.marker.getLatLng()));
    this.marker.on("add", () => {
      this.marker.getElement().addEventListener("keydown", (press) => this.pressed(press));
    });
    for (const field of [this.latitude, this.longitude]) {
      field.addEventListener("change", (change) => change.isTrusted && this.follow());
    }
    for (const button of this.pin.querySelectorAll("[data-pin-move]")) {
      button.addEventListener("click", () => this.move(button.dataset.pinMove));
    }
    this.begin.addEventListener("click", () => {
      this.place(this.map.getCenter());
      this.marker.getElement().focus({ preventScroll: true });
    });
    this.pin.querySelector("[data-pin-away]").addEventListener("click", () => this.takeAway());
    this.pin.querySelector("[data-pin-tiles]")?.addEventListener("click", () => this.showStreets());
    for (const name of ["street", "postcode", "place"]) {
      this.form?.elements.namedItem(name)?.addEventListener("change", () => this.addressChanged());
    }
  }

  showStreets() {
    this.pin.querySelector("[data-pin-ask]").hidden = true;
    this.hasStreets = true;
    layTiles(this.map, this.pin.dataset, this.outline, (words) => this.say(words));
    const pin = this.map.hasLayer(this.marker) && this.marker.getLatLng();
    this.map.setView(pin || this.map.getCenter(), pin ? STREETS : Math.max(this.map.getZoom(), STREETS - 2));
    this.map.getContainer().focus({ preventScroll: true });
  }

  closeness() {
    return this.hasStreets ? STREETS : OVERVIEW;
  }

  /** A pin that nobody moved goes along with the address; without one we begin near it. */
  addressChanged() {
    const seen = this.form.elements.namedItem("pin_seen")?.value;
    if (!this.typed()) this.start();
    else if (seen === `${this.latitude.value} ${this.longitude.value}`) {
      this.say("Je hebt het adres veranderd. Als je bewaart, zoeken wij de plek opnieuw.");
    }
  }

  /** Begin at the pin; else near the address that was typed. */
  async start() {
    const typed = this.typed();
    if (typed) {
      this.put(typed);
      this.map.setView(typed, OVERVIEW);
      this.tell();
      return;
    }
    this.settle(false);
    this.say(NO_PIN);
    const words = ["postcode", "place"].map((name) => this.form?.elements.namedItem(name)?.value.trim());
    for (const asked of words.filter(Boolean)) {
      const near = await this.ask(this.pin.dataset.suggest, { q: asked }).catch(() => []);
      if (near[0]?.lat && !this.typed()) {
        this.map.setView([near[0].lat, near[0].lon], this.closeness());
        return;
      }
    }
  }

  pressed(press) {
    const direction = KEYS[press.key];
    if (!direction || press.altKey || press.ctrlKey || press.metaKey) return;
    press.preventDefault();
    press.stopPropagation();
    this.move(direction, press.shiftKey ? 100 : undefined);
  }

  move(direction, metres = Number(this.step.value)) {
    const { lat, lng } = this.marker.getLatLng();
    const [north, east] = DIRECTIONS[direction];
    const degrees = metres / METRES_PER_DEGREE;
    const narrow = Math.cos((lat * Math.PI) / 180);
    this.place(L.latLng(lat + north * degrees, lng + (east * degrees) / narrow));
  }

  /** The pin is here now: on the map, in the fields and in words. */
  place(point) {
    const [latitude, longitude] = [point.lat.toFixed(6), point.lng.toFixed(6)];
    this.put(L.latLng(Number(latitude), Number(longitude)));
    this.write(latitude, longitude);
    this.tell();
  }

  put(here) {
    this.marker.setLatLng(here);
    if (!this.map.hasLayer(this.marker)) this.marker.addTo(this.map);
    if (!this.map.getBounds().pad(-0.1).contains(here)) this.map.panTo(here);
    this.settle(true);
  }

  /** Follow what was typed in the fields. */
  follow() {
    const typed = this.typed();
    if (!typed) return;
    this.put(typed);
    this.map.setView(typed, Math.max(this.map.getZoom(), this.closeness()));
    this.tell();
  }

  takeAway() {
    this.marker.remove();
    this.write("", "");
    this.settle(false);
    this.say("De speld is weg. Wij zoeken de plek bij het adres.");
    this.begin.focus();
  }

  settle(isThere) {
    this.moves.hidden = !isThere;
    this.begin.hidden = isThere;
  }

  typed() {
    const [lat, lng] = [this.latitude, this.longitude].map((field) => field.value.trim().replace(",", "."));
    if (!lat || !lng || Number.isNaN(Number(lat)) || Number.isNaN(Number(lng))) return null;
    return Math.abs(lat) <= 90 && Math.abs(lng) <= 180 ? L.latLng(Number(lat), Number(lng)) : null;
  }

  write(latitude, longitude) {
    this.latitude.value = latitude;
    this.longitude.value = longitude;
    for (const kind of ["input", "change"]) {
      this.longitude.dispatchEvent(new Event(kind, { bubbles: true }));
    }
  }

  /** Say where the pin is, a moment after it stopped moving. */
  tell() {
    clearTimeout(this.pause);
    this.pause = setTimeout(async () => {
      const { lat, lng } = this.marker.getLatLng();
      try {
        const spot = await this.ask(this.pin.dataset.spot, { lat: lat.toFixed(5), lon: lng.toFixed(5) });
        this.say(spot.error ?? sentence(spot));
      } catch (failure) {
        if (failure.name !== "AbortError") this.say(`De speld staat op ${lat.toFixed(5)}, ${lng.toFixed(5)}.`);
      }
    }, PAUSE_MILLISECONDS);
  }

  async ask(address, parameters) {
    this.asked?.abort();
    this.asked = new AbortController();
    const query = new URLSearchParams(parameters);
    const answer = await fetch(`${address}?${query}`, { signal: this.asked.signal });
    return answer.json();
  }

  say(words) {
    this.status.textContent = words;
  }
}

function sentence({ label, precision, municipality }) {
  const at = precision === "address" ? "bij" : "in of bij";
  return `De speld staat ${at} ${label}, gemeente ${municipality}.`;
}

function face() {
  const pin = document.createElement("span");
  pin.className = "map__pin";
  const light = document.createElement("span");
  light.setAttribute("aria-hidden", "true");
  pin.append(light);
  return pin;
}
