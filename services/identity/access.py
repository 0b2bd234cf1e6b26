"""Who may do what in identity (12-permissions, G04 to G08). Pure: looks at the actor and at things already
loaded.

404 for what lies at another provider or centre, 403 for the own centre but not this role or caseload
(decisions.md).
"""

from collections.abc import Iterable
from enum import StrEnum

from chassis.actor import PLATFORM, Actor
from chassis.errors import Forbidden
from services.identity.domain.blocking import NotYourself
from services.identity.domain.employer import Employer, EmployerNotFound
from services.identity.domain.enrolment import Enrolment
from services.identity.domain.errors import (
    CentreNotFound,
    EnrolmentNotFound,
    PersonNotFound,
    RoleNotGrantable,
)
from services.identity.domain.imports import Import
from services.identity.domain.permission_set import Permission
from services.identity.domain.person import Person
from services.identity.domain.roles import GRANTABLE_BY, PROVIDER_WIDE, Role, RoleGrant


class Reach(StrEnum):
    """How far somebody looks around."""

    PROVIDER = "provider"
    CENTRES = "centres"
    CASELOAD = "caseload"
    SAMPLE = "sample"
    SELF = "self"


_BY_CENTRE = frozenset(
    {
        Role.MASTER_ADMIN,
        Role.CENTRE_ADMIN,
        Role.BASIC_ADMIN,
        Role.CURRICULUM_MANAGER,
        Role.CUSTOM_MANAGER,
        Role.BUSINESS_SUPPORT,
        Role.MANAGER,
        Role.SENIOR_MANAGER,
    }
)
_BY_CASELOAD = frozenset({Role.ASSESSOR, Role.IQA, Role.EMPLOYER_USER, Role.LEARNER})
SYSTEM = "system"
"""The role of `Actor.system`: the platform itself, acting on an event or by the clock."""

_COLLEAGUES = frozenset({Role.ASSESSOR, Role.IQA})
_ADMINISTRATORS = frozenset({Role.MASTER_ADMIN, Role.CENTRE_ADMIN})
_PEOPLE_KEEPERS = _ADMINISTRATORS | {Role.BASIC_ADMIN, Role.CUSTOM_MANAGER}
_REGISTRARS = _PEOPLE_KEEPERS | {Role.AO_ADMIN}
_ALLOCATORS = _ADMINISTRATORS | {Role.CUSTOM_MANAGER}
"""A Custom Manager is among those whose work they may be given; which it is `Actor.may` says."""

_READ_LOG_READERS = _ADMINISTRATORS | {Role.MANAGER, Role.SENIOR_MANAGER, Role.EQA}
_LINKERS = _ALLOCATORS | {Role.AO_ADMIN}


def reach_of(actor: Actor) -> Reach:
    """Which people and enrolments the actor may look at."""
    if actor.role in _BY_CENTRE:
        return Reach.PROVIDER if covers_all(actor) else Reach.CENTRES
    if actor.role == Role.EQA:
        return Reach.SAMPLE
    return Reach.CASELOAD if actor.role in _BY_CASELOAD else Reach.SELF


def sees_colleagues(actor: Actor) -> bool:
    """Whether somebody with a caseload also sees the staff of the own centres (to book for another)."""
    return actor.role in _COLLEAGUES


def covers_all(actor: Actor) -> bool:
    """Whether every centre of the provider is the actor's."""
    return not actor.centre_ids and actor.role in PROVIDER_WIDE


def covers(actor: Actor, centre_id: str) -> bool:
    """Whether the centre is one of the actor's."""
    return centre_id in actor.centre_ids or covers_all(actor)


def looks_after(actor: Actor, enrolment: Enrolment) -> bool:
    """Whether the enrolment is at one of the actor's centres, or shared with it (CE-30)."""
    return any(covers(actor, centre_id) for centre_id in enrolment.centre_ids)


def knows(actor: Actor, person: Person) -> bool:
    """Whether the person shares a centre with the actor. Who has no centre works for all of them."""
    return not person.centre_ids or any(covers(actor, centre_id) for centre_id in person.centre_ids)


