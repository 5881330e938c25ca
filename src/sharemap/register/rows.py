"""The tables of data/register: one row type for each file. They are the declaration of every column."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated

from sharemap.core.fields import Means
from sharemap.core.period import Bounds


class DeliveryModel(StrEnum):
    """How the sharing is organised, in the words readers see."""

    LEAD_AUTHORITY = "lead authority"
    JOINT_COMMITTEE = "joint committee"
    SHARED_MANAGEMENT = "shared management"
    COMPANY = "jointly owned company"
    CONTRACT = "contract"
    DELEGATION = "delegation"
    JOINT_VENTURE = "joint venture"
    PARTNERSHIP = "partnership"
    NOT_KNOWN = "not known"


class Role(StrEnum):
    """What a member is in an arrangement."""

    LEAD = "lead"
    HOST = "host"
    PARTNER = "partner"
    CUSTOMER = "customer"
    NOT_KNOWN = "not known"


FIRMEST = (Role.LEAD, Role.HOST, Role.CUSTOMER, Role.PARTNER, Role.NOT_KNOWN)
"""Of two roles that are told of one member, the one that comes first here stays."""


class State(StrEnum):
    """What a source saw of an arrangement. `unclear`: it was met, but not whether it was working."""

    PLANNED = "planned"
    LIVE = "live"
    ENDED = "ended"
    NOT_FORMED = "considered, not formed"
    UNCLEAR = "unclear"


class Rung(StrEnum):
    """How firm a savings claim is, weakest first."""

    CLAIMED = "claimed"
    FORECAST = "forecast"
    BUDGETED = "budgeted"
    ACHIEVED = "achieved"
    CHECKED = "checked"


class ClaimKind(StrEnum):
    """What an amount is. Sums never mix kinds."""

    RECURRING = "recurring"
    CUMULATIVE = "cumulative"
    ONE_OFF_COST = "one-off cost"
    INVESTMENT = "investment"
    NOT_STATED = "not stated"


class Scope(StrEnum):
    """Whose saving an amount is."""

    WHOLE = "whole"
    ONE_SHARE = "one body's share"
    NOT_STATED = "not stated"


class SourceCopy(StrEnum):
    """Whether an address holds the document itself."""

    ORIGINAL = "original"
    MIRROR = "mirror"
    SUMMARY = "automated summary"


class RelationKind(StrEnum):
    """How one arrangement stands to another, read from the first to the second."""

    PART_OF = "part of"
    CONTINUED_AS = "continued as"
    SIBLING = "sibling of"


class Verdict(StrEnum):
    """What two arrangements are to each other, read from the left to the right."""

    SAME = "same"
    PART_OF = "part of"
    HOLDS = "holds"
    CONTINUED_AS = "continued as"
    CONTINUES = "continues"
    SIBLING = "sibling of"
    DIFFERENT = "different"


class Decider(StrEnum):
    """Who decided. A person's decision goes before the rule's."""

    RULE = "rule"
    PERSON = "person"


class NoteKind(StrEnum):
    """Why a note is published."""

    DISAGREEMENT = "told differently"
    STANDS = "stands as it is"


class Confidence(StrEnum):
    """How well the telling is supported, as those who gathered it judged."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    NOT_SAID = "not said"


class Outcome(StrEnum):
    """What became of a record that was read."""

    TAKEN = "taken"
    ASKED = "taken, with questions"
    LEFT_OUT = "left out"
    REFUSED = "refused"


def _bounds(earliest: date | None, latest: date | None) -> Bounds | None:
    return Bounds(earliest, latest) if earliest and latest else None


@dataclass(frozen=True, slots=True)
class Arrangement:
    """arrangements.csv: a service that bodies share, or did, or thought of sharing."""

    id: Annotated[str, Means("Permanent identifier; never used again", "a0001", longest=20)]
    slug: Annotated[str, Means("The name in the address", "anglia-revenues-partnership", longest=100)]
    name: Annotated[str, Means("Name as its sources give it", longest=300)]
    aliases: Annotated[tuple[str, ...], Means("Other names")]
    description: Annotated[str, Means("What it is, in two or three sentences")]
    model: Annotated[DeliveryModel, Means("How the sharing is organised")]
    starts_on_earliest: Annotated[date | None, Means("First day on which it may have started; blank: not known")]
    starts_on_latest: Annotated[date | None, Means("Last day on which it may have started")]
    ends_before_earliest: Annotated[date | None, Means("First day it may have been no more; blank: no end known")]
    ends_before_latest: Annotated[date | None, Means("Day by which it was no more")]
    end_reason: Annotated[str, Means("Why it ended, as said; blank if not known or not ended")]
    staff: Annotated[int | None, Means("People working in it, at some time its sources name; blank: not known")]
    contact: Annotated[str, Means("The team's page, mailbox or switchboard, never a person", longest=2000)]

    @property
    def starts_on(self) -> Bounds | None:
        return _bounds(self.starts_on_earliest, self.starts_on_latest)

    @property
    def ends_before(self) -> Bounds | None:
        return _bounds(self.ends_before_earliest, self.ends_before_latest)


