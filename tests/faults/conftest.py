"""A site of its own on a small register, on the database that the tests run on, as a host has it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

import pytest

from bench.standing import Seated, Standing, standing
from scripts.postgres import Cluster, postgres
from tests.register.conftest import write_small
from tests.register.samples import dossier

BODIES = ("east", "north", "south", "west")


@dataclass(frozen=True, slots=True)
class Stood:
    """The site, who answers there, and its database where that is a server."""

    site: Standing
    bodies: list[Seated]
    cluster: Cluster | None


@pytest.fixture(scope="module")
def stood(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stood]:
    data = write_small(
        tmp_path_factory.mktemp("register") / "data", [dossier(key, members=BODIES) for key in ("a1", "a2")], BODIES
    )
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        with postgres() as cluster, _site(data, {"DATABASE_URL": cluster.url()}) as site:
            yield Stood(site, site.prepare(len(BODIES)), cluster)
    else:
        with _site(data, {}) as site:
            yield Stood(site, site.prepare(len(BODIES)), None)


def _site(data: Path, told: dict[str, str]) -> AbstractContextManager[Standing]:
    return standing({"SHAREMAP_DATA": str(data), **told})
