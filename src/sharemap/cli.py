"""The `sharemap` command. What writes to data/ is a dry run unless told --commit."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured
from django.db.utils import OperationalError

from sharemap.backup.commands import add_commands as add_backup
from sharemap.cli_people import add_commands as add_people
from sharemap.core.places import PLACES

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sharemap.config.settings.base")
DATA = PLACES.data


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

    merge = commands.add_parser("merge", help="make one arrangement of those told more than once in data/register")
    merge.add_argument("--commit", action="store_true", help="write; without it nothing is changed")
    merge.set_defaults(run=_merge)

    likeness = commands.add_parser("likeness", help="how alike two arrangements are, and what they are to each other")
    likeness.add_argument("pair", nargs="*", metavar="LEFT RIGHT", help="identifier, address name or gaps:12")
    likeness.add_argument("--pairs", type=Path, metavar="FILE", help="CSV with the columns left and right; gives CSV")
    likeness.add_argument("--records", nargs="+", type=Path, default=[], metavar="FILE", help="gathered .jsonl files")
    likeness.set_defaults(run=_likeness)

    reorganise = commands.add_parser("reorganise", help="pass on memberships of dissolved bodies in data/register")
    reorganise.add_argument("--commit", action="store_true", help="write; without it nothing is changed")
    reorganise.set_defaults(run=_reorganise)

    serving = "take in data/, cut a preview edition and serve it"
    serve = commands.add_parser("run", aliases=["serve"], help=serving)
    serve.add_argument("--port", type=int, default=8000)
    serve.add_argument("--bind", default="127.0.0.1", metavar="ADDRESS", help="0.0.0.0: other machines may ask too")
    serve.set_defaults(run=_serve)

    _add_whole(commands)
    _add_figures(commands)

    describe = commands.add_parser("describe", help="data/datapackage.json as the declared columns would have it")
    describe.add_argument("--commit", action="store_true", help="write it; without it only print it")
    describe.set_defaults(run=_describe)

    check = commands.add_parser("check", help="what in the register cannot be true, or should be looked at")
    check.add_argument("--published", action="store_true", help="the figures printed for the old map instead")
    check.add_argument("--format", choices=["text", "json"], default="text", help="text by default")
    check.set_defaults(run=_check)

    dictionary = commands.add_parser("dictionary", help="write what every column means to docs/dictionary.md")
    dictionary.set_defaults(run=_dictionary)

    links = commands.add_parser("links", help="ask which sources are gone, and fill in archived copies of them")
    way = links.add_mutually_exclusive_group(required=True)
    way.add_argument("--to", type=Path, metavar="FILE", help="ask, and append what is found to this CSV file")
    way.add_argument("--take", type=Path, metavar="FILE", help="fill the archived copies of such a file into data/")
    links.add_argument("--limit", type=_whole, default=0, metavar="N", help="ask at most so many; 0: all")
    links.add_argument("--host", default="", metavar="HOST", help="ask only this host and those below it")
    links.add_argument(
        "--pause", type=_whole, default=2, metavar="SECONDS", help="between two requests; 2 by default"
    )
    links.add_argument("--commit", action="store_true", help="with --take: write; without it nothing is changed")
    links.set_defaults(run=_links)

    add_people(commands)
    add_backup(commands)
    return parser


def _add_whole(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The commands on the whole: out of the database, into editions, and what programs are told of them."""
    export = commands.add_parser("export", help="write the database's register as the files of data/")
    export.add_argument("--to", type=Path, required=True, metavar="FOLDER")
    export.set_defaults(run=_export)

    describing = commands.add_parser("describe-api", help="docs/openapi.json as the code of the API would have it")
    describing.add_argument("--commit", action="store_true", help="write it; without it only print it")
    describing.set_defaults(run=_describe_api)

    preview = commands.add_parser("preview", help="take in data/ and cut a preview edition; print its folder")
    preview.set_defaults(run=_preview)

    publish = commands.add_parser("publish", help="take in data/ and freeze the register as a numbered edition")
    publish.add_argument("name", metavar="NAME", help="YEAR.N, the next number: 2026.1")
    publish.add_argument("--commit", action="store_true", help="publish; without it nothing is changed")
    publish.set_defaults(run=_publish, corrects="", erratum="")

    correct = commands.add_parser(
        "correct", help="publish the next edition in place of one in which something is wrong"
    )
    correct.add_argument("corrects", metavar="NAME", help="the edition in which it is wrong: 2026.1")
    correct.add_argument("--erratum", required=True, metavar="TEXT", help="what was wrong, and what is right")
    correct.add_argument("--commit", action="store_true", help="publish; without it nothing is changed")
    correct.set_defaults(run=_publish, name="")

    fetch = commands.add_parser("fetch", help="bring the published editions here from where SHAREMAP_EDITIONS says")
    fetch.set_defaults(run=_fetch)

    verify = commands.add_parser("verify", help="whether the files of published editions are as their manifests say")
    verify.add_argument("name", nargs="?", default="", metavar="NAME", help="one edition; all without it")
    verify.set_defaults(run=_verify)


