"""Where the database and data/ cannot both be right: said before anything is taken in, with what to do about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sharemap.core.problem import Problem
from sharemap.register import models, queries
from sharemap.register.dossier import Dossier
from sharemap.register.rows import Claim, PastAddress

EXPORT = "Export the database (sharemap export), put both changes into data/, and start again."


def clashes(held: Sequence[Dossier], past: Sequence[PastAddress]) -> list[Problem]:
    """Every clash between the dossiers and past addresses of data/ and what the database holds."""
    taken = queries.taken_in()
    anew = [each for each in held if each.content_hash() != taken.get(each.arrangement.id)]
    gone = [key for key, content in taken.items() if content != queries.PAST and queries.holds(key)]
    lost = sorted(set(gone) - {each.arrangement.id for each in held})
    return [
        *_changed_in_both(anew, lost),
        *_without_a_word(lost, {row.id for row in past}),
        *_taken_by_another(anew),
    ]


def _changed_in_both(anew: Sequence[Dossier], lost: Sequence[str]) -> Iterator[Problem]:
    """Arrangements that data/ says anew, or no longer has, but that were changed here since it was last taken in."""
    edited = {line.partition(" ")[0] for line in queries.changed_here()}
    needed = "It was changed in the database and in data/; only one of the changes can be kept."
    for each in anew:
        key = each.arrangement.id
        if key in edited and queries.dossier_of(key) != each:
            yield Problem("changed in both", key, f"“{each.arrangement.name}”", needed, EXPORT)
    for key in sorted(edited.intersection(lost)):
        needed = "It was changed in the database and taken out of data/; only one of the two can be."
        yield Problem("changed in both", key, "a change", needed, EXPORT)


def _without_a_word(lost: Sequence[str], past: set[str]) -> Iterator[Problem]:
    for key in lost:
        if key not in past:
            needed = "What is taken out of arrangements.csv needs a row in past_addresses.csv, with the reason."
            yield Problem("gone", "arrangements.csv", f"{key} is missing", needed, "Write the row, or put it back.")


def _taken_by_another(anew: Sequence[Dossier]) -> Iterator[Problem]:
    """Slugs and claims that data/ gives to one arrangement while the database has them with another."""
    slugs = dict(models.Arrangement.objects.values_list("slug", "id"))
    claims = dict(models.Claim.objects.values_list("id", "arrangement"))
    for each in anew:
        key, slug = each.arrangement.id, each.arrangement.slug
        if slugs.get(slug, key) != key:
            needed = f"The slug is that of {slugs[slug]}, and an address never changes hands."
            yield Problem(
                "address", f"arrangements.csv, the row “{key}”, slug", f"“{slug}”", needed, "Choose another."
            )
        for claim in (part for part in each.parts if isinstance(part, Claim)):
            if claims.get(claim.id, key) != key:
                needed = f"The identifier is that of a claim of {claims[claim.id]}."
                yield Problem("claim", "claims.csv", f"“{claim.id}”", needed, "Give it a new number.")
