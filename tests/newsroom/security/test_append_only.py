"""The rows of the log have one writer, and nothing in the code changes or deletes one."""

from tests.architecture import code_rules, sources

WRITER = "newsroom/security/events.py"


def writers() -> dict[str, list[str]]:
    """Return each module that writes security events, with its calls."""
    found = {
        path: code_rules.row_writers(source, models=["SecurityEvent"], accessors=[])
        for path, source in sources.modules()
    }
    return {path: calls for path, calls in found.items() if calls}


def test_only_one_module_adds_lines_and_it_only_adds() -> None:
    calls = writers()

    assert list(calls) == [WRITER]
    assert [call.split(": ")[1] for call in calls[WRITER]] == ["SecurityEvent.objects.create(...)"]


def test_a_second_writer_would_be_seen() -> None:
    breach = "SecurityEvent.objects.filter(pk=1).delete()"

    assert code_rules.row_writers(breach, models=["SecurityEvent"], accessors=[])
