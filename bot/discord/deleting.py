"""An answer goes away when the one who asked wants it: by the button below it, or by a reaction."""

import discord

from bot.discord.buttons import BIN, Delete
from bot.discord.reading import buttons_under
from bot.discord.ways import Asked
from bot.discord.words import say
from handlers import language_of_account

BINS = (BIN, BIN[0], "\N{CROSS MARK}")


async def on_press(asked: Asked, asker: int) -> None:
    """Delete for the one who asked, or for who may delete any message there."""
    if asked.user.id == asker or asked.permissions.manage_messages:
        await asked.response.defer()
        await asked.delete_original_response()
    else:
        await asked.response.send_message(say(language_of_account(asked.locale.value), "not-yours"), ephemeral=True)


def may_concern(payload: discord.RawReactionActionEvent, me: int) -> bool:
    """Whether a reaction could mean that an answer of ours shall go."""
    is_bin = payload.emoji.name in BINS and payload.user_id != me
    return is_bin and payload.message_author_id in (None, me)


async def on_reaction(payload: discord.RawReactionActionEvent, message: discord.Message, me: int) -> None:
    """Delete the message if it is ours and answers the one who reacts."""
    if message.author.id == me and payload.user_id in _askers(message):
        await message.delete()


def asker_under(message: discord.Message) -> int | None:
    """Who may delete, as the button below an answer says."""
    pattern = Delete.__discord_ui_compiled_template__
    found = (pattern.fullmatch(button.custom_id or "") for button in buttons_under(message))
    return next((int(match["asker"]) for match in found if match), None)


def _askers(message: discord.Message) -> set[int]:
    """Whose answer a message of ours is."""
    named = {asker_under(message) or 0}
    if message.interaction_metadata is not None:
        named.add(message.interaction_metadata.user.id)
    replied = message.reference.resolved if message.reference else None
    if isinstance(replied, discord.Message):
        named.add(replied.author.id)
    if isinstance(message.channel, discord.DMChannel):
        named |= {user.id for user in message.channel.recipients}
    return named
