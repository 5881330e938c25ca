"""Sentences on councils, arrangements, partners, other public bodies and what is not known: said or refused."""

from __future__ import annotations

from sharemap.explore.release import rounding, rules
from sharemap.explore.release.facts import Book, Fact
from sharemap.explore.release.values import Cell, Said, Table, Words, cell, listed, refused, sentence
from sharemap.explore.words import day_words

NATIONS = ("England", "Scotland", "Wales", "Northern Ireland")
OTHER_BODIES = {"with health": "an NHS body", "with police": "a police force", "with fire": "a fire authority"}


def headline(book: Book) -> str:
    """What stands over the release: no number, and no more than the figures carry."""
    if rules.most(book.whole("councils-sharing"), book.whole("principal-councils")):
        return "Most UK councils share services"
    return "Which UK councils share services, and with whom"


def councils(book: Book) -> list[Said]:
    """How many principal councils share, of how many, and whether that is most of them."""
    part, whole = book.whole("councils-sharing"), book.whole("principal-councils")
    number = cell(part.said, " of ", whole.said, " (", share(part, whole), ")")
    say = (
        f" {'is a member' if part.one else 'are members'} of at least one live arrangement to share services. "
        f"So says Sharemap, the open national register, as at {day_words(book.edition.as_at)}."
    )
    if rules.most(part, whole):
        return [sentence("Most principal councils of the United Kingdom, ", number, ",", say)]
    why = refused(
        "Most councils share services",
        "Not more than half at the low end",
        number,
        " is not more than half at the low end.",
    )
    return [sentence("Of the principal councils of the United Kingdom ", number, say), why]


def nations(book: Book) -> Table:
    """The share of principal councils that are in a live arrangement, by nation."""
    rows = [_nation(book, name) for name in NATIONS]
    note = "A council counts once. The register may know too few arrangements of a council."
    heads = ("Nation", "Principal councils", "In a live arrangement", "Share")
    return Table("Principal councils that share, by nation", heads, tuple(row for row in rows if row), note)


def _nation(book: Book, name: str) -> tuple[Cell, ...] | None:
    whole = book.part("principal-councils", "council-nation", name)
    if not whole.low:
        return None
    part = book.part("councils-sharing", "council-nation", name)
    return cell(name), cell(whole.said), cell(part.said), cell(share(part, whole))


def share(part: Fact, whole: Fact) -> Words:
    """`71%`, `71% to 79%`."""
    low = rounding.percent(part.low, whole.high)
    high = rounding.percent(min(part.high, whole.low), whole.low)
    return Words(f"{low}%" if low == high else f"{low}% to {high}%", part.href)


def arrangements(book: Book) -> list[Said]:
    """How many arrangements the register knows, and in what state."""
    known, live, ended, unseen, planned, unformed = (
        book.whole(f"arrangements-{name}") for name in ("known", "live", "ended", "not-seen", "planned", "not-formed")
    )
    states = (
        cell(live.said, live.verb("is", "are"), "live"),
        cell(ended.said, ended.verb("has", "have"), "ended"),
        cell(unseen.said, unseen.verb("has", "have"), "not been seen at work for three years"),
    )
    doubt = cell() if live.exact else cell(" Where dates are incomplete an arrangement may be live, or not seen.")
    return [
        sentence("The register knows ", *known.of("arrangement"), ": ", listed(list(states)), ".", doubt),
        sentence(
            planned.said,
            " more",
            planned.verb("is", "are"),
            "planned, and ",
            *unformed.of("proposal"),
            " came to nothing; neither is counted among them.",
        ),
    ]


def models(book: Book) -> Table:
    """The arrangements known by delivery model; the parts add, and so do the percentages."""
    facts = sorted(book.parts("arrangements-known", "model"), key=lambda fact: (-fact.high, fact.name))
    exact = all(fact.exact for fact in facts)
    of_all = rounding.percents([int(fact.high) for fact in facts])
    rows = (
        (cell(fact.name.capitalize()), cell(fact.said), cell(Words(f"{each}%", fact.href) if exact else "–"))
        for fact, each in zip(facts, of_all, strict=True)
    )
    note = "An arrangement has one model: the lines add to all arrangements known, and the percentages to a hundred."
    return Table("Arrangements known, by delivery model", ("Model", "Arrangements", "Share"), tuple(rows), note)


def partners(book: Book) -> list[Said]:
    """How many partners a council has: in the middle, on average, and at most, with the council's name."""
    middle, mean = book.whole("partners-per-council-median"), book.whole("partners-per-council-mean")
    councils_ = book.whole("principal-councils")
    if not rules.enough(middle.rows):
        why = f", and a middle value needs {rules.ENOUGH}."
        title = "How many partners a council has in the middle"
        return [refused(title, rules.TOO_FEW, "There are only ", *councils_.of("principal council"), why), _top(book)]
    said = sentence(
        "The middle one of all ",
        *councils_.of("principal council"),
        " has ",
        *middle.of("partner"),
        ", other bodies in its live arrangements, as far as is known; the average is ",
        mean.said,
        ". A council of which none is known counts as nought.",
    )
    return [said, _top(book)]


def _top(book: Book) -> Said:
    figure, most = book.edition.figures["partners-per-council-maximum"], book.whole("partners-per-council-maximum")
    title = "Which council has the most partners"
    names = [
        cell(Words(book.edition.bodies[row.subject].name, f"/bodies/{row.subject}"))
        for row in figure.contributions
        if row.value == most.high
    ]
    if not most.high:
        return refused(title, "No council is known to share a live arrangement")
    if len(names) > 1 or not most.exact:
        return refused(title, rules.TIE, "It is a tie at ", most.said, ": ", listed(names), ".")
    return sentence(names[0], " has the most partners known: ", most.said, ".")


def public_bodies(book: Book) -> list[Said]:
    """How many live arrangements have a member that is an NHS body, a police force or a fire authority."""
    held = [book.part("arrangements-live", "partner-kind", part) for part in OTHER_BODIES]
    told = listed([cell(fact.said, f" with {OTHER_BODIES[fact.name]}") for fact in held])
    counted = sentence(
        "Other public bodies take part. Of the live arrangements, the register knows ",
        told,
        " among the members; one arrangement may have several.",
    )
    first = rules.leaders(held, 1)
    if not first:
        title = "Which of health, police and fire shares most with councils"
        return [counted, refused(title, rules.TIE, "The numbers tie or their ranges overlap: ", told, ".")]
    start = f"More live arrangements have {OTHER_BODIES[first[0].name]} as a member, "
    return [counted, sentence(start, first[0].said, ", than either of the other two.")]


def unknown(book: Book) -> list[Said]:
    """What the register does not know, in numbers where there are some."""
    known, live, unseen = (book.whole(f"arrangements-{name}") for name in ("known", "live", "not-seen"))
    without, staff = book.part("arrangements-known", "claim-known", "not found"), book.whole("staff")
    return [
        sentence("Of ", without.said, " of the ", known.said, " arrangements known, no source read gives an amount."),
        sentence("Whether ", unseen.said, " of them still run is not known: no recent source shows them at work."),
        sentence("How many people work in them is known of ", staff.counted, " of the live ones, ", live.said, "."),
        sentence("A council of which no arrangement is known may share all the same: no council has been asked yet."),
    ]
