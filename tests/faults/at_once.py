"""Many threads change one return at once, by its verbs; prints what came of it as JSON. Run by test_at_once.py."""

from __future__ import annotations

import json
import threading
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import django

THREADS, EACH = 8, 6


def main() -> None:
    django.setup()
    from django.db import connection

    from sharemap.returns.history import faults
    from sharemap.returns.models import Return

    of = Return.objects.order_by("body").first()
    assert of
    line = of.lines.order_by("number").first()
    assert line
    together = threading.Barrier(THREADS)
    with ThreadPoolExecutor(THREADS) as pool:
        done = [pool.submit(_saves, of.pk, line.pk, number, together) for number in range(THREADS)]
        made = [each.result() for each in done]
    of.refresh_from_db()
    line.refresh_from_db()
    numbers = list(of.lines.order_by("number").values_list("number", flat=True))
    happened = list(of.chain.order_by("sequence").values_list("happened", flat=True))
    found: dict[str, Any] = {
        "vendor": connection.vendor,
        "answered": sum(answered for answered, _ in made),
        "conflicts": sum(conflicts for _, conflicts in made),
        "version": line.version,
        "numbers": numbers,
        "events": {word: happened.count(word) for word in ("line answered", "line added")},
        "faults": [str(each) for each in faults(of)],
    }
    print(json.dumps(found))


def _saves(of: int, line: int, number: int, together: threading.Barrier) -> tuple[int, int]:
    """So many answers and as many new lines; how many answers were taken, and how often somebody was faster."""
    from django.db import connection

    from sharemap.core.problem import Problem
    from sharemap.returns import services
    from sharemap.returns.answers import BLANK
    from sharemap.returns.models import Line
    from sharemap.returns.services import Given
    from tests.returns.conftest import BOSS

    answered = conflicts = 0
    together.wait(60)
    while answered < EACH:
        seen = Line.objects.values_list("version", flat=True).get(pk=line)
        done = services.answer(line, seen, Given(BLANK, ()), BOSS)
        if isinstance(done, Problem):
            assert done.code == "conflict", done
            conflicts += 1
        else:
            answered += 1
            assert not isinstance(services.add_new(of, Given(BLANK, ()), BOSS), Problem)
    connection.close()
    return answered, conflicts


if __name__ == "__main__":
    main()
