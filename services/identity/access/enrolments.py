"""Who enrols, allocates, shares, samples and archives."""

from chassis.actor import Actor
from chassis.errors import Forbidden
from services.identity.access.reach import ALLOCATORS, PEOPLE_KEEPERS, Reach, covers, looks_after, reach_of
from services.identity.domain.enrolment import Enrolment
from services.identity.domain.errors import (
    CentreNotFound,
    EnrolmentNotFound,
)
from services.identity.domain.permission_set import Permission
from services.identity.domain.roles import Role

_LINKERS = ALLOCATORS | {Role.AO_ADMIN}


def may_enrol(actor: Actor, centre_id: str) -> None:
    """Learners are enrolled by those who keep the people of the centre."""
    if actor.role not in PEOPLE_KEEPERS or not actor.may(Permission.KEEP_PEOPLE):
        raise Forbidden("Only a Master Admin, Centre Admin or Basic Admin may enrol a learner.")
    if not covers(actor, centre_id):
        raise CentreNotFound("There is no such centre.", field="centre_id")


def may_choose_nation(actor: Actor, enrolment: Enrolment | None) -> Enrolment:
    """The enrolment, for who enrols at its centre. Raises Forbidden, and EnrolmentNotFound for another centre's."""
    if actor.role not in PEOPLE_KEEPERS or not actor.may(Permission.KEEP_PEOPLE):
        raise Forbidden("Only a Master Admin, Centre Admin or Basic Admin may change an enrolment's nation.")
    if enrolment is None or not covers(actor, enrolment.centre_id):
        raise EnrolmentNotFound("There is no such enrolment.")
    return enrolment


def may_allocate(actor: Actor) -> None:
    """Assessor and IQA are allocated by Master and Centre Admins (12-permissions, S2:86)."""
    if actor.role not in ALLOCATORS or not actor.may(Permission.ALLOCATE_LEARNERS):
        raise Forbidden("Only a Master Admin or Centre Admin may allocate an assessor and an IQA.")


def may_change_allocation(actor: Actor, enrolment: Enrolment) -> None:
    """As `may_allocate`, for an enrolment that the actor's centres look after; another centre's is not found."""
    if reach_of(actor) in (Reach.CENTRES, Reach.PROVIDER) and not looks_after(actor, enrolment):
        raise EnrolmentNotFound("There is no such enrolment.")
    may_allocate(actor)


def may_share(actor: Actor, enrolment: Enrolment) -> None:
    """An enrolment's own centre consents to another one's looking after it, and takes its consent back (CE-30).

    Raises EnrolmentNotFound for another centre's, Forbidden for the other roles and the centre it is shared with.
    """
    may_change_allocation(actor, enrolment)
    if not covers(actor, enrolment.centre_id):
        raise Forbidden("Only the learner's own centre decides who else looks after them.")


def may_link_staff(actor: Actor) -> None:
    """Who delivers and who quality assures is the awarding organisation's word, kept by it or by the centre's
    administration (CE-68).
    """
    if actor.role not in _LINKERS or not actor.may(Permission.ALLOCATE_LEARNERS):
        raise Forbidden("Only a Master Admin, Centre Admin or AO Admin may link staff to qualifications.")


def may_list_staff_links(actor: Actor) -> None:
    """Those who look at whole centres, the awarding organisation, and staff for their own links."""
    if reach_of(actor) in (Reach.SELF, Reach.SAMPLE) and actor.role != Role.AO_ADMIN:
        raise Forbidden("You may not see who is linked to which qualification.")
    if actor.role in (Role.LEARNER, Role.EMPLOYER_USER):
        raise Forbidden("You may not see who is linked to which qualification.")


def may_count_waiting(actor: Actor) -> None:
    """The green numbers are for those who look at whole centres (CE-26)."""
    if reach_of(actor) not in (Reach.CENTRES, Reach.PROVIDER):
        raise Forbidden("You may not see how many learners wait for allocation.")


def may_count_learners(actor: Actor) -> None:
    """How many learners each assessor has is for who checks their work and who looks at whole centres."""
    if actor.role != Role.IQA and reach_of(actor) not in (Reach.CENTRES, Reach.PROVIDER):
        raise Forbidden("You may not see how many learners each assessor has.")


def may_keep_archive(actor: Actor) -> None:
    """Archiving and retrieving is for Master and Centre Admins (12-permissions, S2:303)."""
    if actor.role not in ALLOCATORS or not actor.may(Permission.KEEP_THE_ARCHIVE):
        raise Forbidden("Only a Master Admin or Centre Admin may archive and retrieve.")


def may_sample(actor: Actor) -> None:
    """Which learners an external quality assurer reads about is for those who allocate learners (G06)."""
    if actor.role not in ALLOCATORS:
        raise Forbidden("Only a Master Admin or Centre Admin may grant and withdraw a sample.")


def may_list_samples(actor: Actor) -> None:
    """Those who grant samples, and whoever they are granted to."""
    if actor.role != Role.EQA:
        may_sample(actor)


def may_prompt(actor: Actor, centre_id: str) -> None:
    """Prompting to archive is the external quality assurer's, at the own centres (12-permissions, S2:307)."""
    if actor.role != Role.EQA:
        raise Forbidden("Only an external quality assurer prompts a centre to archive.")
    if not covers(actor, centre_id):
        raise CentreNotFound("There is no such centre.", field="centre_id")
