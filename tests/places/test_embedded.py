"""Our own gazetteer as a geocoder of geopy: the same calls, and never the network."""

from pathlib import Path

import pytest
from geopy.exc import GeocoderServiceError
from geopy.geocoders.base import Geocoder

from tests.conftest import settings
from weekapp.config import WrongSetting
from weekapp.places.addresses import Address
from weekapp.places.geocoders.choice import locator_of
from weekapp.places.geocoders.embedded import Embedded, GazetteerGeocoder


@pytest.fixture
def geocoder() -> GazetteerGeocoder:
    return GazetteerGeocoder()


def test_it_is_a_geocoder_of_geopy_and_the_one_we_use_by_default(tmp_path: Path) -> None:
    locator = locator_of(settings(tmp_path))
    assert isinstance(locator, Embedded) and isinstance(locator.geocoder, Geocoder)


def test_it_understands_what_residents_type(geocoder: GazetteerGeocoder) -> None:
    found = geocoder.geocode("amersfort")
    assert (found.address, found.latitude, found.longitude) == ("Amersfoort", 52.155, 5.3875)
    assert found.raw.precision == "place"


def test_it_gives_a_list_when_asked_for_more_than_one(geocoder: GazetteerGeocoder) -> None:
    found = geocoder.geocode(Address("", "", "Bergen"), exactly_one=False)
    assert [one.address for one in found] == ["Bergen (NH.)", "Bergen (L.)"]


@pytest.mark.parametrize("typed", ["Bergen", "xyzzyq", "", "0000 AA"])
def test_it_gives_none_when_it_knows_no_one_place(geocoder: GazetteerGeocoder, typed: str) -> None:
    assert geocoder.geocode(typed) is None
    assert geocoder.geocode(Address(typed, "", ""), exactly_one=False) is None


def test_it_tells_what_is_near_a_point(geocoder: GazetteerGeocoder) -> None:
    found = geocoder.reverse((52.0402, 5.6649))
    assert (found.address, found.raw.municipality_code) == ("Ede", "GM0228")
    assert geocoder.reverse("51.2194, 4.4024", exactly_one=False) is None


def test_it_suggests_while_somebody_types(geocoder: GazetteerGeocoder) -> None:
    assert [one.address for one in geocoder.suggest("amersf")] == ["Amersfoort"]
    assert geocoder.suggest("xyzzyq") is None


def test_it_has_no_way_to_the_network(geocoder: GazetteerGeocoder) -> None:
    with pytest.raises(GeocoderServiceError):
        geocoder.adapter.get_text("http://127.0.0.1/", timeout=1, headers={})


@pytest.mark.parametrize("url", ["pdok.nl", "file:///etc/passwd", "ftp://pdok.nl"])
def test_a_geocoder_that_cannot_be_asked_is_refused_at_the_start(tmp_path: Path, url: str) -> None:
    with pytest.raises(WrongSetting, match=r"^WEEKAPP_GEOCODER_URL"):
        settings(tmp_path, geocoder="pdok", geocoder_url=url)
