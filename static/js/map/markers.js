// Markers and what they say. Everything from an organiser goes in as text, never as HTML.

import L from "leaflet";

const SIZE = 44;

export function activities(count) {
  return count === 1 ? "1 activiteit" : `${count.toLocaleString("nl-NL")} activiteiten`;
}

/** An address: its pin is named after what is on there. */
export function spotMarker({ geometry, properties }) {
  const [longitude, latitude] = geometry.coordinates;
  const [first] = properties.activities;
  const name =
    properties.count === 1
      ? `${first.title}, ${first.when}`
      : `${activities(properties.count)}: ${first.where}`;
  const pin = face("map__pin", properties.count === 1 ? "" : String(properties.count), name);
  const icon = L.divIcon({
    html: pin,
    className: "map__spot",
    iconSize: [SIZE, SIZE],
    iconAnchor: [SIZE / 2, SIZE - 2],
    popupAnchor: [0, 8 - SIZE],
  });
  const marker = L.marker([latitude, longitude], { icon, title: name, riseOnHover: true });
  marker.spot = properties;
  marker.on("popupopen", ({ popup }) => opened(marker, popup));
  return marker;
}

/** A square in which there is too much to name: it can only be zoomed in on. */
export function squareMarker(map, { geometry, properties }) {
  const [longitude, latitude] = geometry.coordinates;
  const icon = countIcon(properties.count);
  const marker = L.marker([latitude, longitude], { icon, title: zoomName(properties.count) });
  marker.spot = properties;
  const closer = () => map.flyTo(marker.getLatLng(), map.getZoom() + 2, { duration: 0.4 });
  marker.on("click", closer);
  marker.on("keypress", ({ originalEvent }) => originalEvent.key === "Enter" && closer());
  return marker;
}

/** Addresses near each other: as many as there are activities at them. */
export function clusterIcon(cluster) {
  const together = cluster.getAllChildMarkers();
  return countIcon(together.reduce((sum, marker) => sum + marker.spot.count, 0));
}

/** What is on at an address, to go on to; the list is read from the top. */
export function popupOf({ spot }) {
  const list = document.createElement("ul");
  list.className = "map__list";
  for (const one of spot.activities) list.append(itemOf(one));
  const content = document.createElement("div");
  content.className = "map__popup";
  const where = document.createElement("p");
  where.className = "map__where";
  where.textContent = spot.activities[0].where;
  content.append(where, list);
  const more = spot.count - spot.activities.length;
  if (more > 0) {
    const rest = document.createElement("p");
    rest.textContent = `En nog ${activities(more)}. Die staan in de lijst.`;
    content.append(rest);
  }
  return content;
}

function itemOf({ title, url, when }) {
  const link = document.createElement("a");
  link.href = url;
  link.textContent = title;
  const time = document.createElement("span");
  time.className = "map__when";
  time.textContent = when;
  const item = document.createElement("li");
  item.append(time, link);
  return item;
}

/** Into the popup with the focus, and back to the marker when it closes (by Escape too). */
function opened(marker, popup) {
  const element = popup.getElement();
  element.setAttribute("role", "dialog");
  element.setAttribute("aria-label", marker.options.title);
  const close = element.querySelector(".leaflet-popup-close-button");
  close?.setAttribute("aria-label", "Sluit");
  element.querySelector("a[href]:not(.leaflet-popup-close-button)")?.focus({ preventScroll: true });
  element.addEventListener("keydown", (press) => {
    if (press.key === "Escape") marker.closePopup();
  });
  marker.once("popupclose", () => {
    const focused = document.activeElement;
    if (focused === document.body || element.contains(focused)) {
      setTimeout(() => marker.getElement()?.focus({ preventScroll: true }));
    }
  });
}

function countIcon(count) {
  const size = count < 10 ? 44 : count < 100 ? 52 : 62;
  const html = face("map__count", count.toLocaleString("nl-NL"), zoomName(count));
  return L.divIcon({ html, className: "map__cluster", iconSize: [size, size] });
}

function zoomName(count) {
  return `${activities(count)}, inzoomen`;
}

/** What is seen, hidden from screen readers, and what they hear instead. */
function face(className, seen, said) {
  const whole = document.createElement("span");
  whole.className = className;
  const shown = document.createElement("span");
  shown.setAttribute("aria-hidden", "true");
  shown.textContent = seen;
  const heard = document.createElement("span");
  heard.className = "hidden";
  heard.textContent = said;
  whole.append(shown, heard);
  return whole;
}