def may_create_provider(actor: Actor) -> None:
    """Only the platform's own administrator takes new providers in."""
    if actor.role != Role.PLATFORM_ADMIN or actor.provider_id != PLATFORM:
        raise Forbidden("Only the platform's administrator may add a provider.")


def may_configure(actor: Actor) -> None:
    """Rules and switches are the Master Admin's (12-permissions), for the whole provider."""
    if actor.role != Role.MASTER_ADMIN or actor.centre_ids:
        raise Forbidden("Only a Master Admin of the whole provider may change its settings.")


def may_read_permission_sets(actor: Actor) -> None:
    """What Custom Managers may do is a Master Admin's to look up; `may_configure` says who decides it."""
    if actor.role != Role.MASTER_ADMIN:
        raise Forbidden("Only a Master Admin may see the sets of permissions.")


def may_give_permissions(actor: Actor, person: Person | None) -> None:
    """A Master Admin says what the Custom Managers of the own centres may do (G04); not what they may do themselves.

    Raises Forbidden, NotYourself, and PersonNotFound for somebody of another centre.
    """
    if actor.role != Role.MASTER_ADMIN:
        raise Forbidden("Only a Master Admin may give permissions.")
    if person is None or not knows(actor, person):
        raise PersonNotFound("There is no such person.")
    if person.id == actor.person_id:
        raise NotYourself("Nobody gives permissions to themselves.")


def may_add_centre(actor: Actor) -> None:
    """Centres are the Master Admin's to add."""
    if actor.role != Role.MASTER_ADMIN or actor.centre_ids:
        raise Forbidden("Only a Master Admin may add a centre.")


def may_read_audit(actor: Actor) -> None:
    """The audit is the Master Admin's of the whole provider; entries belong to no centre. The platform's own
    (sign-ins, log-in sessions, new providers) is its administrator's.
    """
    at_platform = actor.role == Role.PLATFORM_ADMIN and actor.provider_id == PLATFORM
    if not at_platform and (actor.role != Role.MASTER_ADMIN or actor.centre_ids):
        raise Forbidden("Only a Master Admin of the whole provider may read the audit.")


def may_add_person(actor: Actor, grants: Iterable[RoleGrant]) -> None:
    """People are added by Master, Centre and Basic Admins, with no more than the adder's own reach.

    Raises Forbidden, RoleNotGrantable, and CentreNotFound for a centre that is not the actor's.
    """
    if actor.role not in _PEOPLE_KEEPERS or not actor.may(Permission.KEEP_PEOPLE):
        raise Forbidden("Only a Master Admin, Centre Admin or Basic Admin may add people.")
    may_register(actor, grants)


def may_register(actor: Actor, grants: Iterable[RoleGrant]) -> None:
    """People with these roles come in with a file, from those who add people or from the awarding organisation (CE-14).

    Raises Forbidden, RoleNotGrantable, and CentreNotFound for a centre that is not the actor's.
    """
    may_import(actor)
    for index, grant in enumerate(grants):
        if grant.role not in GRANTABLE_BY[Role(actor.role)]:
            raise RoleNotGrantable(
                f"Your role may not give the role {grant.role.value.replace('_', ' ')}.",
                field=f"roles.{index}.role",
                role=grant.role.value,
            )
        for centre_id in grant.centre_ids:
            if not covers(actor, centre_id):
                raise CentreNotFound("There is no such centre.", field=f"roles.{index}.centre_ids")


def may_invite(actor: Actor, person: Person | None) -> None:
    """Who adds people also invites those of the own centres; another centre's are not found.

    Raises Forbidden, and PersonNotFound also when there is nobody. The platform itself invites whoever was
    allocated.
    """
    if actor.role == SYSTEM:
        return
    if actor.role not in _PEOPLE_KEEPERS or not actor.may(Permission.KEEP_PEOPLE):
        raise Forbidden("Only a Master Admin, Centre Admin or Basic Admin may invite people.")
    if person is None or not knows(actor, person):
        raise PersonNotFound("There is no such person.")
    may_add_person(actor, [RoleGrant(grant.role) for grant in person.roles])


