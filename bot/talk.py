"""One conversation in a terminal: a line in, an answer or the press of a numbered button out."""

import os
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import AbstractContextManager

from bot.board import Board, NoSuchButton
from bot.screen import Screen
from bot.wordings import each_worded
from bot.words import account_language, say
from handlers import Button, House, Place, Press, Reply, Request

_PLACE = Place(chat="terminal:here", person="terminal:me")


async def talk(house: House, lines: AsyncIterator[str], screen: Screen) -> None:
    """Answer line after line until there are no more."""
    account = account_language(os.environ)
    board = Board()
    async for line in lines:
        match board.find(line):
            case NoSuchButton(asked, last):
                screen.say("no-such-button", asked=str(asked), last=last)
                continue
            case Button(data=data):
                replies = _pressed(house, Press(data, _PLACE, account))
            case None:
                # Whoever sits at the terminal runs the bot.
                replies = house.answer(Request(line, _PLACE, account, admin=True))
        new = Board()
        async for reply in _with_spinner(each_worded(replies), lambda: screen.busy(say(screen.lang, "looking"))):
            first = len(new.buttons) + 1
            new = new.with_those_of(reply)
            await screen.show(reply, first)
        board = new if new.buttons else board  # as in any chat, the buttons of an earlier answer still work


async def _pressed(house: House, press: Press) -> AsyncIterator[Reply]:
    yield await house.press(press)


async def _with_spinner(
    replies: AsyncIterator[Reply], busy: Callable[[], AbstractContextManager[None]]
) -> AsyncIterator[Reply]:
    while True:
        try:
            with busy():
                reply = await anext(replies)
        except StopAsyncIteration:
            return
        yield reply


async def echoed(lines: AsyncGenerator[str, None], screen: Screen) -> AsyncGenerator[str, None]:
    """Pass on what comes from a pipe, written out, so that what is read afterwards is a conversation."""
    async for line in lines:
        if line:
            screen.tell(f"> {shorten(line)}", "bold")
            yield line


def shorten(line: str, most: int = 200) -> str:
    """Cut what would fill the screen only to be shown again."""
    return line if len(line) <= most else line[: most - 1] + "…"
