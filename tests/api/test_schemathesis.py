"""Whatever a program may send, the API answers as its OpenAPI document says."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, settings
from schemathesis import Case
from schemathesis.config import SchemathesisConfig

from sharemap.api.describe import PLACE
from tests.pages import CheckedClient

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication

CONFIG = {
    # A text of the right form may still name nothing in this edition, or be no cursor of ours.
    "checks": {
        "positive_data_acceptance": {"expected-statuses": ["2xx", "404", "410", "422"]},
        "negative_data_rejection": {"expected-statuses": ["404", "405", "414", "422"]},
    },
}


schema = schemathesis.openapi.from_path(PLACE, config=SchemathesisConfig.from_dict(CONFIG))


@pytest.fixture
def application(client: CheckedClient) -> Iterator[WSGIApplication]:
    """The site. Schemathesis says that it takes gzip, and does not unpack it.

    Connections that earlier tests left open are not looked after: Django's own client for tests does the same.
    """
    site = get_wsgi_application()
    request_started.disconnect(close_old_connections)
    request_finished.disconnect(close_old_connections)

    def unpacked(environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        return site({**environ, "HTTP_ACCEPT_ENCODING": "identity"}, start_response)

    yield unpacked
    request_started.connect(close_old_connections)
    request_finished.connect(close_old_connections)


@schema.parametrize()
@settings(
    max_examples=40,
    derandomize=True,
    database=None,
    # The site is the same for every example: nothing here can be written.
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_nothing_is_found(case: Case[Any], application: WSGIApplication) -> None:
    case.call_and_validate(app=application)