def may_reset_second_factor(actor: Actor, person: Person | None) -> None:
    """Master and Centre Admins, for whom they could have added; never for themselves.

    Raises Forbidden, NotYourself, and PersonNotFound for somebody of another centre.
    """
    if actor.role not in _ADMINISTRATORS:
        raise Forbidden("Only a Master Admin or Centre Admin may reset a second factor.")
    if person is None or not knows(actor, person):
        raise PersonNotFound("There is no such person.")
    if person.id == actor.person_id:
        raise NotYourself("Nobody resets their own second factor. Use a recovery code.")
    if any(grant.role not in GRANTABLE_BY[Role(actor.role)] for grant in person.roles):
        raise Forbidden("Your role may not reset this person's second factor.")


def may_sign_off(actor: Actor, person: Person | None) -> Person:
    """The person, for Master and Centre Admins of a centre of theirs (DR-67).

    Raises Forbidden, and PersonNotFound for somebody of another centre.
    """
    if actor.role not in _ADMINISTRATORS:
        raise Forbidden("Only a Master Admin or Centre Admin may sign an assessor off for digital reviews.")
    if person is None or not knows(actor, person):
        raise PersonNotFound("There is no such person.")
    return person


def may_read_sign_off(actor: Actor, person_id: str) -> None:
    """Whether an assessor is signed off is read by staff who look at whole centres, IQAs and the assessor (DR-67)."""
    overseer = reach_of(actor) in (Reach.CENTRES, Reach.PROVIDER) or actor.role == Role.IQA
    if not overseer and actor.person_id != person_id:
        raise Forbidden("You may not see who is signed off for digital reviews.")


def may_import(actor: Actor) -> None:
    """Files of people are sent by those who may add people, and by the awarding organisation."""
    if actor.role not in _REGISTRARS:
        raise Forbidden("Only a Master Admin, Centre Admin, Basic Admin or AO Admin may import people.")


def sees_import(actor: Actor, found: Import) -> bool:
    """Whoever sent the file, and a Master Admin of the whole provider."""
    return actor.person_id == found.person_id or (actor.role == Role.MASTER_ADMIN and not actor.centre_ids)


def may_enrol(actor: Actor, centre_id: str) -> None:
    """Learners are enrolled by those who keep the people of the centre."""
    if actor.role not in _PEOPLE_KEEPERS or not actor.may(Permission.KEEP_PEOPLE):
        raise Forbidden("Only a Master Admin, Centre Admin or Basic Admin may enrol a learner.")
    if not covers(actor, centre_id):
        raise CentreNotFound("There is no such centre.", field="centre_id")


def may_choose_nation(actor: Actor, enrolment: Enrolment | None) -> Enrolment:
    """The enrolment, for who enrols at its centre. Raises Forbidden, and EnrolmentNotFound for another centre's."""
    if actor.role not in _PEOPLE_KEEPERS or not actor.may(Permission.KEEP_PEOPLE):
        raise Forbidden("Only a Master Admin, Centre Admin or Basic Admin may change an enrolment's nation.")
    if enrolment is None or not covers(actor, enrolment.centre_id):
        raise EnrolmentNotFound("There is no such enrolment.")
    return enrolment


def works_with(actor: Actor, employer: Employer) -> bool:
    """Whether one of the actor's centres works with the employer."""
    return any(covers(actor, centre_id) for centre_id in employer.centre_ids)


def may_list_employers(actor: Actor) -> None:
    """Employers' records are read by the staff of the centres that work with them; not by external assurers."""
    if reach_of(actor) not in (Reach.CENTRES, Reach.PROVIDER) and not sees_colleagues(actor):
        raise Forbidden("Only the staff of a centre may look at employers' records.")


def may_read_employer(actor: Actor, employer: Employer | None) -> Employer:
    """The employer, for whoever may look at it. Raises Forbidden, and EmployerNotFound for another centre's."""
    may_list_employers(actor)
    if employer is None or not works_with(actor, employer):
        raise EmployerNotFound("There is no such employer.")
    return employer


