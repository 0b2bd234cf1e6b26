"""Names and sentences to draw from. Invented people of invented places."""


def _words(*lines: str) -> tuple[str, ...]:
    return tuple(word for line in lines for word in line.split())


GIVEN = _words(
    "Aled Alun Amina Anwen Bethan Bronwen Caitlin Callum Carys Catrin Ceri Chloe Daniel Delyth Dewi Dylan",
    "Efa Eira Elin Ella Emlyn Fatima Ffion Gareth Gethin Grace Gwen Hannah Harri Huw Iestyn Ifan Ioan",
    "Jack Jodie Kayleigh Leon Liam Lowri Maisie Mared Megan Molly Nathan Nia Olivia Osian Owain Poppy",
    "Priya Reece Rhian Rhys Ruby Sioned Sophie Steffan Tegan Tomos Zara",
)
FAMILY = _words(
    "Ahmed Baker Bevan Bowen Brooks Carter Chan Coleman Davies Edwards Ellis Evans Fletcher Frost",
    "Griffiths Harries Harris Hayes Holder Hopkins Howells Hughes Hussain James Jenkins John Jones Khan",
    "Kowalski Lane Lewis Lloyd Marsh Mills Morgan Morris Nash Okafor Osei Owen Parry Pearce Phillips",
    "Powell Price Prosser Pritchard Pugh Rees Roberts Rowlands Simmonds Singh Thomas Tudor Turner Vaughan",
    "Watkins Webb Williams Yusuf",
)
TOWNS = _words(
    "Newport Cardiff Swansea Gloucester Bristol Hereford Cwmbran Barry Bridgend Neath Llanelli Carmarthen",
    "Brecon Chepstow Cheltenham Stroud Swindon Bath Wells Taunton Exeter Worcester Ludlow Shrewsbury",
    "Wrexham Bangor Aberystwyth Lampeter Tenby Haverfordwest",
)
WELSH_TOWNS = frozenset(
    _words(
        "Newport Cardiff Swansea Cwmbran Barry Bridgend Neath Llanelli Carmarthen Brecon Chepstow Wrexham",
        "Bangor Aberystwyth Lampeter Tenby Haverfordwest",
    )
)
EMPLOYERS = (
    "Bakery",
    "Care Home",
    "College",
    "Garage",
    "Hotel",
    "Nursery",
    "Practice",
    "Salon",
    "Stores",
    "Workshop",
)
QUALIFICATIONS = (
    ("603/7104/8", "Level 3 Diploma in Adult Care", "3", "diploma"),
    ("603/5216/4", "Level 2 Diploma for Hair Professionals", "2", "diploma"),
    ("601/8842/9", "Level 3 Diploma in Business Administration", "3", "diploma"),
    ("C00/3377/1", "Level 3 Diploma in Children's Care, Play, Learning and Development", "3", "diploma"),
    ("C00/4271/6", "Level 2 Certificate in Health and Social Care: Practice", "2", "certificate"),
)
PLANS = (
    "Go through the evidence since last time and plan the next unit.",
    "Observation at work, then questions on the unit.",
    "Bring your workbook and a photo of what you made.",
    "Revise for the knowledge test; bring questions.",
    "Talk about how it goes at work and set new targets.",
    "Introduction to the course, the portfolio and health and safety.",
)
CANCELLED_BECAUSE = (
    "The learner is ill.",
    "The workplace is short of staff that day.",
    "The assessor's car broke down.",
    "The centre is closed that day.",
)
DID_NOT_COME = "Nobody came; a new date was discussed by telephone the same day."
WENT = (
    "Worked through the unit; two pieces of evidence are ready to be handed in.",
    "Observed at work; confident with customers, still unsure about the paperwork.",
    "Went well. Next time: the questions of the unit, and a witness statement.",
    "Targets of last time are met; new ones are set for the next four weeks.",
    "Talked about the test; practises another week before it is booked.",
)
CHANGES = (
    "Works four days a week from next month on.",
    "Changes to another department; the workplace stays the same.",
    "Will be away for six weeks; plan nothing before the return.",
    "Would like to go on to the next level; talk about it at the review.",
)
ACTIONS = (
    "Send the employer an update.",
    "Ask for the witness statement.",
    "Send the certificate of the test to the office.",
    "Book the mock test.",
)
