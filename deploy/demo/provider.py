"""The demo's provider: Severn Vale Training, on both sides of the bridge. Invented from the first to the last name."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

NAME = "Severn Vale Training"
MAIL_DOMAIN = "severnvale.example"

NEWPORT, CARMARTHEN, GLOUCESTER = "Newport", "Caerfyrddin", "Gloucester"
NATIONS = {NEWPORT: "wales", CARMARTHEN: "wales", GLOUCESTER: "england"}
EVERYWHERE = (NEWPORT, CARMARTHEN, GLOUCESTER)


@dataclass(frozen=True, slots=True)
class Qualification:
    """An entry of the catalogue."""

    number: str
    title: str
    level: str
    type: str


ADULT_CARE = Qualification("603/7104/8", "Level 3 Diploma in Adult Care", "3", "diploma")
PRACTICE = Qualification(
    "C00/4271/6", "Level 2 Certificate in Health and Social Care: Practice", "2", "certificate"
)
CHILDCARE = Qualification(
    "C00/3377/1", "Level 3 Diploma in Children's Care, Play, Learning and Development", "3", "diploma"
)
HAIR = Qualification("603/5216/4", "Level 2 Diploma for Hair Professionals", "2", "diploma")
OFFICE = Qualification("601/8842/9", "Level 3 Diploma in Business Administration", "3", "diploma")
QUALIFICATIONS = (ADULT_CARE, PRACTICE, CHILDCARE, HAIR, OFFICE)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody, with the role they come in as and where they hold it."""

    given_name: str
    family_name: str
    role: str
    centres: Sequence[str]
    language: str = "en"

    @property
    def name(self) -> str:
        """As screens write it."""
        return f"{self.given_name} {self.family_name}"

    @property
    def user_name(self) -> str:
        """As typed at the door, on any keyboard."""
        plain = self.name.lower().translate(str.maketrans("âêîôûŵŷ", "aeiouwy", "'"))
        return plain.replace(" ", ".")

    @property
    def email(self) -> str:
        """An address that nobody has."""
        return f"{self.user_name}@{'learners.' if self.role == 'learner' else ''}{MAIL_DOMAIN}"


CHIEF = Person("Rhiannon", "Powell", "master_admin", ())
BASIC_ADMIN = Person("Gavin", "Teague", "basic_admin", (GLOUCESTER,))
CENTRE_ADMIN = Person("Meinir", "Bowen", "centre_admin", (CARMARTHEN,), "cy")
CURRICULUM = Person("Alison", "Hartley", "curriculum_manager", EVERYWHERE)
SUPPORT = Person("Ceri", "Watkins", "business_support", EVERYWHERE)
EMPLOYER = Person("Huw", "Prosser", "employer_user", (NEWPORT,), "cy")

BETHAN = Person("Bethan", "Rees", "assessor", (NEWPORT,), "cy")
MARK = Person("Mark", "Dutton", "assessor", (NEWPORT, GLOUCESTER))
ELERI = Person("Eleri", "Vaughan", "assessor", (CARMARTHEN,), "cy")
TOMOS = Person("Tomos", "Llewelyn", "assessor", (CARMARTHEN, NEWPORT), "cy")
PRIYA = Person("Priya", "Nair", "assessor", (GLOUCESTER,))
JANE = Person("Jane", "Okafor", "assessor", (GLOUCESTER,))
ASSESSORS = (BETHAN, MARK, ELERI, TOMOS, PRIYA, JANE)

IFAN = Person("Ifan", "Puw", "iqa", (NEWPORT, CARMARTHEN), "cy")
SARAH = Person("Sarah", "Whitcombe", "iqa", (GLOUCESTER, NEWPORT))
STAFF = (BASIC_ADMIN, CENTRE_ADMIN, CURRICULUM, SUPPORT, EMPLOYER, *ASSESSORS, IFAN, SARAH)


@dataclass(frozen=True, slots=True)
class Enrolment:
    """A learner on a qualification; without an assessor it waits for its allocation."""

    learner: Person
    centre: str
    qualification: Qualification
    assessor: Person | None
    iqa: Person | None
    employer: Person | None = None


def _group(
    names: str,
    centre: str,
    qualification: Qualification,
    assessor: Person | None,
    iqa: Person | None,
    *,
    employer: Person | None = None,
    language: str = "en",
) -> Iterable[Enrolment]:
    for name in names.split(", "):
        given, family = name.split(" ", 1)
        learner = Person(given, family, "learner", (centre,), language)
        yield Enrolment(learner, centre, qualification, assessor, iqa, employer)


