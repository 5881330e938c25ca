"""A row comes back from its line as it was, files in it too, and a large table is never in memory as a whole."""

from __future__ import annotations

import json
import tracemalloc
from datetime import UTC, date, datetime

import pytest
from django.apps import apps
from django.db import models
from django.test.utils import isolate_apps

from sharemap.backup import rows
from sharemap.backup.rows import LEFT_OUT, at_once, columns_of, lines_of, row_of, tables_of
from sharemap.corrections.models import Proposal

NOW = datetime(2026, 11, 26, 12, 0, 0, 123_457, tzinfo=UTC)


def test_every_table_is_held_but_those_named() -> None:
    there = {each._meta.label_lower for each in apps.get_models(include_auto_created=True)}
    assert set(tables_of(apps)) == there - LEFT_OUT
    assert there >= LEFT_OUT


@isolate_apps("sharemap.register")
def test_a_row_with_a_file_comes_back_to_the_byte_and_the_microsecond() -> None:
    class Kept(models.Model):
        payload = models.BinaryField()
        at = models.DateTimeField()
        on = models.DateField(null=True)
        share = models.FloatField()
        said = models.JSONField(null=True)
        ok = models.BooleanField()
        of = models.ForeignKey("self", models.CASCADE, null=True)

        class Meta:
            app_label = "register"

    held = Kept(
        id=7, payload=bytes(range(256)), at=NOW, on=date(2026, 4, 1), share=0.1, said={"é": [1, None]}, ok=False
    )
    held.of_id = 3  # type: ignore[attr-defined]
    line = b"[" + b",".join(_cells(held)) + b"]"
    back = row_of(Kept, columns_of(Kept), line)
    assert isinstance(back, Kept)
    assert (back.pk, bytes(back.payload), back.at, back.on) == (7, bytes(range(256)), NOW, held.on)
    assert (back.share, back.said, back.ok) == (0.1, held.said, False)
    assert back.of_id == 3  # type: ignore[attr-defined]
    assert at_once(Kept) == 1


def _cells(row: models.Model) -> list[bytes]:
    return [json.dumps(rows._said(column, row)).encode() for column in columns_of(type(row))]


@pytest.mark.django_db
def test_a_large_table_is_read_a_piece_at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    size, number = 50_000, 200
    Proposal.objects.bulk_create(
        Proposal(kind="wrong", says="x" * size, received_at=NOW, received_on=NOW.date(), digest=str(each))
        for each in range(number)
    )
    monkeypatch.setattr(rows, "AT_ONCE", 5)
    tracemalloc.start()
    try:
        assert sum(len(line) for line in lines_of(Proposal)) > size * number
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < size * number / 4
