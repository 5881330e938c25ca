"""Passkeys without a browser: what is no passkey opens nothing and breaks nothing; what one keeps is one’s own."""

from __future__ import annotations

import json
import secrets

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.webauthn.internal.auth import WebAuthn
from cryptography.hazmat.primitives.asymmetric import ec
from django.contrib.auth.models import User
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData
from pytest_django import Settings

from sharemap.corrections import passkeys
from sharemap.corrections.models import Attempt
from tests.corrections.conftest import PASSWORD
from tests.pages import CheckedClient

pytestmark = pytest.mark.django_db
DOOR, ACCESS = "/team/sign-in/passkey", "/team/access"
ON_NAME = {"host": "localhost"}
PROOF = {
    "id": "AAAA",
    "rawId": "AAAA",
    "type": "public-key",
    "response": {"clientDataJSON": "e30", "authenticatorData": "A" * 50, "signature": "AAAA", "userHandle": "MQ"},
    "clientExtensionResults": {},
}


def keep(user: User, name: str = "laptop") -> Authenticator:
    """A passkey of a device that nobody has."""
    public_key = ES256.from_cryptography_key(ec.generate_private_key(ec.SECP256R1()).public_key())  # type: ignore[no-untyped-call]
    made = AttestedCredentialData.create(Aaguid.NONE, secrets.token_bytes(16), public_key)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    proof = AttestationObject.create("none", AuthenticatorData.create(bytes(32), flags, 0, made), {})
    said = {"type": "webauthn.create", "challenge": "AAAA", "origin": "https://sharemap.example"}
    number = websafe_encode(made.credential_id)
    response = {
        "clientDataJSON": websafe_encode(json.dumps(said).encode()),
        "attestationObject": websafe_encode(bytes(proof)),
    }
    credential = {"id": number, "rawId": number, "type": "public-key", "response": response}
    kept: Authenticator = WebAuthn.add(user, name, {**credential, "clientExtensionResults": {}}).instance
    return kept


HOSTILE = [
    "",
    "null",
    "[]",
    "{",
    "1",
    '"x"',
    "{}",
    '{"response": null}',
    '{"response": {"userHandle": "!"}}',
    "[" * 15_000,
    json.dumps(PROOF),
    json.dumps({**PROOF, "response": {**PROOF["response"], "userHandle": None}}),  # type: ignore[dict-item]
    json.dumps({**PROOF, "response": {**PROOF["response"], "userHandle": "OTk5"}}),  # type: ignore[dict-item]
]


def test_what_is_no_passkey_opens_nothing(client: CheckedClient, member: User) -> None:
    for answer in HOSTILE:
        for asked in (False, True):
            if asked:
                client.get(f"{DOOR}.json", headers=ON_NAME)
            refused = client.post(DOOR, {"credential": answer}, headers=ON_NAME)
            assert refused.status_code == 422, answer[:80]
            assert "This passkey is not one that is kept here" in refused.content.decode()
            Attempt.objects.all().delete()
    assert client.get("/team/proposals").status_code == 302


def test_what_is_no_passkey_is_not_kept(team: CheckedClient) -> None:
    for answer in HOSTILE:
        team.get(ACCESS, headers=ON_NAME)
        typed = {"act": "add", "name": "x", "credential": answer}
        assert team.post(ACCESS, typed, headers=ON_NAME).status_code == 422, answer[:80]
    assert not Authenticator.objects.exists()


def test_guessing_and_asking_are_held_off(client: CheckedClient, settings: Settings) -> None:
    for _ in range(settings.SIGN_IN_FAILURES):
        client.post(DOOR, {"credential": "{}"})
    assert client.post(DOOR, {"credential": "{}"}).status_code == 429
    Attempt.objects.all().delete()
    settings.CODES_FROM_ONE_PLACE = 2
    assert [client.get(f"{DOOR}.json").status_code for _ in range(3)] == [200, 200, 429]


def test_what_is_asked_needs_a_finger_and_a_name(client: CheckedClient, member: User) -> None:
    asked = client.get(f"{DOOR}.json", headers=ON_NAME).json()
    assert (asked["userVerification"], asked["rpId"], asked.get("allowCredentials", [])) == (
        "required",
        "localhost",
        [],
    )
    assert asked["challenge"] != client.get(f"{DOOR}.json", headers=ON_NAME).json()["challenge"]


@pytest.mark.parametrize(
    ("host", "possible"), [("127.0.0.1:8000", False), ("[::1]:8000", False), ("localhost", True)]
)
def test_a_bare_address_has_no_passkeys_and_says_so(
    team: CheckedClient, settings: Settings, host: str, possible: bool
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    page = team.get(ACCESS, HTTP_HOST=host).content.decode()
    assert ("Browsers keep passkeys for a name only." in page) is not possible


def test_one_renames_and_removes_one_s_own_alone(team: CheckedClient, member: User, reviewer: CheckedClient) -> None:
    mine, other = keep(member), keep(User.objects.get(username="rosa"), "hers")
    for act in ("rename", "remove"):
        for number in (other.pk, "x", "999999999999", ""):
            typed = {"act": act, "passkey": number, "name": "mine now", "password": PASSWORD}
            assert team.post(ACCESS, typed).status_code == 422
    assert team.post(ACCESS, {"act": "rename", "passkey": mine.pk, "name": " "}).status_code == 422
    assert team.post(ACCESS, {"act": "rename", "passkey": mine.pk, "name": "phone <b>"}).status_code == 302
    assert [str(each) for each in passkeys.of_user(member)] == ["phone <b>"]
    assert str(Authenticator.objects.get(pk=other.pk)) == "hers"


def test_the_last_one_goes_with_the_password_which_is_not_guessed_for_ever(
    team: CheckedClient, member: User, settings: Settings
) -> None:
    first, second = keep(member), keep(member, "phone")
    assert team.post(ACCESS, {"act": "remove", "passkey": first.pk}).status_code == 302
    remove = {"act": "remove", "passkey": second.pk}
    for _ in range(settings.SIGN_IN_FAILURES):
        assert team.post(ACCESS, {**remove, "password": "guess"}).status_code == 422
    assert "This was tried too often." in team.post(ACCESS, {**remove, "password": PASSWORD}).content.decode()
    Attempt.objects.all().delete()
    assert team.post(ACCESS, {**remove, "password": PASSWORD}).status_code == 302
    assert not Authenticator.objects.exists()


def test_where_passkeys_are_required_a_password_is_not_enough_for_who_has_one(
    client: CheckedClient, team: CheckedClient, member: User, settings: Settings
) -> None:
    settings.TEAM_PASSKEYS_REQUIRED = True
    keep(member)
    refused = client.post("/team/sign-in", {"name": "asha", "password": PASSWORD})
    assert (refused.status_code, "You sign in with your passkey here." in refused.content.decode()) == (422, True)
    wrong = client.post("/team/sign-in", {"name": "asha", "password": "guess"}).content.decode()
    assert "passkey here" not in wrong
    for address in ("/team/proposals", ACCESS):
        assert team.get(address)["Location"].startswith("/team/sign-in")


def test_who_signed_in_long_ago_adds_none(team: CheckedClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sharemap.corrections.sessions.recent", lambda _: False)
    assert "Sign out and in again, then add it." in team.get(ACCESS, headers=ON_NAME).content.decode()
    typed = {"act": "add", "name": "x", "credential": "{}"}
    assert "a quarter of an hour ago" in team.post(ACCESS, typed, headers=ON_NAME).content.decode()
