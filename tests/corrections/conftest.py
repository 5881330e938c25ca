"""A site on a small register that can be changed, its client, and an administrator of the team."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from pytest_django import Settings

from sharemap.corrections.models import Proposal
from sharemap.editions.preview import cut_preview
from sharemap.register.intake import take_in
from tests.corrections.samples import sent
from tests.pages import CheckedClient
from tests.register.conftest import small as small

PASSWORD = "a long word that nobody tries"


def say(_: str) -> None:
    """Progress is for people."""


def cut_once(data: Path, editions: Path, kept: Path) -> None:
    """Cut the preview; where an earlier test of this worker left the same one, it stands already."""
    if kept.exists():
        shutil.copytree(kept, editions)
    cut_preview(data, editions, say)
    if not kept.exists():
        shutil.copytree(editions, kept)


@pytest.fixture
def client(
    db: None, settings: Settings, small: Path, tmp_path: Path, tmp_path_factory: pytest.TempPathFactory
) -> CheckedClient:
    settings.DATA, settings.VAR, settings.EDITIONS = small, tmp_path, tmp_path / "editions"
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = {"staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
    assert take_in(small, say) == []
    cut_once(small, settings.EDITIONS, tmp_path_factory.getbasetemp() / "preview of the small register")
    return CheckedClient()


@pytest.fixture
def member(client: CheckedClient) -> User:
    return User.objects.create_user("asha", password=PASSWORD, is_staff=True, is_superuser=True)


@pytest.fixture
def reviewer(client: CheckedClient) -> CheckedClient:
    """The same site, with one of the team signed in who is no administrator."""
    signed_in = CheckedClient()
    signed_in.force_login(User.objects.create_user("rosa", password=PASSWORD, is_staff=True))
    return signed_in


@pytest.fixture
def team(client: CheckedClient, member: User) -> CheckedClient:
    """The same site, with a member of the team signed in."""
    signed_in = CheckedClient()
    signed_in.force_login(member)
    return signed_in


@pytest.fixture
def proposal(client: CheckedClient) -> Proposal:
    """One that waits for the team."""
    client.post("/corrections", sent())
    return Proposal.objects.get()
