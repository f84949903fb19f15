"""A house to talk to: the embedded model, a memory of its own, a clock that tests move."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from handlers import House, Place, Press, Reply, Request, open_house

if TYPE_CHECKING:
    from attention import Model


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"


def labels(reply: Reply) -> list[str]:
    """What stands on a reply's buttons."""
    return [button.label for row in reply.buttons for button in row]


@dataclass
class Clock:
    """Seconds since the epoch, moved by hand."""

    now: float = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Talk:
    """One person in one chat."""

    house: House
    place: Place = field(default_factory=lambda: Place("test:1", "anna"))
    account: str | None = None

    async def say(self, text: str, **more: str) -> Reply:
        """Send one message that has one answer."""
        (reply,) = [reply async for reply in self.house.answer(Request(text, self.place, self.account, **more))]
        return reply

    async def press(self, reply: Reply, label: str) -> Reply:
        """Press the button that is labelled so."""
        (data,) = [button.data for row in reply.buttons for button in row if button.label == label]
        return await self.house.press(Press(data, self.place, self.account))

    def elsewhere(self, **place: object) -> "Talk":
        """The same house, from another place."""
        return replace(self, place=replace(self.place, **place))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def house(embedded: "Model", tmp_path: Path, clock: Clock) -> AsyncIterator[House]:
    async with open_house(embedded, data_dir=tmp_path, drawers=0, clock=clock) as opened:
        yield opened


@pytest.fixture
def talk(house: House) -> Talk:
    return Talk(house)
