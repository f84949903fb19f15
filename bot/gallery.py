"""Saves pictures under numbers."""

from pathlib import Path


def save_as(folder: Path, number: int, png: bytes) -> Path:
    """Save under this very number, over what was there: `01.png`."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{number:02}.png"
    path.write_bytes(png)
    return path


def save_next(folder: Path, png: bytes) -> Path:
    """Save under the first number after all that are there, so that no earlier picture is lost: `0042.png`."""
    folder.mkdir(parents=True, exist_ok=True)
    number = max((int(path.stem) for path in folder.glob("*.png") if path.stem.isdecimal()), default=0)
    while True:
        number += 1
        path = folder / f"{number:04}.png"
        try:
            with path.open("xb") as file:  # two chats may share the folder
                file.write(png)
        except FileExistsError:
            continue
        return path
