"""Published editions at a URL, such as s3://bucket/prefix: sent there whole, and fetched only if every hash holds."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import fsspec

from sharemap.core.problem import Problem
from sharemap.editions import durable
from sharemap.editions.cut import Step, aside, go_on, put
from sharemap.editions.manifest import Manifest, Number, manifest_of, number_of
from sharemap.editions.read import MANIFEST
from sharemap.editions.standing import CURRENT
from sharemap.editions.verify import verified

# A store that does not answer is said within seconds, not after minutes of patience.
_S3_PATIENCE = {"connect_timeout": 5, "read_timeout": 60, "retries": {"max_attempts": 2, "mode": "standard"}}
_S3_OPTIONS: Mapping[str, str] = {"endpoint_url": "endpoint_url", "region": "region_name"}
"""What may stand after the question mark of an S3 URL, and what AWS's client calls it."""


class Store:
    """A place that holds each edition as `NAME/file`, and a `current` that names the latest.

    An edition is there when its manifest is: it is sent last. Trouble with the place raises OSError.
    """

    def __init__(self, url: str) -> None:
        self.url = url.partition("?")[0].rstrip("/")
        with _trouble():
            self._fs, root = fsspec.url_to_fs(self.url, **_options(url))
        self._root = str(root).rstrip("/")

    def names(self) -> list[Number]:
        """The numbered editions that are there, oldest first."""
        with _trouble():
            found = self._fs.ls(self._root, detail=False) if self._fs.exists(self._root) else ()
        numbers = sorted(number for each in found if (number := number_of(Path(each).name)))
        return [number for number in numbers if self._there(f"{number}/{MANIFEST}")]

    def manifest(self, name: Number) -> bytes:
        return self._read(f"{name}/{MANIFEST}")

    def send(self, folder: Path, step: Step = go_on) -> None:
        """Bring an edition there, its manifest last. What is there already stays as it is."""
        if self._there(f"{folder.name}/{MANIFEST}"):
            return
        for path in sorted(folder.iterdir()):
            if path.name != MANIFEST:
                self._write(f"{folder.name}/{path.name}", path.read_bytes())
        step("files sent")
        self._write(f"{folder.name}/{MANIFEST}", (folder / MANIFEST).read_bytes())
        step("manifest sent")

    def point_to(self, name: Number) -> None:
        self._write(CURRENT, str(name).encode())

    def fetch(self, number: Number, editions: Path) -> list[Problem]:
        """Bring an edition here. Problems, and nothing brought, if a file is not as its manifest says."""
        name, text = str(number), self.manifest(number)
        manifest = manifest_of(text, name)
        if isinstance(manifest, Problem):
            return [manifest]
        with aside(editions, name) as folder:
            # Its hidden folder has another name than the edition, by which it is verified.
            held = folder / name
            held.mkdir()
            self._bring(manifest, text, held)
            found = verified(held)
            if isinstance(found, list):
                return found
            put(held, editions / name)
        return []

    def _bring(self, manifest: Manifest, text: bytes, folder: Path) -> None:
        for file in manifest.files:
            if self._there(f"{manifest.name}/{file.name}"):
                (folder / file.name).write_bytes(self._read(f"{manifest.name}/{file.name}"))
        (folder / MANIFEST).write_bytes(text)
        for path in (*folder.iterdir(), folder):
            durable.sync(path)

    def _at(self, path: str) -> str:
        return f"{self._root}/{path}"

    def _there(self, path: str) -> bool:
        with _trouble():
            return bool(self._fs.isfile(self._at(path)))

    def _read(self, path: str) -> bytes:
        with _trouble():
            return bytes(self._fs.cat_file(self._at(path)))

    def _write(self, path: str, text: bytes) -> None:
        with _trouble():
            self._fs.pipe_file(self._at(path), text)


def _options(url: str) -> dict[str, object]:
    """What fsspec is told: to remember nothing of the store, to make folders in a folder, and how to reach S3."""
    address = urlsplit(url)
    told = {name: values[0] for name, values in parse_qs(address.query).items()}
    known = _S3_OPTIONS if address.scheme == "s3" else {}
    if unknown := sorted(told.keys() - known.keys()):
        may = " and ".join(known) or "nothing"
        raise OSError(f"SHAREMAP_EDITIONS says {unknown[0]}; after the question mark may stand {may}.")
    options: dict[str, object] = {"skip_instance_cache": True, "use_listings_cache": False}
    if address.scheme == "s3":
        client = {known[name]: value for name, value in told.items()}
        return {**options, "client_kwargs": client, "config_kwargs": _S3_PATIENCE}
    return {**options, "auto_mkdir": True} if address.scheme == "file" else options


@contextmanager
def _trouble() -> Iterator[None]:
    """Trouble with the store as OSError: each kind of store has exceptions of its own."""
    try:
        yield
    except ImportError as missing:
        raise OSError(f"{missing} For S3 install sharemap[s3].") from missing
    except OSError:
        raise
    except Exception as trouble:
        raise OSError(str(trouble)) from trouble


def fetch_missing(store: Store, editions: Path) -> list[Problem]:
    """Bring here each edition of the store that does not stand here whole."""
    missing = [number for number in store.names() if isinstance(verified(editions / str(number)), list)]
    return [problem for number in missing for problem in store.fetch(number, editions)]
