"""A press changes the picture that it is below: one edit a press, and of many presses only the newest counts."""

import asyncio
import logging
from contextlib import suppress

import discord

from bot.discord.deleting import asker_under
from bot.discord.drafts import Draft, drafts_of
from bot.discord.newest import Newest
from bot.discord.waiting import MISSED, acknowledge, persist
from bot.discord.ways import ARCHIVED, EXPIRED, LATE, Asked
from bot.discord.words import say
from bot.watching import watched
from handlers import House, Lang, Press, Reply, language_of_account

log = logging.getLogger(__name__)


class Presses:
    """Takes presses, a line a message."""

    def __init__(self, house: House) -> None:
        """Take who answers."""
        self._house = house
        self._newest = Newest()

    async def take(self, asked: Asked, press: Press) -> None:
        """Tell Discord at once that the press arrived, then put its answer in place, unless a newer one came."""
        if asked.message is None:
            return
        expired = not await _acknowledged(asked)

        async def late() -> None:  # once expired it fails, and nothing is lost
            with suppress(*MISSED):
                await asked.edit_original_response(content=say(language_of_account(asked.locale.value), "looking"))

        async with self._newest.turn(asked.message.id) as is_newest:
            if not is_newest():
                return
            reply = await watched(self._house.press(press), [(LATE, late)], asyncio.sleep)
            if is_newest():
                await _replace(asked, asked.message, reply, expired=expired)


async def _acknowledged(asked: Asked) -> bool:
    """Whether Discord still takes answers to this press."""
    try:
        await acknowledge(asked.response.defer)
    except discord.HTTPException as error:
        if error.code not in EXPIRED:
            raise
        log.warning("a press expired before it was acknowledged (%s): editing the message by itself", error.code)
        return False
    return True


async def _replace(asked: Asked, message: discord.Message, reply: Reply, *, expired: bool) -> None:
    """Put a reply in the place of the message pressed on; what leaves that as it is comes beside it."""
    asker = asker_under(message) or asked.user.id
    first, *more = drafts_of(reply, asker, may_attach=asked.app_permissions.attach_files)
    beside = reply.below or (reply.ephemeral and not message.flags.ephemeral)
    if expired:
        if not beside:
            await persist(lambda: message.edit(**first.edited()))
        return
    if not beside:
        await _edit(asked, first, reply.lang)
    for draft in [first, *more] if beside else more:
        await _follow_up(asked, draft)


async def _edit(asked: Asked, draft: Draft, lang: Lang) -> None:
    """Edit the message pressed on; an archived thread is opened for it, as a message would open it."""
    try:
        await persist(lambda: asked.edit_original_response(**draft.edited()))
    except discord.HTTPException as error:
        if error.code != ARCHIVED or not isinstance(asked.channel, discord.Thread):
            raise
        try:
            await asked.channel.edit(archived=False)
        except discord.Forbidden:
            await _follow_up(asked, Draft(say(lang, "thread-is-archived"), ephemeral=True))
            return
        await persist(lambda: asked.edit_original_response(**draft.edited()))


async def _follow_up(asked: Asked, draft: Draft) -> None:
    await persist(lambda: asked.followup.send(**draft.new(), ephemeral=draft.ephemeral, wait=True))
