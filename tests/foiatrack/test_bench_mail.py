import pytest
from django.core.management import CommandError, call_command


def test_without_a_mailbox_there_is_one_line_and_status_two(tmp_path) -> None:
    with pytest.raises(CommandError, match="nothing to measure") as refused:
        call_command("bench_mail", str(tmp_path / "absent.mbox"))
    assert refused.value.returncode == 2
