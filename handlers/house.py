"""The conversation: a request finds its handler, a press its scene, a bug its number."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from pathlib import Path

import attention
from attention import Facts
from handlers import language
from handlers.ask import goes_on_about_models, prepare
from handlers.asked import Asked
from handlers.bugs import log_bug
from handlers.call import Call
from handlers.commands import split_command
from handlers.keyboard import sent
from handlers.memory import Memory, open_memory
from handlers.menu import HANDLERS
from handlers.obeying import answer_order
from handlers.plain import is_notation, read_surely
from handlers.questions import is_wish
from handlers.reply import Reply, Seconds
from handlers.request import Lang, Press, Request
from handlers.say import say
from handlers.scene import Scene, decode, parts_of, resolve
from handlers.scribe import Scribe, open_scribe
from handlers.showing import refuse, show
from handlers.studio import Studio, open_studio
from handlers.words import answer_words

_log = logging.getLogger(__name__)


class House:
    """Answers requests and presses; one for all platforms."""

    def __init__(self, studio: Studio, memory: Memory, default: Lang | None, scribe: Scribe | None = None) -> None:
        """Take what `open_house` opened; `default` is the language to answer in, None to go by the message."""
        self._studio = studio
        self._memory = memory
        self._default = default
        self._scribe = scribe

    @property
    def facts(self) -> Facts:
        """The model that is looked into."""
        return self._studio.facts

    async def answer(self, request: Request, lang_asked: Lang | None = None) -> AsyncIterator[Reply]:
        """Answer a message; whatever goes wrong is a reply too.

        Args:
            request: The message.
            lang_asked: The language of the button that stands for it.
        """
        began = time.perf_counter()
        lang = language.of_account(request.account_language)
        try:
            lang = await self._language(request, lang_asked)
            async for reply in self._replies(request, lang):
                yield _with_total(reply, began)
        except MemoryError:
            yield Reply(kind="error", lang=lang, text=say(lang, "no-memory-left"))
        except Exception:  # the edge: a bug becomes an apology with a number, and a line in the log
            yield _apology(lang)

    async def press(self, press: Press) -> Reply:
        """Answer a press on a button; the reply takes the place of the message pressed on, unless it is `below`."""
        began = time.perf_counter()
        if message := sent(press.data):
            typed = Request(message[1], press.place, press.account_language)
            reply = [reply async for reply in self.answer(typed, message[0])][-1]
            return replace(reply, below=reply.scene is not None, wording=None)
        scene = decode(press.data)
        lang = scene.view.lang if scene else language.of_account(press.account_language)
        try:
            return _with_total(await self._shown(press, scene, lang), began)
        except MemoryError:
            return Reply(kind="error", lang=lang, text=say(lang, "no-memory-left"))
        except Exception:  # the edge, as in `answer`
            return _apology(lang)

    async def move(self, old_chat: str, new_chat: str) -> None:
        """Take a chat's memory along when a group becomes a supergroup."""
        await self._memory.move(old_chat, new_chat)

    async def _replies(self, request: Request, lang: Lang) -> AsyncIterator[Reply]:
        call = Call(request, request.text, lang, self._studio, self._memory, HANDLERS, self._scribe)
        if named := split_command(request.text):
            name, rest = named
            answer = call.commands.get(name)
            if answer is None:
                yield Reply(kind="error", lang=lang, text=say(lang, "unknown-command", name=name[:32]), ephemeral=True)
                return
            async for reply in answer(replace(call, rest=rest)):
                yield reply
        elif (
            (order := read_surely(request.text))
            and (is_wish(request.text) or len(parts_of(self.facts)) > 1)
            and not await goes_on_about_models(call, request.text)
        ):
            async for reply in answer_order(call, order):
                yield reply
        else:
            async for reply in answer_words(call):
                yield reply

    async def _shown(self, press: Press, scene: Scene | None, lang: Lang) -> Reply:
        if scene is None:
            return Reply(kind="error", lang=lang, text=say(lang, "unknown-button"), ephemeral=True)
        text = await self._memory.text(press.place, scene.text)
        if text is None:
            return Reply(kind="error", lang=lang, text=say(lang, "text-forgotten"), ephemeral=True)
        still = resolve(Asked(), scene, self.facts)  # the model may have changed since the button was sent
        if not isinstance(still, Scene):
            return refuse(lang, still)
        request = Request("", press.place, press.account_language)
        return await show(Call(request, "", lang, self._studio, self._memory, HANDLERS), text, still)

    async def _language(self, request: Request, asked: Lang | None) -> Lang:
        """By what was set, else the message, else the talk so far (`/heads 5` says nothing), else the account."""
        named = split_command(request.text)
        said = asked or language.of_text(named[1] if named else "" if is_notation(request.text) else request.text)
        if said:
            await self._memory.set_spoken(request.place, said)
        if chosen := await self._memory.language(request.place) or self._default or said:
            return chosen
        replied = decode(request.replied_data or "")
        before = replied.view.lang if replied else await self._memory.spoken(request.place)
        return before or language.of_account(request.account_language)


@asynccontextmanager
async def open_house(
    model: "attention.Model",
    *,
    writer: "attention.Writer | None" = None,
    data_dir: Path,
    default_language: Lang | None = None,
    max_tokens: int = 512,
    drawers: int = 1,
    clock: Callable[[], float] = time.time,
) -> AsyncIterator[House]:
    """Open the conversation about one model, and close what it holds at the end.

    Args:
        model: What `attention.load` gave.
        writer: The chat model that words answers; None leaves them as the documents have them.
        data_dir: Where memory is kept.
        default_language: Answer in this language unless a chat has set its own; None goes by each message.
        max_tokens: The longest text looked at.
        drawers: Worker processes that draw; 0 draws in a thread.
        clock: Seconds since the epoch.
    """
    await asyncio.to_thread(prepare)
    async with AsyncExitStack() as stack:
        memory = await stack.enter_async_context(open_memory(data_dir, clock))
        studio = await stack.enter_async_context(open_studio(model, max_tokens=max_tokens, drawers=drawers))
        scribe = None
        if writer is not None:
            scribe = await stack.enter_async_context(open_scribe(writer, gives_way=lambda: studio.waiting > 0))
        yield House(studio, memory, default_language, scribe)


def _with_total(reply: Reply, began: float) -> Reply:
    return replace(reply, seconds=replace(reply.seconds, total=time.perf_counter() - began))


def _apology(lang: Lang) -> Reply:
    return Reply(kind="error", lang=lang, text=say(lang, "bug", reference=log_bug(_log)), seconds=Seconds())