def _add_figures(commands: argparse._SubParsersAction[argparse.ArgumentParser]) -> None:
    """The commands that read figures from an edition."""
    figure = commands.add_parser("figure", help="a figure of an edition, on any day, divided as its page divides it")
    figure.add_argument("name", nargs="?", default="", metavar="NAME", help="such as arrangements-live")
    figure.add_argument("--list", action="store_true", help="name all figures, with what they may be divided by")
    figure.add_argument("--on", type=_day, metavar="DAY", help="as at that day; the edition's own without it")
    figure.add_argument("--by", default="", metavar="DIMENSION", help="divide it: region, service, model …")
    figure.set_defaults(run=_figure)

    compare = commands.add_parser("compare", help="how a figure changed, split into parts that add to the change")
    compare.add_argument("editions", nargs="*", metavar="EDITION", help="the earlier and the later: 2026.1 2026.2")
    compare.add_argument("--days", nargs=2, type=_day, metavar="DAY", help="two days of one edition instead")
    compare.add_argument(
        "--figure", default="arrangements-known", metavar="NAME", help="arrangements-known without it"
    )
    compare.add_argument("--by", default="", metavar="DIMENSION", help="its parts at both ends too, such as region")
    compare.add_argument("--part", default="", metavar="PART", help="with --by: the change within one part")
    compare.set_defaults(run=_compare)

    for command in (figure, compare):
        command.add_argument("--edition", default="current", metavar="NAME", help="without it the one that is served")
        command.add_argument("--format", choices=["table", "csv", "json"], default="table", help="table by default")

    release = commands.add_parser("release", help="draft a news release from the figures of an edition")
    release.add_argument(
        "name", nargs="?", default="current", metavar="NAME", help="without it the one that is served"
    )
    release.add_argument("--since", default="", metavar="NAME", help="an earlier edition, for what changed")
    release.add_argument("--format", choices=["md", "docx", "json"], default="md", help="md by default")
    release.add_argument("--to", type=Path, metavar="FILE", help="write it there; without it print it")
    release.add_argument(
        "--site",
        default="http://127.0.0.1:8000",
        metavar="ADDRESS",
        help="where its links lead; this machine by default",
    )
    release.set_defaults(run=_release)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"a day is needed, such as 2014-04-01; found “{text}”") from None


def _whole(text: str) -> int:
    if not text.isdecimal():
        raise argparse.ArgumentTypeError(f"a whole number is needed, such as 50; found “{text}”")
    return int(text)


def _resolve(args: argparse.Namespace) -> int:
    from sharemap.bodies.commands import resolve_command

    return resolve_command(args.on, sys.stdin, sys.stdout, DATA / "bodies")


def _import(args: argparse.Namespace) -> int:
    from sharemap.register.importing.run import import_paths

    return import_paths(args.paths, DATA, args.commit, sys.stdout)


def _reorganise(args: argparse.Namespace) -> int:
    from sharemap.register.reorganising.run import reorganise

    return reorganise(DATA, args.commit, sys.stdout)


def _merge(args: argparse.Namespace) -> int:
    from sharemap.register.likeness.run import merge_command

    return merge_command(DATA, args.commit, sys.stdout)


