"""Buttons that outlive a restart: their whole state is in the custom id, and rows that fit Discord's five by five."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import count, islice
from typing import Any, Self

import discord
from discord import ui

from handlers import Button

ROWS, ROW = 5, 5  # Discord's limits without components V2
OPTIONS = 25
LABEL = 80
BIN = "\N{WASTEBASKET}\N{VARIATION SELECTOR-16}"
_DATA = re.compile(r"(?s)\d+:(?P<data>.+)")

Pressed = discord.Interaction[Any]  # Any: the client, which is our `Heads`
Rows = Sequence[Sequence[Button]]


def data_of(custom_id: str | None) -> str | None:
    """The data of a button of ours; None for any other."""
    found = _DATA.fullmatch(custom_id or "")
    return found["data"] if found else None


class Look(ui.DynamicItem[ui.Button[ui.View]], template=_DATA):
    """A step to another picture. The number before the data keeps two buttons apart that show the same."""

    def __init__(self, button: Button, number: int) -> None:
        """Make it from the reply's button."""
        style = discord.ButtonStyle.primary if button.pressed else discord.ButtonStyle.secondary
        super().__init__(ui.Button(label=button.label[:LABEL], custom_id=f"{number}:{button.data}", style=style))

    @classmethod
    async def from_custom_id(cls, interaction: Pressed, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """Make it from a press, perhaps one on a message from before a restart."""
        return cls(Button("·", match["data"]), 0)

    async def callback(self, interaction: Pressed) -> None:
        """Hand the press on."""
        await interaction.client.pressed(interaction, data_of(self.custom_id) or "")


class Choose(ui.DynamicItem[ui.Select[ui.View]], template=re.compile(r"choose:\d+")):
    """Many buttons as one list, where they don't fit as buttons."""

    def __init__(self, buttons: Sequence[Button], number: int) -> None:
        """Make it from a row of the reply's buttons, or from some of them."""
        listed = [
            discord.SelectOption(label=button.label[:100], value=f"{at}:{button.data}"[:100], default=button.pressed)
            for at, button in enumerate(buttons)
        ]
        super().__init__(ui.Select(custom_id=f"choose:{number}", options=listed))

    @classmethod
    async def from_custom_id(cls, interaction: Pressed, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """Make it from a choice."""
        return cls((Button("·", "·"),), 0)

    async def callback(self, interaction: Pressed) -> None:
        """Hand the choice on."""
        await interaction.client.pressed(interaction, data_of(next(iter(self.item.values), "")) or "")


class Delete(ui.DynamicItem[ui.Button[ui.View]], template=re.compile(r"delete:(?P<asker>\d+)")):
    """Takes the answer away; for the one who asked."""

    def __init__(self, asker: int) -> None:
        """Name the account that may."""
        super().__init__(ui.Button(emoji=BIN, custom_id=f"delete:{asker}", style=discord.ButtonStyle.secondary))
        self.asker = asker

    @classmethod
    async def from_custom_id(cls, interaction: Pressed, item: ui.Item[Any], match: re.Match[str], /) -> Self:
        """Make it from a press."""
        return cls(int(match["asker"]))

    async def callback(self, interaction: Pressed) -> None:
        """Hand it on."""
        await interaction.client.delete_pressed(interaction, self.asker)


def view_of(buttons: Rows, asker: int | None) -> ui.View | None:
    """The buttons of a reply as Discord shows them; None where there are none.

    Args:
        buttons: Rows as the reply has them.
        asker: Who may delete the answer; None leaves that button out.
    """
    if not buttons and asker is None:
        return None
    view = ui.View(timeout=None)
    numbers, rows = count(), fit(buttons)
    for number, row in enumerate(rows):
        is_list = len(row) > ROW
        items = [Choose(row, number)] if is_list else [Look(button, next(numbers)) for button in row]
        for item in items:
            item.row = number
            view.add_item(item)
    if asker is not None and (spot := _spot(rows)) is not None:
        delete = Delete(asker)
        delete.row = spot
        view.add_item(delete)
    return view


def _spot(rows: Rows) -> int | None:
    """The row that has room for one more button: the last that has, else a new one."""
    roomy = [number for number, row in enumerate(rows) if len(row) < ROW]
    return roomy[-1] if roomy else len(rows) if len(rows) < ROWS else None


def fit(buttons: Rows) -> list[list[Button]]:
    """At most five rows of at most five buttons; a longer row means a list to choose from.

    Rows are cut evenly first; if that makes too many, neighbours share one; if still too many, long rows become lists,
    and at last all of them.
    """
    cut = [part for row in buttons if row for part in _evenly(row, ROW)]
    if len(cut) <= ROWS:
        return cut
    if len(packed := _packed(cut)) <= ROWS:
        return packed
    long = [row for row in buttons if len(row) > ROW]
    short = _packed([list(row) for row in buttons if 0 < len(row) <= ROW])
    lists = _lists(button for row in long for button in row)
    if len(lists) + len(short) <= ROWS:
        return [*lists, *short]
    return _lists(button for row in buttons for button in row)[:ROWS]


def _lists(buttons: Iterable[Button]) -> list[list[Button]]:
    many = list(buttons)
    return [many[at : at + OPTIONS] for at in range(0, len(many), OPTIONS)]


def _evenly(row: Sequence[Button], most: int) -> Iterator[list[Button]]:
    parts = -(-len(row) // most)
    size, longer = divmod(len(row), parts)
    rest = iter(row)
    for part in range(parts):
        yield list(islice(rest, size + (part < longer)))


def _packed(rows: Sequence[list[Button]]) -> list[list[Button]]:
    packed: list[list[Button]] = []
    for row in rows:
        if packed and len(packed[-1]) + len(row) <= ROW:
            packed[-1] = packed[-1] + row
        else:
            packed.append(row)
    return packed
