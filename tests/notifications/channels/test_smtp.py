import pytest

from services.notifications.channels.mail import letter
from services.notifications.channels.smtp import Letter, MailServer
from services.notifications.ports import Delayed, PostClosed, Undeliverable
from tests.notifications.builders import ANN, LEE, LETTERHEAD, a_notification
from tests.notifications.mail_sink import MailSink


def server(sink: MailSink, timeout: float = 5) -> MailServer:
    return MailServer(sink.url, timeout=timeout)


def a_letter() -> Letter:
    return letter(a_notification(notes="Dewch â'ch contract."), LEE, ANN, LETTERHEAD)


async def test_a_letter_arrives_as_it_was_written(sink: MailSink) -> None:
    await server(sink).send(a_letter())

    (mail,) = sink.mails
    assert sink.recipients == ["lee@example.org"]
    assert mail["Message-ID"] == "<0b9f4c1e-notification@waymark.example>"
    body = mail.get_body(("plain",))
    assert body is not None
    assert "Dewch â'ch contract." in body.get_content()


@pytest.mark.parametrize("answer", ["550 no such user", "553 bad address"])
async def test_a_recipient_the_server_does_not_know_is_undeliverable(sink: MailSink, answer: str) -> None:
    sink.recipient_answer = answer

    with pytest.raises(Undeliverable, match=answer[:3]) as refusal:
        await server(sink).send(a_letter())
    assert "lee@example.org" not in str(refusal.value)


async def test_a_mail_the_server_will_never_take_is_undeliverable(sink: MailSink) -> None:
    sink.answers = ["554 no"]

    with pytest.raises(Undeliverable):
        await server(sink).send(a_letter())


@pytest.mark.parametrize("to_recipient", [True, False])
async def test_a_mail_the_server_does_not_take_now_is_delayed(sink: MailSink, to_recipient: bool) -> None:
    if to_recipient:
        sink.recipient_answer = "450 greylisted"
    else:
        sink.answers = ["451 try later"]

    with pytest.raises(Delayed):
        await server(sink).send(a_letter())


async def test_a_server_that_is_not_there_is_a_closed_post(sink: MailSink) -> None:
    async with MailSink() as gone:
        url = gone.url

    with pytest.raises(PostClosed):
        await MailServer(url, timeout=2).send(a_letter())


async def test_a_server_that_does_not_answer_in_time_is_a_closed_post(sink: MailSink) -> None:
    sink.delay = 1

    with pytest.raises(PostClosed):
        await server(sink, timeout=0.2).send(a_letter())


async def test_a_server_without_the_encryption_asked_for_gets_no_mail(sink: MailSink) -> None:
    with pytest.raises(PostClosed):
        await MailServer(f"{sink.url}?starttls=1", timeout=2).send(a_letter())

    assert sink.mails == []


@pytest.mark.parametrize("url", ["http://localhost:25", "localhost:25", "smtp://", ""])
def test_a_url_that_names_no_mail_server_is_refused_at_once(url: str) -> None:
    with pytest.raises(ValueError, match="smtp://"):
        MailServer(url, timeout=1)