def _likeness(args: argparse.Namespace) -> int:
    from sharemap.register.likeness.run import Asked, likeness_command

    two = len(args.pair) == 2 and not args.pairs
    if not two and (args.pair or not (args.pairs or args.records)):
        print("likeness needs LEFT and RIGHT, or --pairs FILE, or --records FILE.", file=sys.stderr)
        return 2
    pair = (args.pair[0], args.pair[1]) if two else None
    return likeness_command(DATA, Asked(pair, args.pairs, tuple(args.records)), sys.stdout, sys.stderr)


def _serve(args: argparse.Namespace) -> int:
    from sharemap.serving import serve

    return serve(args.bind, args.port)


def _preview(args: argparse.Namespace) -> int:
    from sharemap.serving import prepare

    folder = prepare(lambda words: print(words, file=sys.stderr))
    if folder is None:
        return 1
    print(folder)
    return 0


def _publish(args: argparse.Namespace) -> int:
    from sharemap.editions.publish import Order
    from sharemap.serving import publish

    return publish(Order(args.name, args.corrects, " ".join(args.erratum.split())), args.commit)


def _fetch(_: argparse.Namespace) -> int:
    from sharemap.serving import fetch

    return fetch()


def _verify(args: argparse.Namespace) -> int:
    from sharemap.serving import verify

    return verify(args.name)


def _figure(args: argparse.Namespace) -> int:
    from django.conf import settings

    from sharemap.editions.figure_command import Asked, figure_command, list_command

    if args.list:
        return list_command(args.edition, settings.EDITIONS, sys.stdout, sys.stderr)
    asked = Asked(args.name, args.edition, args.on, args.by, args.format)
    return figure_command(asked, settings.EDITIONS, sys.stdout, sys.stderr)


def _compare(args: argparse.Namespace) -> int:
    from django.conf import settings

    from sharemap.editions.compare import Within
    from sharemap.editions.compare_command import Asked, compare_command
    from sharemap.explore.formats import csv_lines

    if len(args.editions) != (0 if args.days else 2):
        print("compare needs two editions, or --days and two days.", file=sys.stderr)
        return 2
    earlier, later = args.editions or (args.edition, args.edition)
    days = (args.days[0], args.days[1]) if args.days else None
    asked = Asked(earlier, later, days, args.figure, args.format, Within(args.by, args.part))
    return compare_command(asked, settings.EDITIONS, csv_lines, sys.stdout, sys.stderr)


def _release(args: argparse.Namespace) -> int:
    from django.conf import settings

    from sharemap.explore.current import POINTERS
    from sharemap.explore.releasing import Asked, release_command

    asked = Asked(args.name, args.since, args.format, args.to, args.site)
    return release_command(asked, settings.EDITIONS / POINTERS[settings.SHOW], sys.stdout, sys.stderr)


def _export(args: argparse.Namespace) -> int:
    from sharemap.serving import export

    return export(args.to)


def _describe(args: argparse.Namespace) -> int:
    from sharemap.register.data import describe

    return describe(DATA, args.commit, sys.stdout)


def _describe_api(args: argparse.Namespace) -> int:
    from sharemap.api.describe import describe_api

    return describe_api(args.commit, sys.stdout)


def _check(args: argparse.Namespace) -> int:
    from sharemap.editions.checks.report import check_command

    return check_command(DATA, args.published, args.format == "json", sys.stdout)


def _dictionary(_: argparse.Namespace) -> int:
    from sharemap.dictionary import PLACE, write_dictionary

    return write_dictionary(PLACE, sys.stdout)


def _links(args: argparse.Namespace) -> int:
    from sharemap.register.links import reach, run, take

    if args.take:
        return take.take_links(DATA, args.take, args.commit, sys.stdout)
    if args.commit:
        print("--commit goes with --take: asking changes nothing in data/.", file=sys.stderr)
        return 2
    manners = reach.Manners(reach.agent(os.environ.get("SHAREMAP_CONTACT", "")), args.pause)
    with reach.Asker(manners) as asker:
        checker = run.Checker(asker, datetime.now(UTC).date())
        return run.check_links(DATA, args.to, checker, run.Choice(args.limit, args.host.lower()), sys.stdout)


if __name__ == "__main__":
    sys.exit(main())
