"""What a person at a terminal sees: words, pictures, numbered buttons, and that something is under way."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from bot import inline
from bot.gallery import save_next
from bot.words import say

if TYPE_CHECKING:
    from handlers import Lang, Reply
    from render import Picture

PICTURES = Path("pictures")  # under the folder that the person is in
_SPINNER_AFTER = 0.3  # seconds; what is quicker needs none

# A message is shown again in answers: what would move the cursor or ring is left out.
_CONTROLS = {code: None for code in (*range(32), *range(127, 160)) if chr(code) not in "\n\t"}


class Screen:
    """Writes to one terminal, or to the file or pipe that stands in its place."""

    def __init__(self, console: Console, lang: "Lang", folder: Path = PICTURES) -> None:
        """Take where to write, the language of the program's own words, and the folder of the pictures."""
        self.lang = lang
        self.folder = folder
        self.protocol: inline.Protocol | None = None
        self._console = console

    def tell(self, text: str, style: str = "") -> None:
        """Write words, wrapped where the terminal is narrow."""
        self._console.print(
            text.translate(_CONTROLS),
            style=style,
            markup=False,
            highlight=False,
            emoji=False,
            soft_wrap=not self._console.is_terminal,
        )
        self._console.file.flush()  # whoever reads a pipe waits for the answer, not for the end

    def say(self, key: str, style: str = "", **facts: str | int) -> None:
        """Write one of the program's own sentences."""
        self.tell(say(self.lang, key, **facts), style)

    async def show(self, reply: "Reply", first_button: int) -> None:
        """Show an answer as a chat would: pictures, words, buttons."""
        for picture in reply.pictures:
            if self.protocol:
                await self._draw(picture, self.protocol)
            try:
                path = await asyncio.to_thread(save_next, self.folder, picture.png)
            except OSError as error:
                self.say("picture-not-saved", folder=str(self.folder), why=error.strerror or str(error))
            else:
                self.say("picture", "dim", path=str(path))
        self.tell(reply.text)
        for row in numbered_rows(reply, first_button):
            self.tell(row, "cyan")
        self.tell("")

    async def _draw(self, picture: "Picture", protocol: inline.Protocol) -> None:
        window = inline.measure()
        columns = inline.fit(picture.width, picture.height, window)
        drawn = await asyncio.to_thread(inline.draw, picture.png, columns, window, protocol)
        self._console.file.write(drawn + "\n")
        self._console.file.flush()

    @contextmanager
    def busy(self, words: str) -> Iterator[None]:
        """Turn a spinner with the seconds beside it, where somebody is there to see it."""
        if not self._console.is_terminal:
            yield
            return
        columns = (SpinnerColumn(), TextColumn("{task.description}", markup=False), TimeElapsedColumn())
        progress = Progress(*columns, console=self._console, transient=True)
        progress.add_task(words, total=None)
        later = asyncio.get_running_loop().call_later(_SPINNER_AFTER, progress.start)
        try:
            yield
        finally:
            later.cancel()
            progress.stop()


def numbered_rows(reply: "Reply", first: int) -> tuple[str, ...]:
    """Write a reply's buttons a row a line, numbered from `first`; `*` marks what is shown now."""
    lines, number = [], first
    for row in reply.buttons:
        cells = []
        for button in row:
            cells.append(f":{number} {'*' if button.pressed else ''}{button.label}")
            number += 1
        lines.append("   ".join(cells))
    return tuple(lines)
