"""Draws our door left ajar with a laid table in its light, as on the site (illustration.html)."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

PAPER, INK, PRIMARY, SUN, GLOW = "#fbf7f0", "#1d2a2e", "#0b5d5b", "#f4b740", "#fcebc2"
FRAME, PANEL = "#d9d2c5", "#08403f"
# What of the drawing is seen, in its own measure: left, top, right, bottom.
SEEN = (40, 12, 360, 300)
FINER = 2  # drawn so much larger and then made smaller, for smooth edges
# Each part: its colour and its corners, from the back to the front.
PARTS = (
    (GLOW, ((140, 244), (230, 244), (344, 300), (176, 300))),
    (FRAME, ((82, 244), (82, 26), (88, 20), (234, 20), (240, 26), (240, 244))),
    (SUN, ((96, 244), (96, 34), (226, 34), (226, 244))),
    (INK, ((168, 178), (226, 178), (226, 186), (205, 186), (205, 244), (198, 244), (198, 186),
           (168, 186))),
    ("#ffffff", ((180, 160), (198, 160), (198, 170), (193, 178), (185, 178), (180, 170))),
    ("#ffffff", ((206, 160), (224, 160), (224, 170), (219, 178), (211, 178), (206, 170))),
    (PRIMARY, ((96, 38), (101, 32), (164, 14), (170, 22), (170, 272), (164, 278), (101, 256),
               (96, 250))),
    (PANEL, ((112, 64), (154, 54), (154, 130), (112, 134))),
    (PANEL, ((112, 152), (154, 150), (154, 238), (112, 226))),
)  # fmt: skip
KNOB, RADIUS = (160, 142), 5.5


def drawn(size: tuple[int, int]) -> "Picture":
    """The door in the middle of a picture of this size, as large as fits, on a floor of light."""
    from PIL import Image, ImageDraw

    width, height = (FINER * side for side in size)
    picture = Image.new("RGB", (width, height), PAPER)
    pen = ImageDraw.Draw(picture)
    left, top, right, bottom = SEEN
    scale = min(width / (right - left), height / (bottom - top))
    aside = (width - (right - left) * scale) / 2

    def placed(x: float, y: float) -> tuple[float, float]:
        return aside + (x - left) * scale, height - (bottom - y) * scale

    for colour, corners in PARTS:
        pen.polygon([placed(x, y) for x, y in corners], colour)
    pen.circle(placed(*KNOB), RADIUS * scale, SUN)
    return picture.resize(size, Image.Resampling.LANCZOS)
