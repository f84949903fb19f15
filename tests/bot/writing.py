"""A house whose answers a tiny chat model words, a sentence at a time, when a test says so."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Semaphore

import attention
from attention import Model, Writer, Written
from handlers import House, Lang, open_house
from tests.attention import scripted

QUESTIONS: dict[Lang, str] = {"en": "what is an induction head", "ru": "что такое индукционная голова"}
OTHERS: dict[Lang, str] = {"en": "why do we need many heads", "ru": "зачем нужно много голов"}
SAID: dict[Lang, tuple[str, ...]] = {
    "en": ("A head finds an earlier copy of the token.", " It looks at what followed that copy.", " Heads attend."),
    "ru": ("Голова находит прежнюю копию токена.", " Смотрит она на то, что шло за ней.", " Голова смотрит."),
}
INVENTED: dict[Lang, str] = {"en": " It is head 7.77.", "ru": " Это голова 7.77."}
MARK = "✍️"
SECONDS = 20.0


class Gated(Writer):
    """Waits before each sentence but the first until the gate lets it go on; a new one is open.

    With `most` it ends before it invents anything.
    """

    def __init__(self, model: Model) -> None:
        super().__init__(model)
        self.closed = False
        self.gate = Semaphore(0)
        self.written = 0
        self.most = 256

    def write(self, message: str, heard: Callable[[str], bool], most_tokens: int = 256) -> Written:
        def held(text: str) -> bool:
            self.written += 1
            goes_on = heard(text)
            if goes_on and self.closed:
                self.gate.acquire(timeout=SECONDS)
            return heard(text)

        return super().write(message, held, min(self.most, most_tokens))

    def go_on(self) -> None:
        """Let it write one sentence more."""
        self.gate.release()

    def let_go(self) -> None:
        """Let it write as it likes from now on."""
        self.closed = False
        self.gate.release(100)


def make_writer(folder: Path, *sentences: str) -> Gated:
    """A chat model with these words."""
    saved = scripted.save(folder / "tiny-chat", *sentences)
    return Gated(attention.load(saved, device="cpu", threads=1))


@asynccontextmanager
async def wording_house(model: Model, folder: Path, writer: Writer) -> AsyncIterator[House]:
    """The real conversation, with a chat model."""
    async with open_house(model, writer=writer, data_dir=folder, drawers=0) as opened:
        yield opened


def held_back(writer: Gated) -> Iterator[Gated]:
    """For a fixture: a writer that waits for the test, and is let go at its end."""
    writer.closed, writer.gate, writer.most = True, Semaphore(0), 256
    yield writer
    writer.let_go()
