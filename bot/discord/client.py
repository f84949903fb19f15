"""What happens on Discord and what we do about it: messages, commands, presses, reactions."""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import timedelta
from typing import Any, cast

import aiohttp
import discord
from discord import app_commands

from bot.discord import commands, deleting, reading
from bot.discord.buttons import Choose, Delete, Look
from bot.discord.channel_way import ChannelWay
from bot.discord.completion import offers
from bot.discord.interaction_way import InteractionWay
from bot.discord.newest import Once
from bot.discord.presses import Presses
from bot.discord.waiting import persist
from bot.discord.ways import Asked, Way, deliver
from bot.discord.worded import Worded
from bot.discord.words import say
from bot.outbox import Outbox
from bot.wordings import EVERY, ONCE, Wordings
from handlers import House, Lang, Press, Reply, Request, language_of_account, language_of_text, log_bug, split_command

log = logging.getLogger(__name__)

INTENTS = discord.Intents(guilds=True, guild_messages=True, guild_reactions=True, dm_messages=True, dm_reactions=True)
"""None of them is privileged: a text arrives in direct messages, with a mention, and through commands."""

EDIT_COUNTS = timedelta(minutes=15)  # an older message that is edited is not taken for a new question
TOPIC = "/ask #"  # what choosing an offered topic sends
LONGEST_WAIT = 30.0  # seconds of a 429 that discord.py sits out; a longer one holds the channel's queue back


