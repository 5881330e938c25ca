"""Finds a live arrangement whose public members were all dissolved or have all left."""

from __future__ import annotations

from collections.abc import Iterator

from sharemap.bodies.rows import BodyKind
from sharemap.core.problem import Severity
from sharemap.editions.checks.finding import Finding, counted
from sharemap.editions.checks.register.given import Register

_NOT_PUBLIC = frozenset({BodyKind.COMPANY, BodyKind.CHARITY, BodyKind.HOUSING})


def find(register: Register) -> Iterator[Finding]:
    for key in register.live:
        public = {each for each in register.bodies_of(key) if register.bodies[each].kind not in _NOT_PUBLIC}
        if public and not public & register.still_there(key):
            verb = "is live, but its" if len(public) > 1 else "is live, but its only"
            sentence = f"{register.named(key)} {verb} {counted(len(public), 'public member')} left or were dissolved."
            yield Finding(key, sentence, (key,), Severity.ERROR)
