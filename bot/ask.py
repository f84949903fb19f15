"""`python -m bot ask`: a private chat played from the command line, one message an argument."""

import asyncio
import json
import os
import sys
import tempfile
from collections.abc import AsyncIterator, Sequence
from pathlib import Path
from typing import TextIO

from bot.arguments import Asked
from bot.board import Board, NoSuchButton
from bot.gallery import save_as
from bot.opening import open_from
from bot.screen import numbered_rows
from bot.settings import Settings
from bot.wordings import each_worded
from bot.words import account_language, own_language, say
from handlers import Button, House, Lang, Place, Press, Reply, Request

_PLACE = Place(chat="ask:here", person="ask:me")


async def ask(settings: Settings, asked: Asked) -> int:
    """Play the chat; the exit code.

    It remembers nothing of earlier chats and leaves nothing behind: its memory lies in a temporary folder.

    Raises:
        attention.ModelError: The model can't be looked into.
    """
    lang = asked.lang or own_language(settings.language, os.environ)
    try:
        await asyncio.to_thread(asked.out.mkdir, parents=True, exist_ok=True)
    except OSError as error:
        _print(say(lang, "folder-not-writable", folder=str(asked.out), why=error.strerror or str(error)), sys.stderr)
        return 2
    with tempfile.TemporaryDirectory(prefix="attention-heads-bot-") as memory:
        opened = open_from(
            settings,
            drawers=0,
            data_dir=Path(memory),
            language=asked.lang,
            warn=lambda text: _print(text, sys.stderr),
        )
        async with opened as house:
            await _play(house, asked, lang)
    return 0


async def _play(house: House, asked: Asked, lang: Lang) -> None:
    account = asked.lang or account_language(os.environ)
    board = Board()
    pictures = 0
    for number, message in enumerate(asked.messages, start=1):
        button = board.find(message)
        if isinstance(button, NoSuchButton):
            replies = _one(Reply("error", lang, say(lang, "no-such-button", asked=str(button.asked), last=button.last)))
        elif isinstance(button, Button):
            replies = _one(await house.press(Press(button.data, _PLACE, account)))
        else:
            replies = house.answer(Request(message, _PLACE, account, admin=True))
        new = Board()
        async for reply in each_worded(replies):
            files = [save_as(asked.out, pictures + at, shown.png) for at, shown in enumerate(reply.pictures, start=1)]
            pictures += len(files)
            if asked.as_json:
                _print(json.dumps(_as_object(number, reply, files), ensure_ascii=False))
            else:
                _print(_as_words(reply, files, first_button=len(new.buttons) + 1))
            new = new.with_those_of(reply)
        board = new if new.buttons else board


async def _one(reply: Reply) -> AsyncIterator[Reply]:
    yield reply


def _as_object(message: int, reply: Reply, files: Sequence[Path]) -> dict[str, object]:
    pictures = zip(files, reply.pictures, strict=True)
    return {
        "message": message,
        "kind": reply.kind,
        "topic": reply.topic,
        "lang": reply.lang,
        "text": reply.text,
        "pictures": [
            {"file": file.name, "width": picture.width, "height": picture.height, "alt": picture.alt}
            for file, picture in pictures
        ],
        "buttons": [[button.label for button in row] for row in reply.buttons],
        "seconds": {
            "model": round(reply.seconds.model, 4),
            "render": round(reply.seconds.render, 4),
            "total": round(reply.seconds.total, 4),
        },
    }


def _as_words(reply: Reply, files: Sequence[Path], first_button: int) -> str:
    paths = [say(reply.lang, "picture", path=str(file)) for file in files]
    return "\n".join([*paths, reply.text, *numbered_rows(reply, first_button), ""])


def _print(text: str, stream: TextIO | None = None) -> None:
    print(text, file=stream, flush=True)
