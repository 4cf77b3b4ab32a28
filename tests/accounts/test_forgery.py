"""Forms that other sites send in somebody's name."""

import pytest

from tests.client import Client, filled_in


@pytest.mark.parametrize(
    "origin", ["https://evil.example", "null", "http://localhost.evil.example"]
)
def test_a_form_that_another_site_sends_signs_nobody_in(client: Client, origin: str) -> None:
    form = client.get("/inloggen").one("main form")
    fields = filled_in(form) | {"email": ["nel@voorbeeld.nl"]}
    assert client.post("/inloggen", data=fields, headers={"Origin": origin}).status == 400


@pytest.mark.parametrize("headers", [{}, {"Origin": "http://localhost"}])
def test_a_form_of_ours_is_taken_also_without_a_referer(
    client: Client, headers: dict[str, str]
) -> None:
    form = client.get("/inloggen").one("main form")
    fields = filled_in(form) | {"email": ["nel@voorbeeld.nl"]}
    assert client.post("/inloggen", data=fields, headers=headers).path == "/inloggen/code"
