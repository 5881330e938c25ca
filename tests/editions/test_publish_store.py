"""A store at a URL: an edition is there when its manifest is, and comes back only if every hash holds."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from sharemap.editions.commands import Said, fetch_command
from sharemap.editions.manifest import Manifest, Number
from sharemap.editions.publish import Place, locked
from sharemap.editions.standing import PUBLISHED, published
from sharemap.editions.store import Store, fetch_missing
from sharemap.editions.verify import verified
from tests.editions.publishing import CORRECTION, FIRST, Desk, frozen
from tests.editions.s3 import PREFIX as AT
from tests.editions.s3 import Bucket, served


@pytest.fixture
def bucket(monkeypatch: pytest.MonkeyPatch) -> Iterator[Bucket]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "nobody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    with served() as bucket:
        yield bucket


@pytest.fixture
def desk(tmp_path: Path, bucket: Bucket) -> Desk:
    """One edition is published, here and in the bucket."""
    desk = Desk(tmp_path, bucket.url)
    assert desk.publish(FIRST) == []
    return desk


def fetched(bucket: Bucket, editions: Path) -> tuple[int, str]:
    """What the command says on another machine, and its result."""
    wrong = io.StringIO()
    place = Place(editions, editions.parent / "manifests", Store(bucket.url))
    return fetch_command(place, Said(io.StringIO(), wrong)), wrong.getvalue()


def test_the_manifest_is_sent_after_all_other_files_and_then_the_pointer(tmp_path: Path, bucket: Bucket) -> None:
    seen: dict[str, list[str]] = {}
    desk = Desk(tmp_path, bucket.url, step=lambda name: seen.update({name: sorted(bucket.keys())}))
    assert desk.publish(FIRST) == []
    files = {f"{AT}/2026.1/{path.name}": path.read_bytes() for path in (desk.editions / "2026.1").iterdir()}
    manifest = f"{AT}/2026.1/manifest.json"
    assert seen["files sent"] == sorted(files.keys() - {manifest})
    assert seen["manifest sent"] == sorted(files)
    assert sorted(bucket.keys()) == sorted([*files, f"{AT}/current"])
    assert {key: bucket.get(key) for key in files} == files
    assert bucket.get(f"{AT}/current") == b"2026.1"


def test_another_machine_fetches_it_whole_and_points_to_the_latest(
    desk: Desk, bucket: Bucket, tmp_path: Path
) -> None:
    desk.publish(CORRECTION, frozen("1" * 64))
    other = tmp_path / "other"
    assert fetched(bucket, other) == (0, "")
    assert [each.name for each in published(other)] == ["2026.1", "2026.2"]
    assert all(isinstance(verified(other / name), Manifest) for name in ("2026.1", "2026.2"))
    assert (other / PUBLISHED).read_text(encoding="utf-8") == "2026.2"
    assert fetched(bucket, other) == (0, "")


def test_what_stands_in_the_bucket_is_not_sent_again(desk: Desk, bucket: Bucket) -> None:
    bucket.put(f"{AT}/2026.1/claims.parquet", b"what a second sending would replace")
    assert desk.publish(FIRST) == []
    assert bucket.get(f"{AT}/2026.1/claims.parquet") == b"what a second sending would replace"


def test_a_number_that_the_bucket_has_is_taken_on_another_machine(desk: Desk, bucket: Bucket, tmp_path: Path) -> None:
    other = Desk(tmp_path / "other", bucket.url)
    (problem,) = other.publish(FIRST, frozen("1" * 64))
    assert problem.code == "stands"
    assert other.publish(CORRECTION, frozen("1" * 64)) == []
    assert Store(bucket.url).names() == [Number(2026, 1), Number(2026, 2)]


def test_an_edition_without_manifest_is_not_there_yet(desk: Desk, bucket: Bucket) -> None:
    bucket.put(f"{AT}/2026.2/claims.parquet", b"half sent")
    assert Store(bucket.url).names() == [Number(2026, 1)]
    assert desk.publish(CORRECTION, frozen("1" * 64)) == []
    assert bucket.get(f"{AT}/2026.2/claims.parquet") != b"half sent"


@pytest.mark.parametrize("damage", ["claims.parquet", "heads.json", "manifest.json"])
def test_what_does_not_hold_is_not_fetched_and_the_edition_here_stays(
    desk: Desk, bucket: Bucket, tmp_path: Path, damage: str
) -> None:
    other = tmp_path / "other"
    fetched(bucket, other)
    desk.publish(CORRECTION, frozen("1" * 64))
    key = f"{AT}/2026.2/{damage}"
    bucket.put(key, bucket.get(key)[:-5])
    result, said = fetched(bucket, other)
    assert result == 1
    assert said.startswith(f"2026.2/{damage}: ")
    assert [path.name for path in sorted(other.iterdir())] == [".publishing", "2026.1", PUBLISHED]
    assert (other / PUBLISHED).read_text(encoding="utf-8") == "2026.1"


def test_a_file_that_is_gone_from_the_bucket_is_told(desk: Desk, bucket: Bucket, tmp_path: Path) -> None:
    bucket.delete(f"{AT}/2026.1/claims.parquet")
    result, said = fetched(bucket, tmp_path / "other")
    assert (result, said.partition(" Found ")[2].partition(".")[0]) == (1, "nothing (No such file or directory)")


def test_a_damaged_copy_here_is_fetched_anew(desk: Desk, bucket: Bucket, tmp_path: Path) -> None:
    other = tmp_path / "other"
    fetched(bucket, other)
    (other / "2026.1" / "claims.parquet").write_bytes(b"PAR1")
    assert fetch_missing(Store(bucket.url), other) == []
    assert isinstance(verified(other / "2026.1"), Manifest)


@pytest.mark.parametrize("trouble", [Bucket.silent, Bucket.refusing])
def test_a_store_in_trouble_is_said_and_what_stands_here_stays(
    desk: Desk, bucket: Bucket, trouble: Callable[[Bucket], AbstractContextManager[None]]
) -> None:
    with trouble(bucket):
        (problem,) = desk.publish(CORRECTION, frozen("1" * 64))
        assert problem.code == "not written"
        result, said = fetched(bucket, desk.editions)
        assert result == 1
        assert f"s3://bucket/{AT}: The store of editions must answer. What stands here is served." in said
        assert [each.name for each in published(desk.editions)] == ["2026.1"]
    assert desk.publish(CORRECTION, frozen("1" * 64)) == []


def test_a_bucket_that_is_not_there_is_said_and_not_made(desk: Desk, bucket: Bucket) -> None:
    elsewhere = Desk(desk.folder / "other", bucket.url.replace("s3://bucket", "s3://another"))
    (problem,) = elsewhere.publish(FIRST)
    assert "bucket does not exist" in str(problem)
    assert bucket.names() == ["bucket"]


def test_no_one_fetches_while_another_publishes(desk: Desk, bucket: Bucket, tmp_path: Path) -> None:
    other = tmp_path / "other"
    with locked(other) as alone:
        assert alone
        assert fetched(bucket, other)[0] == 0
    assert published(other) == []


def test_a_folder_is_a_store_too(tmp_path: Path) -> None:
    desk = Desk(tmp_path, f"file://{tmp_path}/store")
    assert desk.publish(FIRST) == []
    assert Store(desk.url).names() == [Number(2026, 1)]
    assert (tmp_path / "store" / "current").read_text(encoding="utf-8") == "2026.1"


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("s3://bucket/a?endpoint_override=host", "says endpoint_override; .* may stand endpoint_url and region"),
        ("file:///tmp/a?region=eu-west-2", "says region; after the question mark may stand nothing"),
        ("s9://bucket/a", "Protocol not known: s9"),
    ],
)
def test_a_url_that_means_nothing_is_refused(url: str, said: str) -> None:
    with pytest.raises(OSError, match=said):
        Store(url)


def test_without_the_library_for_s3_it_is_said_what_to_install() -> None:
    script = (
        "import sys; sys.modules['s3fs'] = None\n"
        "from sharemap.editions.store import Store\n"
        "try: Store('s3://bucket/a')\n"
        "except OSError as trouble: print(trouble)"
    )
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    assert said.endswith("For S3 install sharemap[s3].\n")
