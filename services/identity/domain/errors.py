"""What identity says no with."""

from typing import ClassVar

from chassis.errors import Kind, NotFound, Refusal


class SignInRefused(Refusal):
    """User name and password do not belong together. The same sentence for unknown names (decisions.md,
    Accounts).
    """

    kind: ClassVar[Kind] = Kind.UNAUTHENTICATED


class TooManyTries(Refusal):
    """Somebody is guessing this user name; `next_try_at` says when the next try is looked at."""

    kind: ClassVar[Kind] = Kind.TOO_MANY
    retry_after = 30


class PersonBlocked(Refusal):
    """The password is right, but the person may not come in (CE-23, CE-33)."""

    kind: ClassVar[Kind] = Kind.FORBIDDEN


class RoleNotHeld(Refusal):
    """The person does not hold the role asked for; `roles` lists those held."""

    kind: ClassVar[Kind] = Kind.FORBIDDEN


class SessionEnded(Refusal):
    """The log-in session is over: signed out, too old, unused for too long, or revoked."""

    kind: ClassVar[Kind] = Kind.UNAUTHENTICATED


class RefreshTokenReused(Refusal):
    """A spent refresh token came back, so one of two holders is a thief: the whole session ends."""

    kind: ClassVar[Kind] = Kind.UNAUTHENTICATED


class CodeWrong(Refusal):
    """The code is not the authenticator app's, nor one of the recovery codes that are left."""

    kind: ClassVar[Kind] = Kind.INVALID


class CodeUsed(Refusal):
    """The code was right and was used before; each is good once."""

    kind: ClassVar[Kind] = Kind.INVALID


class SecondFactorThere(Refusal):
    """The account has a second factor already."""

    kind: ClassVar[Kind] = Kind.CONFLICT


class SecondFactorNotBegun(Refusal):
    """There is no second factor that waits for its first code."""

    kind: ClassVar[Kind] = Kind.CONFLICT


class SecondFactorMissing(Refusal):
    """The account has no second factor."""

    kind: ClassVar[Kind] = Kind.CONFLICT


class SecondFactorNeeded(Refusal):
    """The provider wants its staff to have a second factor (G12), so it cannot be removed."""

    kind: ClassVar[Kind] = Kind.CONFLICT


class PasswordTooShortAlone(Refusal):
    """The password is too short to stand without a second factor (G12)."""

    kind: ClassVar[Kind] = Kind.CONFLICT


class PasswordTooShort(Refusal):
    """Fewer than 15 characters, or than 8 beside a second factor (G12: a password alone must be long)."""

    kind: ClassVar[Kind] = Kind.INVALID


class PasswordTooLong(Refusal):
    """More than 128 characters."""

    kind: ClassVar[Kind] = Kind.INVALID


class PasswordTooCommon(Refusal):
    """The password stands on the list of common ones or is one short piece repeated."""

    kind: ClassVar[Kind] = Kind.INVALID


class PasswordBreached(Refusal):
    """The password is known from a breach, wherever that was (ASVS 6.2.12)."""

    kind: ClassVar[Kind] = Kind.INVALID


class PasswordContainsName(Refusal):
    """The password contains a word that everybody who knows the person would try first; `word` says which."""

    kind: ClassVar[Kind] = Kind.INVALID


class UserNameTaken(Refusal):
    """User names are unique across the platform."""

    kind: ClassVar[Kind] = Kind.CONFLICT


class UserNameMalformed(Refusal):
    """A user name is 3 to 64 letters, digits or signs of `. _ - @ +`, without spaces."""

    kind: ClassVar[Kind] = Kind.INVALID


class RoleNeedsCentre(Refusal):
    """The role works at centres, so at least one must be named."""

    kind: ClassVar[Kind] = Kind.INVALID


class RoleNotGrantable(Refusal):
    """The caller's role may not give this role; `role` names it."""

    kind: ClassVar[Kind] = Kind.FORBIDDEN


class RoleTwice(Refusal):
    """The same role was given twice to one person."""

    kind: ClassVar[Kind] = Kind.INVALID


class TooManyCentres(Refusal):
    """More centres in all roles together than one person may work at."""

    kind: ClassVar[Kind] = Kind.INVALID


class CentreNotFound(NotFound):
    """The provider has no such centre, or it is not one of the caller's."""


class SamePersonTwice(Refusal):
    """Nobody is assessor and IQA of the same enrolment (decisions.md, Access token)."""

    kind: ClassVar[Kind] = Kind.INVALID


class NotInThatRole(Refusal):
    """The person does not hold the needed role at the enrolment's centre; `role`, `person_id` say which."""

    kind: ClassVar[Kind] = Kind.INVALID


class PersonNotFound(NotFound):
    """The provider has no such person, or they share no centre with the caller."""


class EnrolmentNotFound(NotFound):
    """The provider has no such enrolment, or it is at another centre."""


class QualificationNotFound(NotFound):
    """The provider does not list this qualification."""


class QualificationRetired(Refusal):
    """Nobody new may be enrolled on a qualification that is no longer active."""

    kind: ClassVar[Kind] = Kind.CONFLICT


class AlreadyEnrolled(Refusal):
    """The learner is on this qualification already; `enrolment_id` names it."""

    kind: ClassVar[Kind] = Kind.CONFLICT


class EnrolmentArchived(Refusal):
    """Nothing about an archived enrolment changes until it is retrieved."""

    kind: ClassVar[Kind] = Kind.CONFLICT


class LinkSpent(Refusal):
    """The one-time link was used, replaced by a newer one, is too old, or never was one."""

    kind: ClassVar[Kind] = Kind.GONE


class NoAddress(Refusal):
    """The person has no e-mail address, so nothing can be sent to them."""

    kind: ClassVar[Kind] = Kind.CONFLICT


class AccountExists(Refusal):
    """The person has chosen a password already: they reset it themselves."""

    kind: ClassVar[Kind] = Kind.CONFLICT


class DisclaimerOutdated(Refusal):
    """Somebody accepted another version of the disclaimer than the one that holds; `current` is its number."""

    kind: ClassVar[Kind] = Kind.CONFLICT


class NoDisclaimer(NotFound):
    """The provider asks nobody to accept anything."""


class RowUnreadable(Refusal):
    """A row of an import makes no sense by itself; `field` names its column."""

    kind: ClassVar[Kind] = Kind.INVALID


class RowTwice(Refusal):
    """An earlier row of the same file says the same."""

    kind: ClassVar[Kind] = Kind.CONFLICT


class TooManyRows(Refusal):
    """More rows than one file may have; `most` says how many that is."""

    kind: ClassVar[Kind] = Kind.TOO_LARGE


class ImportNotFound(NotFound):
    """There is no such import, or it is somebody else's."""


class NotChecked(Refusal):
    """The preview of the import is not complete yet."""

    kind: ClassVar[Kind] = Kind.CONFLICT


class PasswordWrong(Refusal):
    """The present password was asked for once more, and this is not it."""

    kind: ClassVar[Kind] = Kind.FORBIDDEN


class SignInNotFound(NotFound):
    """The caller has no such log-in session."""
