"""What servers of a test's own start from: small registers that may be changed, taken in once and copied."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from sharemap.register.dossier import Dossier, dossiers
from sharemap.register.rows import SharedService
from tests.browser.serving import COMMAND, environment_of
from tests.register.samples import arrangement, membership

SHARED = ("Audit", "Legal", "Payroll", "Planning", "Waste", "Museums")
PASSWORD = "a long word that nobody tries"


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a server of a test's own starts from: data files, and a folder in which they are taken in already."""

    data: Path
    var: Path


def prepare(folder: Path) -> Prepared:
    """Take in the register of `folder`/data and cut its preview, with asha in its team, for servers to copy."""
    made = Prepared(folder / "data", folder / "var")
    environment = environment_of(made.var) | {"SHAREMAP_DATA": str(made.data)}
    subprocess.run([COMMAND, "preview"], env=environment, stdout=subprocess.DEVNULL, check=True)
    add_to_team("asha", made.var)
    return made


def add_to_team(name: str, var: Path) -> None:
    """As a host does; without a terminal the password is read from what is piped in."""
    command, typed = [COMMAND, "team", "add", name], f"{PASSWORD}\n{PASSWORD}\n"
    subprocess.run(command, env=environment_of(var), input=typed, text=True, check=True, start_new_session=True)


def six() -> tuple[Dossier, ...]:
    """Six made-up arrangements of North and South."""
    held = {f"a{number}": name for number, name in enumerate(SHARED, start=1)}
    parts = [
        part
        for key in held
        for part in (membership(key, "north"), membership(key, "south"), SharedService(key, "internal audit"))
    ]
    return tuple(dossiers([arrangement(key, name) for key, name in held.items()], parts))
