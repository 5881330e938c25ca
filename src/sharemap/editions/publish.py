"""Publishes numbered editions. One that stands never changes; what was wrong in it is put right in the next."""

from __future__ import annotations

import fcntl
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pyarrow as pa

from sharemap.core.problem import Problem, Severity
from sharemap.editions import durable
from sharemap.editions.cut import Frozen, Step, aside, go_on, make_current, put, write
from sharemap.editions.manifest import Manifest, Number, manifest_of, number_of, read_manifest
from sharemap.editions.read import MANIFEST
from sharemap.editions.standing import PUBLISHED, corrections, numbered
from sharemap.editions.store import Store
from sharemap.editions.verify import verified

Say = Callable[[str], None]
Checks = Callable[[Mapping[str, pa.Table], date], Sequence[Problem]]
Known = Mapping[str, AbstractSet[bytes]]
"""The texts of an edition's manifest wherever it is kept, by its name: one, unless something is wrong."""
LOCK = ".publishing"


@dataclass(frozen=True, slots=True)
class Place:
    """Where published editions are kept: a folder here, their manifests beside the data, and perhaps a store."""

    editions: Path
    manifests: Path
    store: Store | None = None


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be published. Blank `name`: the next number after the edition that it corrects."""

    name: str
    corrects: str = ""
    erratum: str = ""


@dataclass(frozen=True, slots=True)
class Wanted:
    """An order on a register, with who is told what, and the checks that it must pass."""

    order: Order
    frozen: Frozen
    checks: Checks
    say: Say
    step: Step = go_on


def rehearse(wanted: Wanted, place: Place) -> list[Problem]:
    """Say what `publish` would do, and do none of it."""
    known = _known(place)
    order, problems = _judged(wanted, known)
    if problems:
        return problems
    with tempfile.TemporaryDirectory() as folder:
        text = _written(wanted.frozen, order, wanted.say, Path(folder))
    if order.name in known and (problems := _unlike(order, known[order.name], text)):
        return problems
    wanted.say(f"{order.name} stands already." if order.name in known else f"{order.name} can be published.")
    wanted.say("Nothing was changed. To do it, say the same with --commit.")
    return []


def publish(wanted: Wanted, place: Place) -> list[Problem]:
    """Freeze the register under a number, for good. Problems, and nothing changed for readers, if that cannot be.

    The same order on the same register finishes what was interrupted, and else changes nothing.
    """
    try:
        with locked(place.editions) as alone:
            return _publish(wanted, place) if alone else [_busy(place.editions)]
    except OSError as trouble:
        return [_not_written(wanted.order, trouble)]


@contextmanager
def locked(editions: Path) -> Iterator[bool]:
    """Whether nobody else publishes into the folder, until the end. The system lets go of it if we are stopped."""
    editions.mkdir(parents=True, exist_ok=True)
    with (editions / LOCK).open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
            return
        yield True


def _publish(wanted: Wanted, place: Place) -> list[Problem]:
    sweep(place)
    _finish_interrupted(place)
    wanted.step("swept")
    known = _known(place)
    order, problems = _judged(wanted, known)
    if problems:
        return problems
    with aside(place.editions, order.name) as folder:
        text = _written(wanted.frozen, order, wanted.say, folder, wanted.step)
        if order.name in known and (problems := _unlike(order, known[order.name], text)):
            return problems
        _stand(folder, place.editions / order.name, wanted.step)
    _finish(place, order.name, wanted.step)
    wanted.say(f"{order.name} {'stands already' if order.name in known else 'is published'}: {place.editions}")
    return []


def sweep(place: Place) -> None:
    """Take away what publishers and fetchers left that were stopped half-way."""
    for path in (*place.editions.glob(f".{PUBLISHED}-*"), *place.manifests.glob(f"*/.{MANIFEST}-*")):
        path.unlink()
    for path in place.editions.glob(".*-*"):
        if number_of(path.name[1:].rpartition("-")[0]):
            shutil.rmtree(path, ignore_errors=True)


def _written(frozen: Frozen, order: Order, say: Say, folder: Path, step: Step = go_on) -> bytes:
    """The text of the manifest, when all files are in the folder; their sizes are said."""
    naming = frozen.published_as(order.name, order.corrects, order.erratum)
    text = write(frozen.tables, naming, folder, step)
    manifest = manifest_of(text, order.name)
    if isinstance(manifest, Manifest):
        said = f"{len(manifest.files)} files, {manifest.size:,} bytes, as at {manifest.as_at.isoformat()}"
        say(f"{order.name}: {said}; manifest {manifest.sha256}")
    return text


def _stand(folder: Path, place: Path, step: Step) -> None:
    """Let the edition stand in its place, unless it does. One that is damaged there gives way to the same, whole."""
    if isinstance(verified(place), Manifest):
        return
    put(folder, place)
    step("renamed")


def _finish(place: Place, name: str, step: Step) -> None:
    """What follows when an edition stands: its manifest beside the data, the store, and the pointers."""
    record = place.manifests / name / MANIFEST
    if not record.exists():
        record.parent.mkdir(parents=True, exist_ok=True)
        durable.replace(record, (place.editions / name / MANIFEST).read_bytes())
    step("recorded")
    if place.store:
        place.store.send(place.editions / name, step)
        place.store.point_to(place.store.names()[-1])
        step("store points")
    point_to_latest(place.editions)
    step("pointed")


def _finish_interrupted(place: Place) -> None:
    """An edition is published once it stands. What was to follow may have been stopped, and the code be new since."""
    for _, folder in numbered(place.editions):
        if isinstance(verified(folder), Manifest):
            _finish(place, folder.name, go_on)


def point_to_latest(editions: Path) -> None:
    """Point the public side at the latest edition that stands here, if one does and it is not the one already."""
    pointer = editions / PUBLISHED
    named = pointer.read_text(encoding="utf-8") if pointer.exists() else ""
    if (found := numbered(editions)) and found[-1][1].name != named:
        make_current(found[-1][1], PUBLISHED)


def _judged(wanted: Wanted, known: Known) -> tuple[Order, list[Problem]]:
    """The order with its name, and why it cannot be carried out. Warnings of the checks are said."""
    order, problems = _named(wanted.order, known)
    problems += _name_faults(order, known, wanted.frozen.as_at) if not problems else []
    if problems:
        return order, problems
    found = wanted.checks(wanted.frozen.tables, wanted.frozen.as_at)
    for each in found:
        if each.severity is Severity.WARNING:
            wanted.say(f"Warning: {each}")
    errors = [each for each in found if each.severity is Severity.ERROR]
    wanted.say(f"The checks find {len(errors)} errors and {len(found) - len(errors)} warnings.")
    return order, errors


def _known(place: Place) -> Known:
    """Every edition that was ever published as far as we know: here, beside the data, and in the store."""
    found: dict[Number, set[bytes]] = defaultdict(set)
    if place.store:
        for number in place.store.names():
            found[number].add(place.store.manifest(number))
    for folder in (place.manifests, place.editions):
        for number, path in numbered(folder):
            found[number] |= {(path / MANIFEST).read_bytes()} if _sound(path) else set()
    return {str(number): texts for number, texts in found.items()}


def _sound(folder: Path) -> bool:
    return isinstance(read_manifest(folder), Manifest)


def _named(order: Order, known: Known) -> tuple[Order, list[Problem]]:
    """The order under the number that is its own: as asked, or that of the correction which stands, or the next."""
    if order.name:
        return order, []
    corrected = number_of(order.corrects)
    if not corrected or order.corrects not in known:
        needed = "A published edition is needed, to correct it."
        found = f"“{order.corrects}”"
        return order, [Problem("no edition", "correct", found, needed, "Name one that stands: sharemap verify")]
    if not order.erratum.strip():
        needed = "Readers need to know what was wrong and what is right."
        return order, [Problem("no erratum", "--erratum", "nothing", needed, "Say it in a sentence or two.")]
    read = (manifest_of(text, name) for name, texts in known.items() for text in texts)
    by = corrections(each for each in read if isinstance(each, Manifest)).get(order.corrects)
    return replace(order, name=by.name if by else str(_next(corrected.year, known))), []


def _name_faults(order: Order, known: Known, as_at: date) -> list[Problem]:
    """What is wrong with a name that does not stand yet."""
    number = number_of(order.name)
    fix = f"Publish {_next(as_at.year, known)}."
    if number is None:
        return [Problem("name", "publish", f"“{order.name}”", "An edition is named YEAR.N, such as 2026.1.", fix)]
    if order.name in known:
        return []
    if number.year != as_at.year and not order.corrects:
        needed = f"The register speaks of {as_at.isoformat()}, and its edition has that year's number."
        return [Problem("year", "publish", order.name, needed, fix)]
    if number != (following := _next(number.year, known)):
        return [Problem("number", "publish", order.name, f"The next number is {following}; none is left out.", fix)]
    return []


def _next(year: int, known: Known) -> Number:
    used = [number.n for name in known if (number := number_of(name)) and number.year == year]
    return Number(year, max(used, default=0) + 1)


def _unlike(order: Order, stands: AbstractSet[bytes], text: bytes) -> list[Problem]:
    """Why an edition that stands is not what was ordered; nothing if it is, byte for byte."""
    if stands == {text}:
        return []
    if len(stands) != 1:
        found = f"{len(stands) or 'no'} manifests of it that can be read"
        return [Problem("manifest", order.name, found, "One edition has one manifest.", "Put it back from a copy.")]
    if order.corrects:
        needed = f"{order.corrects} was corrected by {order.name}, which stands and never changes."
        fix = f"Correct {order.name}: sharemap correct {order.name} --erratum …"
        return [Problem("stands", "correct", "another register or erratum than then", needed, fix)]
    needed = f"{order.name} stands and never changes."
    fix = (
        f"To put something right in it: sharemap correct {order.name} --erratum …. For new data take the next number."
    )
    return [Problem("stands", "publish", "a register, or code, that gives other files", needed, fix)]


def _busy(editions: Path) -> Problem:
    needed = "One publisher works at a time."
    return Problem("busy", str(editions), "another at work", needed, "Wait until it is done, and try again.")


def _not_written(order: Order, trouble: OSError) -> Problem:
    needed = "Every file must be written whole. Readers see what they saw before."
    fix = "Put that right, and say the same again: it goes on where it stopped."
    found = f"“{trouble.strerror or trouble}”"
    return Problem("not written", str(trouble.filename or order.name or order.corrects), found, needed, fix)
