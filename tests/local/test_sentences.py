from pathlib import Path

import pytest

from deploy.local import cli, letters, ports, proofs, say, testing
from deploy.local.places import REQUIREMENTS
from deploy.local.say import Trouble
from deploy.local.servers import refuse_silence
from deploy.local.servers.rabbit import password_hash
from deploy.local.servers.store import ObjectStore
from deploy.local.state import Stack


def test_an_object_store_without_credentials_is_refused_with_the_form_to_write(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as refused:
        ObjectStore().adopt(Stack("dev", tmp_path), "http://127.0.0.1:9000")
    assert refused.value.sentence == "WAYMARK_S3_URL carries no credentials."
    assert "http://access-key:secret-key@host:port" in refused.value.mend


@pytest.mark.parametrize(
    "url", ["amqp://u:p@127.0.0.1:{port}/v", "mongodb://127.0.0.1:{port},h2:1/?replicaSet=r"]
)
def test_a_server_of_ones_own_that_does_not_answer_is_named(url: str) -> None:
    port = ports.pick()
    with pytest.raises(Trouble) as refused:
        refuse_silence("WAYMARK_X_URL", url.format(port=port))
    assert f"127.0.0.1:{port}, where nobody answers" in refused.value.sentence
    assert "unset WAYMARK_X_URL" in refused.value.mend


def test_a_mail_that_is_not_there_is_said_with_how_many_are(tmp_path: Path) -> None:
    with pytest.raises(Trouble) as refused:
        letters.show_one(tmp_path, 3)
    assert (refused.value.sentence, refused.value.mend.split(";")[0]) == ("There is no mail 3.", "0 are kept")


def test_an_option_nobody_knows_ends_with_its_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["requirements", "--jsn"]) == 2
    assert "Unknown: --jsn" in capsys.readouterr().err


def test_the_end_of_a_log_that_was_never_written_says_so(tmp_path: Path) -> None:
    assert say.last_lines(tmp_path / "mongo.log") == "    (nothing was logged)"


def test_a_password_is_stored_the_way_rabbitmq_documents_it() -> None:
    assert (
        password_hash("test12", bytes.fromhex("908dc60a"))
        == "kI3GCqW5JLMJa4iX1lo7X4D6XbYqlLgxIs30+P6tENUV2POR"
    )


def test_the_catalogue_has_every_row_of_every_section() -> None:
    found = proofs.sections(proofs.catalogue(REQUIREMENTS), {"SB-01"})
    totals = {name: part["total"] for name, part in found.items()}
    assert totals == {"SA": 70, "SB": 48, "CE": 68, "PT": 44, "DR": 116, "B": 20}
    assert (found["SB"]["proved"], len(found["SB"]["missing"])) == (1, 47)


def test_missing_rows_are_shown_as_ranges() -> None:
    assert proofs.ranges(["SB-01", "SB-02", "SB-03", "SB-07", "SB-09", "SB-10"]) == "01–03 07 09–10"


@pytest.mark.parametrize("arguments", [[], ["-x"], ["-n", "1"], ["--maxfail=2"]])
def test_a_run_without_a_choice_of_tests_is_full(arguments: list[str]) -> None:
    assert testing.is_full(arguments)


@pytest.mark.parametrize(
    "arguments", [["local"], ["tests/local"], ["-k", "mail"], ["-m", "fault"], ["-kmail"]]
)
def test_a_run_with_a_choice_of_tests_is_not_full(arguments: list[str]) -> None:
    assert not testing.is_full(arguments)
