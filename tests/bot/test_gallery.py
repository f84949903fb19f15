from pathlib import Path

from bot.gallery import save_as, save_next


def test_the_next_picture_spares_those_that_are_there(tmp_path: Path) -> None:
    folder = tmp_path / "pictures"
    first = save_next(folder, b"one")
    (folder / "0041.png").write_bytes(b"kept")
    (folder / "mine.png").write_bytes(b"kept")

    second = save_next(folder, b"two")

    assert [first.name, second.name] == ["0001.png", "0042.png"]
    assert first.read_bytes() == b"one"
    assert second.read_bytes() == b"two"


def test_a_numbered_picture_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    save_as(tmp_path, 3, b"old")

    path = save_as(tmp_path, 3, b"new")

    assert (path.name, path.read_bytes()) == ("03.png", b"new")
