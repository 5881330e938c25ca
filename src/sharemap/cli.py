"""The `sharemap` command. What writes to data/ is a dry run unless told --commit."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.db.utils import OperationalError

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sharemap.config.settings.base")
DATA = Path(os.environ.get("SHAREMAP_DATA", Path(__file__).resolve().parents[2] / "data"))


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; 0 if all went well, 1 if something was refused, 2 if the command itself is wrong."""
    args = _parser().parse_args(argv)
    run: Callable[[argparse.Namespace], int] = args.run
    try:
        return run(args)
    except KeyboardInterrupt:
        return 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (OSError, ImproperlyConfigured, OperationalError) as trouble:
        print(f"Sharemap stopped: {_in_one_line(trouble)}", file=sys.stderr)
        return 1


def _in_one_line(trouble: Exception) -> str:
    """What is wrong with the host's machine or settings, as the system says it, and what to look at."""
    said = " ".join(str(trouble).split())
    if isinstance(trouble, OperationalError):
        return f"the database does not answer ({said}). Look at DATABASE_URL, or leave it unset to use SQLite."
    return f"{said}. Look at the file or setting that it names."


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="sharemap", description=sys.modules["sharemap"].__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    resolve = commands.add_parser("resolve", help="names from standard input to bodies, one JSON object a line")
    resolve.add_argument("--on", type=_day, required=True, metavar="DAY", help="the day they speak of: 2014-04-01")
    resolve.set_defaults(run=_resolve)

    importing = commands.add_parser("import", help="gathered JSONL into data/register")
    importing.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="a .jsonl file, or a folder of them")
    importing.add_argument("--commit", action="store_true", help="write; without it nothing is changed")
    importing.set_defaults(run=_import)

    serve = commands.add_parser("serve", help="take in data/, cut a preview edition and serve it on this machine")
    serve.add_argument("--port", type=int, default=8000)
    serve.set_defaults(run=_serve)

    preview = commands.add_parser("preview", help="take in data/ and cut a preview edition; print its folder")
    preview.set_defaults(run=_preview)

    export = commands.add_parser("export", help="write the database's register as the files of data/")
    export.add_argument("--to", type=Path, required=True, metavar="FOLDER")
    export.set_defaults(run=_export)
    return parser


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"a day is needed, such as 2014-04-01; found “{text}”") from None


def _resolve(args: argparse.Namespace) -> int:
    from sharemap.bodies.commands import resolve_command

    return resolve_command(args.on, sys.stdin, sys.stdout, DATA / "bodies")


def _import(args: argparse.Namespace) -> int:
    from sharemap.register.importing.run import import_paths

    return import_paths(args.paths, DATA, args.commit, sys.stdout)


def _serve(args: argparse.Namespace) -> int:
    from sharemap.serving import serve

    return serve(args.port)


def _preview(args: argparse.Namespace) -> int:
    from sharemap.serving import prepare

    folder = prepare(lambda words: print(words, file=sys.stderr))
    if folder is None:
        return 1
    print(folder)
    return 0


def _export(args: argparse.Namespace) -> int:
    from sharemap.serving import export

    return export(args.to)


if __name__ == "__main__":
    sys.exit(main())
