"""How a browser is called in words, from what it says of itself."""

_PROGRAMS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrome", "Chrome"),
    ("Safari", "Safari"),
)
_MACHINES = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Macintosh", "Mac"),
    ("CrOS", "Chromebook"),
    ("Linux", "Linux"),
)


def named(user_agent: str) -> str:
    """“Firefox op Windows”, or what is known of it."""
    program = next((name for sign, name in _PROGRAMS if sign in user_agent), "Browser")
    machine = next((name for sign, name in _MACHINES if sign in user_agent), "")
    return f"{program} op {machine}" if machine else program
