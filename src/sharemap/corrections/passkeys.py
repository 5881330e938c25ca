"""Passkeys of the team, by allauth and fido2: asked for, proven, kept. What a browser sends is read without trust.

A passkey is used with a finger, a face or a PIN, so that it stands for name and password together.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any, TypeVar

from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal import auth
from cryptography.exceptions import InvalidSignature
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest

T = TypeVar("T")
LONGEST_NAME, LONGEST_ANSWER = 60, 20_000
MOST = 10
_UNREADABLE = (ValidationError, InvalidSignature, ValueError, LookupError, TypeError, AttributeError, RecursionError)


def of_user(user: User) -> QuerySet[Authenticator]:
    """Their passkeys, oldest first."""
    kept: QuerySet[Authenticator] = Authenticator.objects.filter(user=user, type=Authenticator.Type.WEBAUTHN)
    return kept.order_by("pk")


def possible(request: HttpRequest) -> bool:
    """Browsers bind a passkey to a name, and to no bare address."""
    try:
        ip_address(request.get_host().rpartition(":")[0].strip("[]") or request.get_host())
    except ValueError:
        return True
    return False


def to_make(user: User) -> str:
    """What the browser is told to make a passkey from, as JSON. The session remembers what was asked."""
    return _public_key(auth.begin_registration(user, passwordless=True))


def to_prove() -> str:
    """What the browser is told to prove a passkey with, as JSON. The session remembers what was asked."""
    return _public_key(auth.begin_authentication())


def _public_key(options: Mapping[str, Any]) -> str:
    return json.dumps(options["publicKey"], default=dict)


def made(user: User, name: str, answer: str) -> bool:
    """Keep the passkey that the browser made; false, and nothing kept, where it is not what was asked for."""
    try:
        said = _read(answer)
        auth.parse_registration_response(said)
        if not auth.complete_registration(said).is_user_verified():
            return False
    except _UNREADABLE:
        return False
    auth.WebAuthn.add(user, name, said)
    return True


def proven(answer: str) -> User | None:
    """Who of the team has proven themselves with a passkey."""
    try:
        said = _read(answer)
        response = auth.parse_authentication_response(said).response
        user = auth.extract_user_from_response(said)
        kept = auth.complete_authentication(user, said)
    except _UNREADABLE:
        return None
    if not (isinstance(user, User) and user.is_staff and user.is_active):
        return None
    if not response.authenticator_data.is_user_verified():
        return None
    kept.record_usage()
    return user


def _read(answer: str) -> dict[str, Any]:
    said = json.loads(answer[:LONGEST_ANSWER])
    if not isinstance(said, dict):
        raise ValueError("no object")
    return said


def rename(kept: Authenticator, name: str) -> None:
    kept.wrap().name = name
    kept.save(update_fields=["data"])
