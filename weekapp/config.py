"""The settings of the site: one frozen field each, read from WEEKAPP_* once, at start."""

import os
import re
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

POSTGRESQL = "postgresql+psycopg://"
GEOCODERS = ("gazetteer", "pdok", "nominatim", "photon")
EMAIL = re.compile(r"[^\s@<>]+@[^\s@<>]+")
PDOK_TILES = (
    "https://service.pdok.nl/brt/achtergrondkaart/wmts/v2_0/grijs/EPSG:3857/{z}/{x}/{y}.png"
)

_package = Path(__file__).resolve().parent
# A wheel carries templates, static files and migrations in weekapp/site; a checkout beside weekapp.
SITE = _package / "site" if (_package / "site").is_dir() else _package.parent


class WrongSetting(Exception):
    """A setting is missing or cannot be used; the message starts with its name."""


@dataclass(frozen=True)
class Settings:
    """Every setting of the site; `instance` is the folder for what the site itself writes."""

    secret_key: str
    base_url: str = "http://127.0.0.1:5000"
    trusted_hosts: tuple[str, ...] = ("127.0.0.1", "localhost")
    instance: Path = field(default_factory=lambda: Path.cwd() / "instance")
    database_url: str = ""
    database_replica_url: str = ""
    redis_url: str = ""
    geocoder: str = "gazetteer"
    geocoder_url: str = ""
    smtp_url: str = ""
    tiles_url: str = PDOK_TILES
    tiles_cache: bool = False
    mail_from: str = "Week tegen Eenzaamheid <noreply@localhost>"
    contact: str = ""
    security_contact: str = ""
    proxies: int = 0
    is_secure: bool = field(init=False)

    def __post_init__(self) -> None:
        address = urlsplit(self.base_url)
        if address.scheme not in ("http", "https") or not address.hostname:
            raise WrongSetting("WEEKAPP_BASE_URL moet beginnen met http:// of https://")
        if len(self.secret_key) < 16:
            raise WrongSetting("WEEKAPP_SECRET_KEY moet ten minste 16 tekens lang zijn")
        if self.geocoder not in GEOCODERS:
            raise WrongSetting(f"WEEKAPP_GEOCODER moet een van deze zijn: {', '.join(GEOCODERS)}")
        if self.geocoder_url and urlsplit(self.geocoder_url).scheme not in ("http", "https"):
            raise WrongSetting("WEEKAPP_GEOCODER_URL moet beginnen met http:// of https://")
        if self.smtp_url and urlsplit(self.smtp_url).scheme not in ("smtp", "smtps"):
            raise WrongSetting("WEEKAPP_SMTP_URL moet beginnen met smtp:// of smtps://")
        if self.contact and not EMAIL.fullmatch(self.contact):
            raise WrongSetting("WEEKAPP_CONTACT moet een e-mailadres zijn, zonder naam erbij")
        if not self.database_url:
            set_once = f"sqlite:///{self.instance / 'weekapp.db'}"
            object.__setattr__(self, "database_url", set_once)
        self._refuse_wrong_stores()
        object.__setattr__(self, "is_secure", address.scheme == "https")

    @property
    def is_postgresql(self) -> bool:
        """Whether the database is PostgreSQL; else it is a file of SQLite."""
        return self.database_url.startswith(POSTGRESQL)

    def _refuse_wrong_stores(self) -> None:
        if not self.database_url.startswith(("sqlite:///", POSTGRESQL)):
            raise WrongSetting(f"WEEKAPP_DATABASE_URL moet beginnen met sqlite:/// of {POSTGRESQL}")
        if self.database_replica_url and not self.is_postgresql:
            raise WrongSetting("WEEKAPP_DATABASE_REPLICA_URL kan alleen naast PostgreSQL")
        if self.database_replica_url and not self.database_replica_url.startswith(POSTGRESQL):
            raise WrongSetting(f"WEEKAPP_DATABASE_REPLICA_URL moet beginnen met {POSTGRESQL}")
        if self.redis_url and urlsplit(self.redis_url).scheme not in ("redis", "rediss", "unix"):
            raise WrongSetting("WEEKAPP_REDIS_URL moet beginnen met redis://, rediss:// of unix://")


def read(environment: Mapping[str, str] = os.environ) -> Settings:
    """Settings from the environment; WrongSetting names the one that cannot be used.

    Without WEEKAPP_SECRET_KEY a key is made once and kept in the instance folder, which only
    a site on this machine alone may do: with an https address the key has to be given.
    """
    given = {
        name.removeprefix("WEEKAPP_").lower(): value.strip()
        for name, value in environment.items()
        if name.startswith("WEEKAPP_")
    }
    instance = Path(given.pop("instance", "") or Path.cwd() / "instance").resolve()
    instance.mkdir(parents=True, exist_ok=True)
    base_url = given.pop("base_url", "") or Settings.base_url
    base_url = base_url.rstrip("/")
    hosts = tuple(h.strip() for h in given.pop("trusted_hosts", "").split(",") if h.strip())
    secret_key = given.pop("secret_key", "") or _kept_secret(instance, base_url)
    proxies = given.pop("proxies", "") or "0"
    if not proxies.isdigit():
        raise WrongSetting("WEEKAPP_PROXIES moet een getal zijn")
    tiles_cache = given.pop("tiles_cache", "") or "nee"
    if tiles_cache not in ("ja", "nee"):
        raise WrongSetting("WEEKAPP_TILES_CACHE moet ja of nee zijn")
    known = {name: given[name] for name in _TEXTS if name in given}
    unknown = sorted(set(given) - set(_TEXTS))
    if unknown:
        raise WrongSetting(f"WEEKAPP_{unknown[0].upper()} is geen bestaande instelling")
    return Settings(
        secret_key=secret_key,
        base_url=base_url,
        trusted_hosts=hosts or _hosts_of(base_url),
        instance=instance,
        proxies=int(proxies),
        tiles_cache=tiles_cache == "ja",
        **known,
    )


_TEXTS = (
    "database_url",
    "database_replica_url",
    "redis_url",
    "geocoder",
    "geocoder_url",
    "smtp_url",
    "tiles_url",
    "mail_from",
    "contact",
    "security_contact",
)


def _hosts_of(base_url: str) -> tuple[str, ...]:
    host = urlsplit(base_url).hostname or "127.0.0.1"
    return (host, "localhost", "127.0.0.1") if not base_url.startswith("https") else (host,)


def _kept_secret(instance: Path, base_url: str) -> str:
    if base_url.startswith("https"):
        raise WrongSetting("WEEKAPP_SECRET_KEY ontbreekt")
    kept = instance / "secret_key"
    if not kept.exists():
        _keep_whole(kept, os.urandom(32).hex())
    return kept.read_text()


def _keep_whole(file: Path, text: str) -> None:
    """Write a file that only we may read, at once and whole, unless another process was first."""
    made = file.with_name(f"{file.name}.{os.urandom(8).hex()}")
    made.touch(mode=0o600)
    try:
        made.write_text(text)
        with suppress(FileExistsError):
            os.link(made, file)
    finally:
        made.unlink()