@dataclass(frozen=True, slots=True)
class Membership:
    """memberships.csv: a body's part in an arrangement. A blank service means all its services."""

    arrangement: Annotated[str, Means("Identifier of the arrangement")]
    body: Annotated[str, Means("Key of the body")]
    service: Annotated[str, Means("The service it shares; blank: all that the arrangement covers", longest=200)]
    role: Annotated[Role, Means("Its role")]
    joined_on_earliest: Annotated[date | None, Means("First day on which it may have joined; blank: not said")]
    joined_on_latest: Annotated[date | None, Means("Last day on which it may have joined")]
    left_before_earliest: Annotated[date | None, Means("First day it may have been out; blank: no leaving known")]
    left_before_latest: Annotated[date | None, Means("Day by which it was out")]
    passed_from: Annotated[str, Means("Key of the body whose part passed to it by law; blank: it joined itself")]
    named_as: Annotated[str, Means("The name in the source", longest=300)]
    note: Annotated[str, Means("How the name was matched where that needs saying")]

    @property
    def joined_on(self) -> Bounds | None:
        return _bounds(self.joined_on_earliest, self.joined_on_latest)

    @property
    def left_before(self) -> Bounds | None:
        return _bounds(self.left_before_earliest, self.left_before_latest)


@dataclass(frozen=True, slots=True)
class SharedService:
    """shared_services.csv: a service that an arrangement covers, in the plain words of its source."""

    arrangement: Annotated[str, Means("Identifier of the arrangement")]
    service: Annotated[str, Means("The service in plain words", "internal audit", longest=200)]


@dataclass(frozen=True, slots=True)
class Claim:
    """claims.csv: an amount that somebody says was or will be saved or spent. Claims are not added up here."""

    id: Annotated[str, Means("Identifier: the arrangement's, then a number", "a0001-c1", longest=30)]
    arrangement: Annotated[str, Means("Identifier of the arrangement")]
    body: Annotated[str, Means("Key of the one body whose share it is, where it is known")]
    scope: Annotated[Scope, Means("Whether it is the saving of the whole or of one body")]
    amount_from_gbp: Annotated[int | None, Means("Lower end where a range is claimed, in pounds; blank: one amount")]
    amount_gbp: Annotated[int, Means("Amount in pounds, in the prices of its time; the upper end of a range")]
    rung: Annotated[Rung, Means("How firm the claim is")]
    kind: Annotated[ClaimKind, Means("What the amount is")]
    period_words: Annotated[str, Means("The years in the source's words", longest=300)]
    year_from: Annotated[int | None, Means("First financial year it names, by the year it starts in; blank: undated")]
    year_to: Annotated[int | None, Means("Last financial year it names, by the year it starts in")]
    note: Annotated[str, Means("Who said it and of what")]
    same_claim_as: Annotated[str, Means("Identifier of another telling of the same claim")]
    alternative_to: Annotated[
        tuple[str, ...], Means("Identifiers of claims that overlap it: never to be added to it")
    ]
    source: Annotated[str, Means("Identifier of the source, where one is named; blank: one of the arrangement's")]


@dataclass(frozen=True, slots=True)
class Source:
    """sources.csv: a document or page."""

    id: Annotated[str, Means("Identifier", "s0001", longest=20)]
    url: Annotated[str, Means("Its address", longest=2000)]
    publisher: Annotated[str, Means("Who published it; says so where it is a mirror", longest=300)]
    published: Annotated[str, Means("Year, month or day of publication; blank: not known", "2013-11", longest=10)]
    accessed: Annotated[str, Means("Year, month or day when it was read", "2026-11", longest=10)]
    copy: Annotated[SourceCopy, Means("Whether the address holds the document itself, a mirror or a summary")]
    archived: Annotated[str, Means("Address of an archived copy; blank: none known", longest=2000)]