def may_keep_employers(actor: Actor) -> None:
    """Employers' records are kept by those who keep people (DR-113)."""
    if actor.role not in _PEOPLE_KEEPERS or not actor.may(Permission.KEEP_PEOPLE):
        raise Forbidden("Only a Master Admin, Centre Admin or Basic Admin may keep employers' records.")


def may_change_employer(actor: Actor, employer: Employer | None) -> Employer:
    """The employer, for who keeps it at one of its centres. Raises Forbidden and EmployerNotFound."""
    may_keep_employers(actor)
    return may_read_employer(actor, employer)


def may_set_employers_centres(actor: Actor, before: Iterable[str], after: Iterable[str]) -> None:
    """Who keeps an employer says of the own centres only whether they work with it. Raises CentreNotFound."""
    if any(not covers(actor, centre_id) for centre_id in set(before) ^ set(after)):
        raise CentreNotFound("You may add or remove your own centres only.", field="centre_ids")


def may_merge(actor: Actor, *employers: Employer) -> None:
    """Two records become one by who reaches every centre that works with either. Raises Forbidden."""
    may_keep_employers(actor)
    if not all(covers(actor, centre_id) for employer in employers for centre_id in employer.centre_ids):
        raise Forbidden("Another centre works with one of them too. Please ask a Master Admin to merge them.")


def may_supervise(actor: Actor) -> None:
    """Who supervises whom at work is noted by those who keep people (DR-113)."""
    if actor.role not in _PEOPLE_KEEPERS or not actor.may(Permission.KEEP_PEOPLE):
        raise Forbidden("Only a Master Admin, Centre Admin or Basic Admin may say who supervises a learner.")


def keeps_learner(actor: Actor, person: Person) -> bool:
    """Whether the person is a learner at one of the actor's centres."""
    return any(
        grant.role is Role.LEARNER and covers(actor, centre_id)
        for grant in person.roles
        for centre_id in grant.centre_ids
    )


def may_allocate(actor: Actor) -> None:
    """Assessor and IQA are allocated by Master and Centre Admins (12-permissions, S2:86)."""
    if actor.role not in _ALLOCATORS or not actor.may(Permission.ALLOCATE_LEARNERS):
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


def may_keep_archive(actor: Actor) -> None:
    """Archiving and retrieving is for Master and Centre Admins (12-permissions, S2:303)."""
    if actor.role not in _ALLOCATORS or not actor.may(Permission.KEEP_THE_ARCHIVE):
        raise Forbidden("Only a Master Admin or Centre Admin may archive and retrieve.")


def may_sample(actor: Actor) -> None:
    """Which learners an external quality assurer reads about is for those who allocate learners (G06)."""
    if actor.role not in _ALLOCATORS:
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


def may_block(actor: Actor, person: Person, enrolments: Iterable[Enrolment]) -> None:
    """Master and Centre Admins block whom they could have added; an assessor the own learners at the own centre (CE-23,
    CE-32).

    Raises NotYourself, PersonNotFound for somebody of another centre and Forbidden.
    """
    own = any(
        one.assessor_id == actor.person_id and covers(actor, one.centre_id) and not one.archived
        for one in enrolments
    )
    assesses = actor.role == Role.ASSESSOR and person.only_learns and own
    if not assesses and not knows(actor, person):
        raise PersonNotFound("There is no such person.")
    if actor.role in _ALLOCATORS and actor.may(Permission.BLOCK_PEOPLE):
        if person.id == actor.person_id:
            raise NotYourself("Nobody blocks or activates themselves.")
        if any(grant.role not in GRANTABLE_BY[Role(actor.role)] for grant in person.roles):
            raise Forbidden("Your role may not block or activate this person.")
    elif not assesses:
        raise Forbidden("Only the centre's administration or a learner's own assessor may do this.")


def may_read_log_of_reads(actor: Actor) -> None:
    """What external quality assurers have read is for those who answer for a centre, and the own reads theirs (G06)."""
    if actor.role not in _READ_LOG_READERS:
        raise Forbidden("Only Master Admins, Centre Admins and managers may see what was read.")
