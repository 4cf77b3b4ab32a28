"""Pictures for demonstration activities: a door, a light and a table, drawn in our colours."""

import hashlib
from io import BytesIO
from random import Random
from typing import Any

from PIL import Image, ImageDraw

SIZE = (1200, 675)
WALLS = ("#0B5D5B", "#8C4A3C", "#3E5C76", "#6B705C", "#7A5C8E", "#A0662B")
SUN, PAPER, INK = "#F4B740", "#FBF7F0", "#1D2A2E"


def draw(rng: Random, wall: str) -> bytes:
    """A JPEG of a room seen through a door left ajar."""
    image = Image.new("RGB", SIZE, wall)
    pen = ImageDraw.Draw(image)
    left = rng.randrange(120, 640)
    pen.polygon([(left, 90), (left + 240, 60), (left + 240, 675), (left, 640)], fill=PAPER)
    pen.polygon([(left, 640), (left + 240, 675), (left - 120, 675)], fill=SUN)
    lamp = rng.randrange(left + 60, left + 180)
    pen.line([(lamp, 60), (lamp, 190)], fill=INK, width=4)
    pen.pieslice([lamp - 60, 160, lamp + 60, 280], 180, 360, fill=SUN)
    table = rng.randrange(430, 520)
    pen.rounded_rectangle([left + 330, table, left + 560, table + 22], 10, fill=PAPER)
    for leg in (left + 350, left + 520):
        pen.rectangle([leg, table + 22, leg + 14, 640], fill=PAPER)
    for cup in range(rng.randrange(2, 5)):
        x = left + 350 + cup * 50
        pen.rounded_rectangle([x, table - 30, x + 28, table], 6, fill=SUN)
    saved = BytesIO()
    image.save(saved, "JPEG", quality=80, optimize=True)
    return saved.getvalue()


def rows(rng: Random, organisation_id: int, at: Any) -> list[dict[str, Any]]:
    """One picture row for each colour of wall."""
    made = []
    for number, wall in enumerate(WALLS, start=1):
        content = draw(rng, wall)
        made.append(
            {
                "id": number,
                "name": hashlib.sha256(content).hexdigest()[:32],
                "organisation_id": organisation_id,
                "width": SIZE[0],
                "height": SIZE[1],
                "content": content,
                "created_at": at,
            }
        )
    return made
