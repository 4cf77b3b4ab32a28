"""Which web addresses and which machines lie outside: what may be read on somebody's behalf.

Whatever is not plainly a name on the open internet is refused, not interpreted: each program that
reads an address reads the odd ones differently, and that difference is what an attack is made of.
"""

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from urllib.parse import quote, urljoin

import idna

LONGEST = 2000

# What is left of an address that was typed: scheme, authority, path with query; no fragment.
_PARTS = re.compile(r"(?:([a-z][a-z0-9+.-]*)://)?([^/?#]+)(/[^?#]*)?(\?[^#]*)?(?:#.*)?", re.I)
_NAME = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z0-9-]{2,63}")
_NUMBER = re.compile(r"(?:.*\.)?(?:[0-9]+|0x[0-9a-f]*)")  # the last part of any form of IPv4
_ODD = re.compile(r"[\s\\\x00-\x20\x7f-\x9f]")
# What may stand as it is; what is there as %XX stays so.
_PATH, _QUERY = "/%:@!$&'()*+,;=~-._", "/%:@!$&'()*+,;=~-._?"

# The registers of special addresses (IANA; RFC 6890): Python's `is_global` knows most of them,
# which ones depends on its version.
_SPECIAL4 = tuple(
    IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
_UNICAST6 = IPv6Network("2000::/3")
_SPECIAL6 = tuple(
    IPv6Network(network) for network in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
)
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052; the local-use one, 64:ff9b:1::/48, is not outside
_ISATAP = (0x00005EFE, 0x02005EFE)


class NotOutside(ValueError):
    """An address that is not read: `why` is address, scheme, credentials, port or number."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True)
class Target:
    """What to ask for over https: the ASCII name of a host, and the path with its query."""

    host: str
    path: str

    @property
    def address(self) -> str:
        """The one way this address is written."""
        return f"https://{self.host}{self.path}"

    def redirected(self, location: str) -> "Target":
        """Where a redirect leads, by the same rules; only https, as somebody else chose it."""
        if _ODD.search(to := location.strip().replace(" ", "%20")):  # urljoin would drop some
            raise NotOutside("address")
        led = urljoin(self.address, to)
        if led.lower().startswith("http:"):
            raise NotOutside("downgrade")
        if not led.lower().startswith("https:"):
            raise NotOutside("scheme")
        return target(led)


def target(typed: str) -> Target:
    """What somebody typed, as what to ask for; webcal and http become https."""
    text = typed.strip()
    if not text or len(text) > LONGEST or _ODD.search(text) or not text.isprintable():
        raise NotOutside("address")
    parts = _PARTS.fullmatch(text)
    if not parts:
        raise NotOutside("address")
    scheme, authority, path, query = parts.groups()
    if (scheme or "https").lower() not in ("https", "http", "webcal", "webcals"):
        raise NotOutside("scheme")
    return Target(
        _host(authority), quote(path or "/", safe=_PATH) + quote(query or "", safe=_QUERY)
    )


def _host(authority: str) -> str:
    if "@" in authority:
        raise NotOutside("credentials")
    if authority.startswith("["):
        raise NotOutside("number")
    name, _, port = authority.partition(":")
    if port not in ("", "443"):
        raise NotOutside("port" if port.isdigit() else "address")
    try:
        plain = idna.encode(name.removesuffix("."), uts46=True, std3_rules=True).decode()
    except (idna.IDNAError, UnicodeError) as error:
        raise NotOutside("number" if _NUMBER.fullmatch(name) else "address") from error
    if _NUMBER.fullmatch(plain):
        raise NotOutside("number")
    if not _NAME.fullmatch(plain):
        raise NotOutside("address")
    return plain


def is_outside(address: str) -> bool:
    """Whether a machine at this IP address is on the open internet, whatever form it has."""
    try:
        found = ip_address(address)
    except ValueError:
        return False
    if isinstance(found, IPv4Address):
        return _is_outside4(found)
    if found.ipv4_mapped:
        return _is_outside4(found.ipv4_mapped)
    if found in _NAT64:
        return _is_outside4(_last4(found))
    if int(found) >> 32 & 0xFFFFFFFF in _ISATAP and not _is_outside4(_last4(found)):
        return False
    return (
        found.is_global
        and found in _UNICAST6
        and found.scope_id is None
        and not any(found in network for network in _SPECIAL6)
    )


def _is_outside4(address: IPv4Address) -> bool:
    return address.is_global and not any(address in network for network in _SPECIAL4)


def _last4(address: IPv6Address) -> IPv4Address:
    return IPv4Address(int(address) & 0xFFFFFFFF)