CARE_TEAM = tuple(
    _group(
        "Aled Jones, Carys Evans, Dylan Price, Efa Morgan",
        NEWPORT,
        ADULT_CARE,
        BETHAN,
        IFAN,
        employer=EMPLOYER,
        language="cy",
    )
)
_SALON = tuple(_group("Chloe Baker, Kayleigh Marsh, Megan Tudor, Zara Hussain", NEWPORT, HAIR, MARK, SARAH))
_CARMARTHEN_CARE = tuple(
    _group(
        "Gwenllian Roberts, Iestyn Davies, Lowri Thomas, Mared Hughes, Osian Lewis, Siôn Griffiths",
        CARMARTHEN,
        PRACTICE,
        ELERI,
        IFAN,
        language="cy",
    )
)
_NURSERY = tuple(
    _group(
        "Anwen Pritchard, Catrin Harries, Fflur Jenkins, Nia Parry, Steffan Ellis",
        CARMARTHEN,
        CHILDCARE,
        TOMOS,
        IFAN,
        language="cy",
    )
)
_NEWPORT_PRACTICE = tuple(
    _group("Amina Yusuf, Callum Hayes, Jodie Pearce, Liam O'Brien", NEWPORT, PRACTICE, TOMOS, IFAN)
)
_GLOUCESTER_CARE = tuple(
    _group(
        "Adam Kowalski, Beth Fletcher, Daniel Osei, Ella Simmonds, Grace Holder, Hannah Webb",
        GLOUCESTER,
        ADULT_CARE,
        PRIYA,
        SARAH,
    )
)
_OFFICE = tuple(
    _group(
        "Jack Turner, Katie Nash, Leon Edwards, Molly Frost, Nathan Brooks, Olivia Chan",
        GLOUCESTER,
        OFFICE,
        JANE,
        SARAH,
    )
)
_WAITING = (
    *_group("Poppy Lane, Reece Coleman, Sophie Mills", GLOUCESTER, HAIR, None, None),
    *_group("Tegan Rowlands, Wiliam Morris", NEWPORT, CHILDCARE, None, None, language="cy"),
)
_SECOND = (
    Enrolment(CARE_TEAM[0].learner, NEWPORT, PRACTICE, TOMOS, IFAN, EMPLOYER),
    Enrolment(_OFFICE[0].learner, GLOUCESTER, ADULT_CARE, PRIYA, SARAH),
)
ENROLMENTS = (
    *CARE_TEAM,
    *_SALON,
    *_CARMARTHEN_CARE,
    *_NURSERY,
    *_NEWPORT_PRACTICE,
    *_GLOUCESTER_CARE,
    *_OFFICE,
    *_WAITING,
    *_SECOND,
)
LEARNERS = tuple(dict.fromkeys(enrolment.learner for enrolment in ENROLMENTS))


@dataclass(frozen=True, slots=True)
class Room:
    """A Smart Room of a centre, or of the whole provider."""

    name: str
    centre: str | None
    capacity: int

    @property
    def join_url(self) -> str:
        """Its door."""
        return f"https://rooms.{MAIL_DOMAIN}/{self.name.split()[-1].lower()}"


ROOMS = (
    Room("Afon Wysg", NEWPORT, 12),
    Room("Afon Tywi", CARMARTHEN, 12),
    Room("River Severn", GLOUCESTER, 16),
    Room("Open Room", None, 31),
)


@dataclass(frozen=True, slots=True)
class Session:
    """A session some working days from now, at a local time. The notes tell it from the others."""

    days_ahead: int
    at: str
    minutes: int
    type: str
    enrolments: Sequence[Enrolment]
    notes: str
    location: str | None = None
    weeks: int = 1

    @property
    def method(self) -> str:
        """In a Smart Room unless it has a place."""
        return "traditional" if self.location else "smart_session"


SESSIONS = (
    Session(
        1, "10:00", 60, "induction", _GLOUCESTER_CARE[:3], "Welcome, how we work, and the care certificate."
    ),
    Session(1, "14:00", 45, "general", _OFFICE[:1], "Unit 4: minutes of meetings. Bring two examples."),
    Session(2, "09:30", 90, "general", _CARMARTHEN_CARE, "Uned 2: hawliau a dewisiadau.", weeks=4),
    Session(
        2,
        "11:00",
        60,
        "formal_review",
        CARE_TEAM[1:2],
        "Adolygiad 12 wythnos gyda Huw Prosser.",
        "Tŷ Derw, Casnewydd",
    ),
    Session(3, "13:30", 60, "learner_support", _NEWPORT_PRACTICE[1:2], "Ratio and measures for medication."),
    Session(
        3,
        "10:00",
        120,
        "out_of_the_workplace",
        _SALON,
        "Colour theory in the academy.",
        "Salon Academy, Newport",
    ),
    Session(4, "15:00", 30, "telephone", _NURSERY[2:3], "Galwad fer: lleoliad newydd.", "Ffôn"),
    Session(5, "09:30", 60, "general", _OFFICE[1:5], "Unit 6: a project plan, step by step.", weeks=3),
)

SHOWN = (
    CHIEF,
    CENTRE_ADMIN,
    BASIC_ADMIN,
    CURRICULUM,
    BETHAN,
    PRIYA,
    IFAN,
    SUPPORT,
    EMPLOYER,
    CARE_TEAM[0].learner,
    _OFFICE[0].learner,
)
"""Whose logins are worth showing to somebody who looks around."""
