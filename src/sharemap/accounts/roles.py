"""The roles in which a person acts for a body, and what each may do. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum


class SeatRole(StrEnum):
    """The words people see."""

    COORDINATOR = "coordinator"
    CONTRIBUTOR = "contributor"
    SIGNATORY = "signatory"


class May(StrEnum):
    """What is done to a return."""

    ANSWER = "answer"
    SEND = "send for signing"
    SIGN = "sign"
    DECLINE = "decline"
    REOPEN = "reopen"
    GIVE_SEATS = "give seats"


ROLE_WORDS: Mapping[SeatRole, str] = {
    SeatRole.COORDINATOR: "Coordinator: answers, sends for signing, says who else may",
    SeatRole.CONTRIBUTOR: "Contributor: answers",
    SeatRole.SIGNATORY: "Signatory: answers and signs what somebody else has sent",
}
_MAY: Mapping[SeatRole, frozenset[May]] = {
    SeatRole.COORDINATOR: frozenset({May.ANSWER, May.SEND, May.DECLINE, May.REOPEN, May.GIVE_SEATS}),
    SeatRole.CONTRIBUTOR: frozenset({May.ANSWER}),
    SeatRole.SIGNATORY: frozenset({May.ANSWER, May.SEND, May.SIGN, May.DECLINE, May.REOPEN}),
}


def may(role: SeatRole, act: May) -> bool:
    return act in _MAY[role]
