"""Makes the geocoder that the settings name; it goes nowhere until it is asked something."""

from typing import Any
from urllib.parse import urlsplit

from geopy.geocoders import Nominatim, Photon

from weekapp.config import Settings
from weekapp.places.addresses import Locator
from weekapp.places.geocoders import pdok, transport
from weekapp.places.geocoders.embedded import Embedded, GazetteerGeocoder
from weekapp.places.geocoders.openstreetmap import NominatimLocator, PhotonLocator

PUBLIC = {
    "pdok": pdok.ADDRESS,
    "nominatim": "https://nominatim.openstreetmap.org",
    "photon": "https://photon.komoot.io",
}


def locator_of(settings: Settings) -> Locator:
    """The geocoder of the settings behind the port, at its public address or at our own."""
    if settings.geocoder == "gazetteer":
        return Embedded(GazetteerGeocoder())
    address = settings.geocoder_url or PUBLIC[settings.geocoder]
    common: dict[str, Any] = {
        "timeout": transport.SECONDS,
        "user_agent": f"weekapp/0.1 (+{settings.base_url})",
        "adapter_factory": transport.BriefAdapter,
        "proxies": transport.proxies_for(address),
    }
    if settings.geocoder == "pdok":
        return pdok.PdokLocator(pdok.Pdok(address=address, **common))
    server = urlsplit(address)
    common |= {"domain": (server.netloc + server.path).rstrip("/"), "scheme": server.scheme}
    if settings.geocoder == "nominatim":
        return NominatimLocator(Nominatim(**common))
    return PhotonLocator(Photon(**common))
