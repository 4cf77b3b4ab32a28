"""Who can sign in on a site with demonstration data."""

ORGANISER = "organisator@example.org"
COORDINATOR = "coordinator@example.org"
NATIONAL = "landelijk@example.org"

ROLES = {
    ORGANISER: "organisator (een buurthuis in Ede)",
    COORDINATOR: "coördinator van de gemeente Ede",
    NATIONAL: "landelijk team",
}
HOME = "GM0228"  # Ede: where the demonstration organiser and coordinator are at home
