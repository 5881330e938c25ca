"""What is a web address, and what is one but for its beginning."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sharemap.core.web import is_web_address, with_scheme


@pytest.mark.parametrize(
    "url",
    [
        "https://example.org",
        "HTTP://Example.org:8080/a?b=c#d",
        "https://example.org?b",
        "https://someone@example.org/a@b",
        "https://sub.example.org/a%20(b)",
        "https://xn--caf-dma.example/é",
    ],
)
def test_an_address_is_one(url: str) -> None:
    assert is_web_address(url)


@pytest.mark.parametrize(
    "url",
    [
        "",
        "example.org",
        "https://localhost/a",
        "https://a b.example.org",
        "https://example.org/a b",
        "https://some.one@localhost/",
        "ftp://example.org",
        "javascript:alert(1)//https://example.org",
        "https://[::1]/a.b",
        "https:///example.org",
        "https://example.org:port/",
        " https://example.org",
        "https://example.org\n",
    ],
)
def test_what_is_none_is_none(url: str) -> None:
    assert not is_web_address(url)


@given(st.text(st.sampled_from("aé.:/?#@[] \n\\%1"), max_size=20))
def test_what_is_taken_leads_to_a_host_with_a_dot(rest: str) -> None:
    url = f"https://{rest}"
    if is_web_address(url):
        parts = urlsplit(url)
        assert parts.scheme == "https"
        assert "." in (parts.hostname or "")


def test_people_leave_out_the_beginning() -> None:
    assert with_scheme("example.org/a") == "https://example.org/a"
    assert with_scheme("http://example.org") == "http://example.org"
    assert with_scheme("minutes of 3 May 2014") == "minutes of 3 May 2014"
    assert with_scheme("") == ""
