"""The register's words for what people ask for: who types `bins` means waste collection."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sharemap.explore.folding import fold

ASKED_AS: Mapping[str, tuple[str, ...]] = {
    "bin": ("bin", "waste collection"),
    "bins": ("bins", "waste collection"),
    "burials": ("burials", "bereavement services"),
    "buying": ("procurement",),
    "call centre": ("call centre", "customer services"),
    "cemetery": ("cemetery", "bereavement services"),
    "computer": ("ict",),
    "computers": ("ict",),
    "contact centre": ("contact centre", "customer services"),
    "coroners": ("coroners", "coroner"),
    "council tax": ("council tax", "revenues and benefits"),
    "dump": ("household recycling centres",),
    "funerals": ("funerals", "bereavement services"),
    "garbage": ("waste collection",),
    "gritting": ("gritting", "winter maintenance"),
    "hr": ("hr", "human resources"),
    "human resources": ("human resources", "hr"),
    "it": ("ict",),
    "lawyer": ("legal",),
    "lawyers": ("legal",),
    "litter": ("litter", "street cleansing"),
    "nndr": ("nndr", "business rates"),
    "parking fines": ("parking fines", "parking enforcement"),
    "personnel": ("personnel", "hr"),
    "potholes": ("potholes", "highways"),
    "purchasing": ("purchasing", "procurement"),
    "refuse": ("refuse", "waste collection"),
    "roads": ("roads", "highways"),
    "rubbish": ("rubbish", "waste collection"),
    "solicitors": ("solicitors", "legal"),
    "tip": ("household recycling centres",),
    "wages": ("payroll",),
}
"""What is typed, and what is looked for instead: any of these. Folded; of several, the register's own word last."""
LONGEST = max(len(phrase.split()) for phrase in ASKED_AS)


def terms(query: str) -> tuple[tuple[str, ...], ...]:
    """A query as terms that must all be met, each by one of its phrases: `bins` or `waste collection`."""
    return tuple(_terms(fold(query).split()))


def in_register_words(query: str) -> str:
    """The query as the register would say it."""
    return " ".join(phrases[-1] for phrases in terms(query))


def _terms(words: list[str]) -> Iterator[tuple[str, ...]]:
    while words:
        taken = next((n for n in range(LONGEST, 1, -1) if " ".join(words[:n]) in ASKED_AS), 1)
        phrase, words = " ".join(words[:taken]), words[taken:]
        yield ASKED_AS.get(phrase, (phrase,))
