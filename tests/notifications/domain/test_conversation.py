"""What is unread, and how much one person may write."""

from datetime import UTC, datetime, timedelta

import pytest

from services.notifications.domain.conversation import Conversation, Pen, TooManyMessages

NOON = datetime(2026, 11, 23, 12, tzinfo=UTC)
NEW = Conversation.between(enrolment_id="e", learner_id="aled", assessor_id="bethan", writer_id="aled")


def test_who_writes_has_read_what_came_before_and_the_other_has_one_more() -> None:
    asked = NEW.with_one_more("aled", "Unit 3", "Help?", NOON).with_one_more(
        "aled", "Unit 3", "Please.", NOON
    )
    assert (asked.unread("bethan"), asked.unread("aled")) == (2, 0)
    answered = asked.with_one_more("bethan", "Unit 3", "Yes.", NOON)
    assert (answered.unread("bethan"), answered.unread("aled")) == (0, 1)


def test_a_message_that_came_while_others_were_read_stays_unread() -> None:
    asked = NEW.with_one_more("aled", "Unit 3", "Help?", NOON)
    shown = asked.count
    late = asked.with_one_more("aled", "Unit 3", "Please.", NOON).seen_by("bethan", shown)
    assert late.unread("bethan") == 1
    assert late.seen_by("bethan", 0).unread("bethan") == 1
    assert late.seen_by("bethan", 99).unread("bethan") == 0


def test_the_two_of_one_enrolment_have_one_conversation() -> None:
    again = Conversation.between(enrolment_id="e", learner_id="aled", assessor_id="bethan", writer_id="aled")
    after = Conversation.between(enrolment_id="e", learner_id="aled", assessor_id="gwen", writer_id="aled")
    assert again.id == NEW.id != after.id


def test_one_person_writes_so_much_an_hour_and_may_go_on_when_it_is_over() -> None:
    pen = Pen("aled").wrote(NOON, 2).wrote(NOON + timedelta(minutes=30), 2)
    with pytest.raises(TooManyMessages) as refused:
        pen.wrote(NOON + timedelta(minutes=45), 2)
    assert refused.value.retry_after == 15 * 60
    assert len(pen.wrote(NOON + timedelta(hours=1), 2).written_at) == 2