@dataclass(frozen=True, slots=True)
class Citation:
    """citations.csv: a source that an arrangement rests on."""

    arrangement: Annotated[str, Means("Identifier of the arrangement")]
    source: Annotated[str, Means("Identifier of the source")]
    supports: Annotated[str, Means("What it supports; blank: the telling as a whole", blank=True)]


@dataclass(frozen=True, slots=True)
class Sighting:
    """sightings.csv: the state in which an arrangement was seen, and when. Status is derived from these."""

    arrangement: Annotated[str, Means("Identifier of the arrangement")]
    state: Annotated[State, Means("What was seen")]
    seen_on_earliest: Annotated[date | None, Means("First day on which it may have been seen so; blank: undated")]
    seen_on_latest: Annotated[date | None, Means("Last day on which it may have been seen so")]
    basis: Annotated[str, Means("What the sighting rests on")]

    @property
    def seen_on(self) -> Bounds | None:
        return _bounds(self.seen_on_earliest, self.seen_on_latest)


@dataclass(frozen=True, slots=True)
class Telling:
    """tellings.csv: a record that was read, in its place, and what became of it."""

    gathering: Annotated[str, Means("The pass that gathered it: its file's name without the ending", longest=100)]
    line: Annotated[int, Means("Line in that file")]
    digest: Annotated[str, Means("First 16 hexadecimal digits of the SHA-256 of the line", longest=16)]
    name: Annotated[str, Means("The name it gave", longest=300)]
    description: Annotated[str, Means("What it said the arrangement is")]
    confidence: Annotated[Confidence, Means("How well supported it is, as those who gathered it judged")]
    arrangement: Annotated[str, Means("Identifier of the arrangement that holds it; blank if none does")]
    outcome: Annotated[Outcome, Means("What became of it")]
    reason: Annotated[str, Means("Why it was left out or refused, or what had to be asked")]


@dataclass(frozen=True, slots=True)
class Question:
    """questions.csv: what a person must answer about a record that was taken. Empty when all is answered."""

    gathering: Annotated[str, Means("The pass that gathered the record; blank: the register asks", longest=100)]
    line: Annotated[int | None, Means("Line in that file")]
    arrangement: Annotated[str, Means("Identifier of the arrangement")]
    what: Annotated[str, Means("What is asked", longest=200)]
    text: Annotated[str, Means("The words of the record")]
    candidates: Annotated[tuple[str, ...], Means("Keys of the bodies it could be; blank: none is known")]
    reason: Annotated[str, Means("Why it could not be told")]


@dataclass(frozen=True, slots=True)
class Relation:
    """relations.csv: how an arrangement stands to another that is not the same."""

    arrangement: Annotated[str, Means("Identifier of the arrangement")]
    kind: Annotated[RelationKind, Means("How it stands to the other")]
    other: Annotated[str, Means("Identifier of the other arrangement")]
    reason: Annotated[str, Means("How this is known")]


@dataclass(frozen=True, slots=True)
class PublicNote:
    """public_notes.csv: what readers of an arrangement or claim should know that no single source says."""

    arrangement: Annotated[str, Means("Identifier of the arrangement")]
    about: Annotated[str, Means("Identifier of the claim that it is about; blank: the arrangement", longest=30)]
    kind: Annotated[NoteKind, Means("Whether members tell it differently, or a finding stands as it is")]
    matter: Annotated[str, Means("What is told differently, or the check whose finding it is", longest=100)]
    text: Annotated[str, Means("What each says, or why it stands; never about a person", longest=2000)]
    noted_on: Annotated[date, Means("Day on which it was noted")]


@dataclass(frozen=True, slots=True)
class Decision:
    """decisions.csv: whether two arrangements are the same, by rule or by a person."""

    left: Annotated[str, Means("Identifier of an arrangement, also of one that is no more", longest=20)]
    right: Annotated[str, Means("Identifier of the other", longest=20)]
    verdict: Annotated[Verdict, Means("What the left one is to the right one")]
    score: Annotated[int, Means("Likeness as the rule scores it, 0 to 100; from 50 on it says the same")]
    decider: Annotated[Decider, Means("The rule, or a person, who goes before it")]
    reason: Annotated[str, Means("What speaks for the verdict")]


@dataclass(frozen=True, slots=True)
class PastAddress:
    """past_addresses.csv: an arrangement that is no more under its identifier, and what became of it."""

    id: Annotated[str, Means("Identifier it had; never used again", longest=20)]
    slug: Annotated[str, Means("The name it had in its address", longest=100)]
    arrangement: Annotated[str, Means("Identifier of the arrangement that holds it now; blank: it was taken out")]
    reason: Annotated[str, Means("Why")]
