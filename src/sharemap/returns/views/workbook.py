"""The pages of a return as a workbook: take it away, send it back, see what it would change, and take that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from django.http import Http404, HttpResponse, HttpResponseRedirect

from sharemap.accounts.roles import May
from sharemap.core.problem import Problem
from sharemap.core.spreadsheet import XLSX_TYPE
from sharemap.corrections.naming import finder
from sharemap.returns import uploads
from sharemap.returns.models import Upload
from sharemap.returns.proposing import Against, Key, Proposed, proposals
from sharemap.returns.showing import card
from sharemap.returns.stages import Sent
from sharemap.returns.standing import as_good_as_now, past_of, standing_now
from sharemap.returns.views.answering import refused
from sharemap.returns.views.files import attachment
from sharemap.returns.views.place import Place
from sharemap.returns.workbook import upload as reading
from sharemap.returns.workbook.columns import LINES, SAVINGS, Table
from sharemap.returns.workbook.marking import marked
from sharemap.returns.workbook.template import template, template_csv

CSV_TYPE = "text/csv; charset=utf-8"
NO_FILE = "Choose a file of at most 25 MB: the workbook, a CSV file, or any sheet with headings like ours."


def workbook(place: Place) -> HttpResponse:
    """Where it is taken away and sent back."""
    if place.request.method != "POST":
        return _page(place)
    if not place.may(May.ANSWER):
        return refused(place)
    sent = place.request.FILES.get("file")
    if sent is None:
        return _page(place, Problem("file", "file", "no file, or a larger one", NO_FILE, "Then press the button."))
    kept = uploads.keep(place.of.pk, sent.name or "file", sent.read(), place.act)
    if isinstance(kept, Problem):
        return _page(place, kept)
    return HttpResponseRedirect(f"{place.home}/workbook/{kept.pk}")


def _page(place: Place, problem: Problem | None = None) -> HttpResponse:
    context = {"heading": "Answer in a workbook", "uploads": _earlier(place)}
    return place.page("workbook", context, problem)


def _earlier(place: Place) -> list[tuple[Upload, str]]:
    kept = place.of.uploads.filter(what=Sent.WORKBOOK).defer("content").order_by("-sent_at")
    return [(each, place.called(each.sent_by)) for each in kept]


def sent_back(place: Place, upload: int) -> HttpResponse:
    """What a file holds: what is wrong with it, what it would change; and the step that takes it."""
    kept = _kept(place, upload)
    if place.request.method != "POST":
        return _read_page(place, kept)
    if not place.may(May.ANSWER):
        return refused(place)
    _, found = _read(place, kept)
    posted = place.request.POST
    chosen = [each for place_in, each in enumerate(found) if each.can_be_taken and f"take.{place_in}" in posted]
    done = uploads.take(kept, place.seen(), chosen, place.act)
    if isinstance(done, Problem):
        place.of.refresh_from_db()
        return _read_page(place, kept, done)
    return HttpResponseRedirect(f"{place.home}?taken={done}")


def _read_page(place: Place, kept: Upload, problem: Problem | None = None) -> HttpResponse:
    result, found = _read(place, kept)
    context = {
        "heading": f"What “{kept.name}” says",
        "kept": kept,
        "result": result,
        "proposed": list(enumerate(found)),
        "can_take": place.takes_answers and any(each.can_be_taken for each in found),
    }
    return place.page("sent_back", context, problem)


def _read(place: Place, kept: Upload) -> tuple[reading.Upload, list[Proposed]]:
    sent = place.handed
    now = standing_now(place.of)
    given = replace(sent.prefilled(now), as_good=as_good_as_now(place.of, sent, kept.sent_by))
    result = reading.read_upload(kept.name, bytes(kept.content), given)
    past = past_of(place.of, result.stamp.digest if result.stamp else "", sent, kept.sent_by)
    cards = [card(line, place.of, {}) for line in place.of.lines.all()]
    asked = {each.line.number: each.asked for each in cards if each.asked}
    led = frozenset(each.line.number for each in cards if each.led_by_others)
    against = Against(now, past.then or now, past.own, asked, led, _key(place), result.cleared)
    return result, proposals(result.lines, result.savings, against)


def _key(place: Place) -> Key:
    find = finder(place.edition)

    def key(name: str) -> str:
        found = find(name)
        return name if isinstance(found, Problem) else found

    return key


def as_xlsx(place: Place) -> HttpResponse:
    return attachment(template(place.prefilled()), _name(place, ".xlsx"), XLSX_TYPE)


def as_csv(table: Table) -> Callable[[Place], HttpResponse]:
    """One table of the return as a file."""

    def view(place: Place) -> HttpResponse:
        text = template_csv(place.prefilled(), table)
        return attachment(text.encode("utf-8-sig"), _name(place, f"-{table.title.lower()}.csv"), CSV_TYPE)

    return view


arrangements_csv, savings_csv = as_csv(LINES), as_csv(SAVINGS)


def marked_copy(place: Place, upload: int) -> HttpResponse:
    """The file with all that is wrong marked in its cells."""
    kept = _kept(place, upload)
    result, _ = _read(place, kept)
    if result.refused:
        raise Http404(upload)
    return attachment(marked(kept.name, bytes(kept.content), result.kinds), _name(place, "-marked.xlsx"), XLSX_TYPE)


def _kept(place: Place, upload: int) -> Upload:
    found = place.of.uploads.filter(pk=upload, what=Sent.WORKBOOK).first()
    if found is None:
        raise Http404(upload)
    return found


def _name(place: Place, ending: str) -> str:
    return f"return-{place.of.round.year}-{place.of.body}{ending}"
