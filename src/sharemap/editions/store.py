"""Published editions at a URL, such as s3://bucket/prefix: sent there whole, and fetched only if every hash holds."""

from __future__ import annotations

from pathlib import Path

from pyarrow import fs

from sharemap.core.problem import Problem
from sharemap.editions import durable
from sharemap.editions.cut import Step, aside, go_on, put
from sharemap.editions.manifest import Manifest, Number, manifest_of, number_of
from sharemap.editions.read import MANIFEST
from sharemap.editions.standing import CURRENT
from sharemap.editions.verify import verified


class Store:
    """A place that holds each edition as `NAME/file`, and a `current` that names the latest.

    An edition is there when its manifest is: it is sent last. Trouble with the place raises OSError.
    """

    def __init__(self, url: str) -> None:
        self.url = url.partition("?")[0].rstrip("/")
        try:
            self._fs, root = fs.FileSystem.from_uri(url)
        except ValueError as unknown:
            raise OSError(f"SHAREMAP_EDITIONS names no store that is known: {unknown}") from unknown
        self._root = root.rstrip("/")

    def names(self) -> list[Number]:
        """The numbered editions that are there, oldest first."""
        found = self._fs.get_file_info(fs.FileSelector(self._root, allow_not_found=True))
        numbers = sorted(number for each in found if (number := number_of(each.base_name)))
        return [number for number in numbers if self._there(f"{number}/{MANIFEST}")]

    def manifest(self, name: Number) -> bytes:
        return self._read(f"{name}/{MANIFEST}")

    def send(self, folder: Path, step: Step = go_on) -> None:
        """Bring an edition there, its manifest last. What is there already stays as it is."""
        if self._there(f"{folder.name}/{MANIFEST}"):
            return
        if isinstance(self._fs, fs.LocalFileSystem):  # elsewhere there are no folders to make
            self._fs.create_dir(self._at(folder.name), recursive=True)
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
        return bool(self._fs.get_file_info(self._at(path)).type == fs.FileType.File)

    def _read(self, path: str) -> bytes:
        with self._fs.open_input_stream(self._at(path)) as stream:
            return bytes(stream.read())

    def _write(self, path: str, text: bytes) -> None:
        with self._fs.open_output_stream(self._at(path)) as stream:
            stream.write(text)


def fetch_missing(store: Store, editions: Path) -> list[Problem]:
    """Bring here each edition of the store that does not stand here whole."""
    missing = [number for number in store.names() if isinstance(verified(editions / str(number)), list)]
    return [problem for number in missing for problem in store.fetch(number, editions)]
