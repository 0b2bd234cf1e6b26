"""A learner on a qualification at a centre, and who looks after them."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from services.identity.domain.allocation import (
    CoverEndsBeforeItBegins,
    NobodyCovers,
    Period,
    Place,
    SharedAlready,
    SharedWithItself,
    TooManyCovers,
    followed,
)
from services.identity.domain.archiving import ArchiveNote
from services.identity.domain.errors import EnrolmentArchived, NotInThatRole, SamePersonTwice
from services.identity.domain.person import Person
from services.identity.domain.provider import Nation
from services.identity.domain.roles import Role
from services.identity.domain.sampling import MOST_SAMPLES, NotSampled, Sample, TooManySamples


@dataclass(frozen=True, slots=True)
class Cover:
    """Another assessor stands in, from the first day to the last, both in the centre's zone (G07)."""

    assessor_id: str
    from_date: date
    until_date: date

    def __post_init__(self) -> None:
        if self.until_date < self.from_date:
            raise CoverEndsBeforeItBegins("The last day lies before the first.", field="until_date")


PROMPTED_AGAIN_AFTER = timedelta(days=7)

MOST_COVERS = 50
"""How many stand-ins one enrolment keeps (its event lists them)."""


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A learner on one qualification. Training status is progression's; archived is an axis of its own
    (decisions.md). `listed_as` is what lists sort by: the learner's name, family name first.

    `waits_since`: since when a place is open; `wait_told_since` is the same once the centre was told that this is long.
    """

    id: str
    provider_id: str
    learner_id: str
    centre_id: str
    qualification_id: str
    assessor_id: str | None = None
    iqa_id: str | None = None
    employer_id: str | None = None
    blocked: bool = False
    archived: bool = False
    covering: tuple[Cover, ...] = ()
    history: tuple[Period, ...] = ()
    archive: ArchiveNote | None = None
    shared_with: str | None = None
    sampled: tuple[Sample, ...] = ()
    archive_prompted_at: datetime | None = None
    learner_away_since: datetime | None = None
    nation: Nation | None = None
    listed_as: str = ""
    waits_since: datetime | None = None
    wait_told_since: datetime | None = None
    version: int = 0

    @property
    def centre_ids(self) -> tuple[str, ...]:
        """Its own centre, and the one it is shared with (CE-30)."""
        return (self.centre_id, self.shared_with) if self.shared_with else (self.centre_id,)

    @property
    def waits(self) -> bool:
        """Whether a place is open still (CE-08): with an assessor and no IQA the learner waits too."""
        return not self.archived and (self.assessor_id is None or self.iqa_id is None)

    def holder(self, place: Place) -> str | None:
        """Who holds a place."""
        return self.assessor_id if place is Place.ASSESSOR else self.iqa_id

    def allocated(self, assessor: Person | None, iqa: Person | None) -> "Enrolment":
        """The enrolment with its assessor and IQA (CE-24); None leaves a place open for later.

        Raises SamePersonTwice, NotInThatRole when a person does not hold the role at this centre, and
        EnrolmentArchived.
        """
        if self.archived:
            raise EnrolmentArchived("This enrolment is archived. Retrieve it before changing it.")
        if assessor and iqa and assessor.id == iqa.id:
            raise SamePersonTwice(
                "Nobody is assessor and IQA of the same enrolment. Choose two people.", field="iqa_id"
            )
        if assessor:
            must_hold(assessor, Role.ASSESSOR, *self.centre_ids, field="assessor_id")
        if iqa:
            must_hold(iqa, Role.IQA, *self.centre_ids, field="iqa_id")
        return replace(self, assessor_id=assessor.id if assessor else None, iqa_id=iqa.id if iqa else None)

    def handed_over(self, place: Place, person: Person) -> "Enrolment":
        """The enrolment with one place changed and the other untouched (CE-19, CE-20).

        Raises SamePersonTwice, NotInThatRole and EnrolmentArchived.
        """
        if self.archived:
            raise EnrolmentArchived("This enrolment is archived. Retrieve it before changing it.")
        other = self.iqa_id if place is Place.ASSESSOR else self.assessor_id
        if person.id == other:
            raise SamePersonTwice("Nobody is assessor and IQA of the same enrolment. Choose two people.")
        must_hold(person, Role(place.value), *self.centre_ids, field="to_person_id")
        if place is Place.ASSESSOR:
            return replace(self, assessor_id=person.id)
        return replace(self, iqa_id=person.id)

    def dated(self, at: datetime) -> "Enrolment":
        """The enrolment with who holds its places written into its history (CE-22), and since when it waits (CE-15)."""
        held = ((Place.ASSESSOR, self.assessor_id), (Place.IQA, self.iqa_id))
        since = (self.waits_since or at) if self.waits else None
        return replace(self, history=followed(self.history, held, at), waits_since=since)

    def is_to_be_told(self, before: datetime) -> bool:
        """Whether it has waited since before a moment (UTC) and the centre was not told of that wait yet (CE-15)."""
        since = self.waits_since
        return (
            self.waits
            and not self.blocked
            and since is not None
            and since < before
            and since != self.wait_told_since
        )

    def told_of_wait(self) -> "Enrolment":
        """The enrolment whose centre is told of its wait."""
        return replace(self, wait_told_since=self.waits_since)

    def covered(self, cover: Cover, assessor: Person) -> "Enrolment":
        """The enrolment with a stand-in for its assessor (G07).

        Raises EnrolmentArchived, SamePersonTwice for its own assessor or IQA, NotInThatRole and TooManyCovers.
        """
        if self.archived:
            raise EnrolmentArchived("This enrolment is archived. Retrieve it before changing it.")
        if assessor.id in (self.assessor_id, self.iqa_id):
            raise SamePersonTwice("Choose somebody who does not look after this learner already.")
        must_hold(assessor, Role.ASSESSOR, *self.centre_ids, field="assessor_id")
        if len(self.covering) >= MOST_COVERS:
            raise TooManyCovers(f"No more than {MOST_COVERS} stand-ins are kept for one learner.")
        return replace(self, covering=(*self.covering, cover))

    def cover_ended(self, assessor_id: str, last_day: date) -> "Enrolment":
        """The enrolment with the stand-in gone after a day; a cover that begins later is taken away.

        Raises NobodyCovers when this assessor does not stand in then or later.
        """
        ending = [c for c in self.covering if c.assessor_id == assessor_id and c.until_date > last_day]
        if not ending:
            raise NobodyCovers("This assessor does not stand in there.")
        kept = tuple(
            replace(c, until_date=last_day) if c in ending else c
            for c in self.covering
            if c not in ending or c.from_date <= last_day
        )
        return replace(self, covering=kept)

    def shared(self, centre_id: str) -> "Enrolment":
        """The enrolment with another centre that looks after it too, and after nothing else of the learner (CE-30).

        Raises EnrolmentArchived, SharedAlready, and SharedWithItself for its own centre.
        """
        if self.archived:
            raise EnrolmentArchived("This enrolment is archived. Retrieve it before changing it.")
        if centre_id == self.centre_id:
            raise SharedWithItself("Choose another centre than the learner's own.", field="centre_id")
        if self.shared_with not in (None, centre_id):
            raise SharedAlready(
                "Another centre looks after this enrolment. End that first.", field="centre_id"
            )
        return replace(self, shared_with=centre_id)

    def kept_to_itself(self, staff: Mapping[str, Person]) -> "Enrolment":
        """The enrolment without the other centre: of those who look after it, who work at its own centre stay. `staff`
        are all of them, by id.
        """

        def stays(person_id: str | None, role: Role) -> bool:
            return person_id is not None and staff[person_id].holds(role, self.centre_id)

        return replace(
            self,
            shared_with=None,
            assessor_id=self.assessor_id if stays(self.assessor_id, Role.ASSESSOR) else None,
            iqa_id=self.iqa_id if stays(self.iqa_id, Role.IQA) else None,
            covering=tuple(cover for cover in self.covering if stays(cover.assessor_id, Role.ASSESSOR)),
        )

    def read_by(self, eqa_id: str, today: date) -> bool:
        """Whether an external quality assurer reads about it today."""
        return not self.archived and any(one.eqa_id == eqa_id and one.runs(today) for one in self.sampled)

    def sampled_by(self, sample: Sample, eqa: Person, today: date) -> "Enrolment":
        """The enrolment that an external quality assurer reads about for some days; a later word replaces an earlier
        one, but for the first day of what runs already, and what is over is forgotten (G06).

        Raises EnrolmentArchived, NotInThatRole and TooManySamples.
        """
        if self.archived:
            raise EnrolmentArchived("This enrolment is archived. Retrieve it before changing it.")
        must_hold(eqa, Role.EQA, self.centre_id, field="eqa_id")
        others = tuple(one for one in self.sampled if one.eqa_id != eqa.id and one.until_date >= today)
        if len(others) >= MOST_SAMPLES:
            raise TooManySamples(
                f"No more than {MOST_SAMPLES} external quality assurers read about one learner at a time."
            )
        running = next((one for one in self.sampled if one.eqa_id == eqa.id and one.runs(today)), None)
        if running and sample.has_begun(today):
            sample = replace(sample, from_date=running.from_date)
        return replace(self, sampled=(*others, sample))

    def taken_from(self, eqa_id: str) -> "Enrolment":
        """The enrolment that an external quality assurer no longer reads about. Raises NotSampled."""
        kept = tuple(one for one in self.sampled if one.eqa_id != eqa_id)
        if kept == self.sampled:
            raise NotSampled("This external quality assurer may not read about this learner.")
        return replace(self, sampled=kept)

    def put_away(self, note: ArchiveNote) -> "Enrolment":
        """The enrolment archived: nobody reaches it until it is retrieved."""
        return replace(self, archived=True, archive=note, waits_since=None)

    def retrieved(self) -> "Enrolment":
        """The enrolment back as it was (CE-57)."""
        return replace(self, archived=False, archive=None, archive_prompted_at=None)

    def under_rules_of(self, nation: Nation | None) -> "Enrolment":
        """The enrolment under another nation's rules than its centre's; None: under its centre's.

        Raises EnrolmentArchived.
        """
        if self.archived:
            raise EnrolmentArchived("This enrolment is archived. Retrieve it before changing it.")
        return replace(self, nation=nation)

    def may_be_prompted(self, now: datetime) -> bool:
        """Whether the centre may be asked (again) to archive it: once a week is often enough."""
        return self.archive_prompted_at is None or now - self.archive_prompted_at >= PROMPTED_AGAIN_AFTER

    def prompted(self, now: datetime) -> "Enrolment":
        """The enrolment whose centre is asked to archive it (CE-62)."""
        return replace(self, archive_prompted_at=now)


def must_hold(person: Person, role: Role, *centre_ids: str, field: str) -> None:
    """Refuse with NotInThatRole unless the person holds the role at one of the centres. `field` names the input."""
    if not any(person.holds(role, centre_id) for centre_id in centre_ids):
        words = role.value.upper() if role in (Role.IQA, Role.EQA) else role.value.replace("_", " ")
        raise NotInThatRole(
            f"{person.display_name} does not have the role {words} at this centre.",
            field=field,
            role=role.value,
            person_id=person.id,
        )
