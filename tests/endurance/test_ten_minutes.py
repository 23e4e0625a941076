"""The minutes on the air, played through: about 75 s of plays, or as many minutes as ``LOAXA_MINUTES`` says."""

from pathlib import Path

from tests.endurance.__main__ import play, seconds_asked


def test_nothing_unauthorised_nothing_twice_no_receipt_lost_and_every_missing_play_explained(
    tmp_path: Path,
) -> None:
    result = play(tmp_path, seconds_asked())

    assert not any(result["faults"].values()), "\n".join(result["lines"])
    assert result["figures"]["plays heard"] >= 40, "\n".join(result["lines"])
    assert all(row["receipts"] for row in result["boxes"])