class Heads(discord.Client):
    """The bot on Discord."""

    def __init__(self, house: House, outbox: Outbox, wordings: Wordings, admins: tuple[str, ...] = ()) -> None:
        """Take who answers, what paces the answers, what goes on below them, and the accounts of `ADMINS`."""
        super().__init__(
            intents=INTENTS,
            allowed_mentions=discord.AllowedMentions.none(),
            member_cache_flags=discord.MemberCacheFlags.none(),
            chunk_guilds_at_startup=False,
            max_messages=None,
            max_ratelimit_timeout=LONGEST_WAIT,
        )
        self._house, self._outbox, self._wordings, self._admins = house, outbox, wordings, admins
        self._seen, self._hinted = Once(), Once()
        self._presses = Presses(house)
        self._locales: dict[int, str] = {}
        self._working = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._closing = False

    @property
    def under_way(self) -> int:
        """How many events are being dealt with."""
        return self._working

    async def setup_hook(self) -> None:
        """Register the commands and the buttons; Discord keeps what is the same."""
        self.add_dynamic_items(Look, Choose, Delete)
        application = cast(int, self.application_id)  # discord.py fills it at login
        listed = cast(Any, commands.payload())  # Any: discord.py's own type lacks what it sends itself
        await persist(lambda: self.http.bulk_upsert_global_commands(application, listed))
        log.info("on Discord as %s; to add it to a server: %s", self.user, _invitation(application))

    async def finish(self, seconds: float) -> None:
        """Take nothing new and wait for what is under way."""
        self._closing = True
        self._wordings.end_all()
        try:
            async with asyncio.timeout(seconds):
                await self._idle.wait()
        except TimeoutError:
            log.warning("%s answers were not finished in time", self._working)

    @asynccontextmanager
    async def _edge(self, what: str) -> AsyncIterator[None]:
        """Count work under way; what Discord refuses is one line in the log, a bug a reference."""
        self._working += 1
        self._idle.clear()
        try:
            yield
        except (discord.HTTPException, aiohttp.ClientError, TimeoutError) as error:
            log.warning("%s: %s", what, str(error) or type(error).__name__)
        except Exception:  # the edge: a bug must not end the client
            log_bug(log, what)
        finally:
            self._working -= 1
            if not self._working:
                self._idle.set()

    async def on_message(self, message: discord.Message) -> None:
        """Answer whoever speaks to us."""
        me = self.user
        if me is None or self._closing or not reading.is_for_us(message, me) or not self._seen.first(message.id):
            return
        async with self._edge("message"):
            locale = self._locales.get(message.author.id) or _guild_locale(message.guild)
            request = reading.request_of(message, me, locale=locale, admins=self._admins)
            text = request.text if isinstance(request, Request) else ""
            way = self._channel_way(message, _lang_of(text, locale))
            match request:
                case Request():
                    whose = (message.channel.id, message.author.id)
                    await self._answer(self._house.answer(request), way, whose, alone=message.guild is None)
                case reading.NoText():
                    await deliver(_one(language_of_account(locale), "no-text-in-it"), way, message.author.id)
                case reading.Hidden() if self._hinted.first((message.channel.id, message.author.id)):
                    lang = language_of_account(locale)
                    hint = _one(lang, "text-is-hidden", menu=say(lang, "menu-show"))
                    await deliver(hint, way, message.author.id)

    async def on_raw_message_edit(self, payload: discord.RawMessageUpdateEvent) -> None:
        """Answer a question that became one by an edit; one that was answered stays answered."""
        message = payload.message
        if message.edited_at is not None and discord.utils.utcnow() - message.created_at < EDIT_COUNTS:
            await self.on_message(message)

    async def _answer(self, replies: AsyncIterator[Reply], way: Way, whose: tuple[int, int], *, alone: bool) -> None:
        """Answer a question; what a chat model makes of the answer goes on below it, and ends with the next one."""
        self._wordings.end(whose)
        reply = await deliver(replies, way, whose[1])
        if reply and reply.wording and not self._closing:
            put = Worded(way, reply, whose[1]).put
            self._wordings.begin(whose, reply.wording, put, every=EVERY if alone else ONCE)

    def _channel_way(self, message: discord.Message, lang: Lang) -> ChannelWay:
        return ChannelWay(
            self._outbox,
            message.channel,
            message.channel.id,
            message.author,
            lang=lang,
            answers=discord.MessageReference.from_message(message, fail_if_not_exists=False),
            nonce=message.id,
            may_attach=_may_attach(message),
        )

    async def on_interaction(self, asked: Asked) -> None:
        """Answer a command, complete an option; a press finds its button by itself."""
        if self._closing:
            return
        self._locales[asked.user.id] = asked.locale.value
        data = cast(dict[str, Any], asked.data or {})
        async with self._edge("interaction"):
            match asked.type:
                case discord.InteractionType.application_command if self._seen.first(asked.id):
                    await self._command(asked, data)
                case discord.InteractionType.autocomplete:
                    await self._complete(asked, data)
                case discord.InteractionType.component if not _is_ours(str(data.get("custom_id"))):
                    await self.pressed(asked, "")  # a button of an earlier version

    async def _command(self, asked: Asked, data: dict[str, Any]) -> None:
        command = commands.find(str(data.get("name")))
        if data.get("type") == commands.MESSAGE_MENU:
            text = reading.text_of_menu(data)
        else:
            text = commands.as_text(str(data.get("name")), commands.chosen(data.get("options") or ()))
        place = reading.place_pressed(asked)
        request = Request(text, place, account_language=asked.locale.value, admin=place.person in self._admins)
        # an offered topic is a key in English letters, chosen by a title in the person's language
        offered = language_of_account(asked.locale.value) if text.startswith(TOPIC) else None
        fallback = self._after_expiry(asked, offered or _lang_of(text, asked.locale.value))
        way = InteractionWay(asked, fallback, hushed=command is not None and command.ephemeral)
        whose = (asked.channel_id or 0, asked.user.id)
        await self._answer(self._house.answer(request, offered), way, whose, alone=place.private)

    def _after_expiry(self, asked: Asked, lang: Lang) -> ChannelWay:
        channel = asked.channel_id or 0
        there = self.get_partial_messageable(channel, guild_id=asked.guild_id)
        attach = asked.app_permissions.attach_files
        return ChannelWay(
            self._outbox, there, channel, asked.user, lang=lang, answers=None, nonce=asked.id, may_attach=attach
        )

    async def _complete(self, asked: Asked, data: dict[str, Any]) -> None:
        """Offer what fits; an offer that comes too late is nobody's loss."""
        command = commands.find(str(data.get("name")))
        typed = next((option for option in data.get("options") or () if option.get("focused")), None)
        if command is None or typed is None:
            return
        argument = next((one for one in command.arguments if one.name == typed["name"]), None)
        if argument is None:
            return
        found = offers(
            argument, str(typed.get("value", "")), self._house.facts, language_of_account(asked.locale.value)
        )
        number = typed["type"] == commands.INTEGER
        choices = [app_commands.Choice(name=name, value=int(value) if number else value) for name, value in found]
        await asked.response.autocomplete(choices)

    async def pressed(self, asked: Asked, data: str) -> None:
        """Answer a press."""
        if not self._closing and self._seen.first(asked.id):
            async with self._edge("press"):
                await self._presses.take(asked, Press(data, reading.place_pressed(asked), asked.locale.value))

    async def delete_pressed(self, asked: Asked, asker: int) -> None:
        """Take an answer away, if the one who asked wants it so."""
        if not self._closing and self._seen.first(asked.id):
            async with self._edge("delete"):
                self._wordings.end((asked.channel_id, asker))
                await deleting.on_press(asked, asker)

    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        """Take an answer away when the one who asked puts a bin or a cross below it."""
        me = self.user
        if self._closing or me is None or not deleting.may_concern(payload, me.id):
            return
        async with self._edge("reaction"):
            self._wordings.end((payload.channel_id, payload.user_id))
            channel = self.get_partial_messageable(payload.channel_id, guild_id=payload.guild_id)
            await deleting.on_reaction(payload, await channel.fetch_message(payload.message_id), me.id)


def _is_ours(custom_id: str) -> bool:
    return any(kind.__discord_ui_compiled_template__.fullmatch(custom_id) for kind in (Look, Choose, Delete))


def _may_attach(message: discord.Message) -> bool:
    guild = message.guild
    if guild is None or isinstance(message.channel, discord.DMChannel | discord.GroupChannel):
        return True
    try:
        return message.channel.permissions_for(guild.me).attach_files
    except discord.ClientException:  # a thread whose channel is not in the cache
        return True


def _guild_locale(guild: discord.Guild | None) -> str | None:
    return guild.preferred_locale.value if guild else None


def _lang_of(text: str, locale: str | None) -> Lang:
    """The language for what is shown before an answer knows its own; a command's name tells nothing of it."""
    command = split_command(text)
    return language_of_text(command[1] if command else text) or language_of_account(locale)


async def _one(lang: Lang, key: str, **facts: str) -> AsyncIterator[Reply]:
    yield Reply(kind="error", lang=lang, text=say(lang, key, **facts))


def _invitation(application: int) -> str:
    """The address that adds the bot to a server, with the rights that an answer with a picture needs."""
    rights = discord.Permissions(
        view_channel=True,
        send_messages=True,
        send_messages_in_threads=True,
        attach_files=True,
        read_message_history=True,
    )
    return discord.utils.oauth_url(application, permissions=rights, scopes=("bot", "applications.commands"))
