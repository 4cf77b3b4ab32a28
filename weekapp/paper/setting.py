"""Sets a page of HTML as a PDF that can be read aloud (PDF/UA): runs in the confined child.

All it needs stands in the page itself; it asks nobody for anything (see CVE-2025-68616).
"""

from base64 import b64encode
from collections.abc import Sequence

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher

READABLE = {"pdf_variant": "pdf/ua-1", "pdf_tags": True}


def pdf(content: bytes, style: str, points: Sequence[float] = ()) -> str:
    """The PDF of a page in a style (CSS), in base64; of the sizes its letters may have, in points,
    it gets the first with which everything is on one sheet, or else the last.
    """
    only_itself = URLFetcher(allowed_protocols={"data"}, allow_redirects=False)
    page = HTML(string=content.decode(), url_fetcher=only_itself)
    fonts = FontConfiguration()
    styles = [f"{style} html {{ font-size: {size}pt }}" for size in points] or [style]
    for one in styles:
        css = CSS(string=one, url_fetcher=only_itself, font_config=fonts)
        document = page.render(stylesheets=[css], font_config=fonts, **READABLE)
        if len(document.pages) == 1:
            break
    return b64encode(document.write_pdf(**READABLE)).decode()
