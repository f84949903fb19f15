"""What an update means to us: a question, a press, a call from elsewhere, or nothing that we answer.

In groups we answer commands, replies to our messages, and mentions; never other bots, never a command for another.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass

import telegram
from telegram.constants import ChatType

from bot.telegram.keyboard import shown_data
from handlers import COMMANDS, Place, Request

ANONYMOUS_ADMIN = 1087968824
"""The account that Telegram shows in place of an administrator who stays anonymous."""
CHANNEL = 136817688
"""The account that Telegram shows in place of a channel that writes in a group."""
_KNOWN = frozenset(command.name for command in COMMANDS)
_COMMAND = re.compile(r"/([a-zA-Z]\w*)(?:@(\w+))?(?=\s|$)")


@dataclass(frozen=True, slots=True)
class Question:
    """A message that we answer.

    Attributes:
        update: Its update's number.
        chat: Where it stands.
        message: Its number there.
        thread: The forum topic.
        author: Who may delete the answer: an account, or 0 where nobody is known (a channel, an anonymous
            administrator); then any administrator may.
        quote: Whether the answer is a reply to it.
        request: What is asked; None where there is no text to look at.
        language: The account's language.
        edited: Whether the message was changed after it was sent.
    """

    update: int
    chat: int
    message: int
    thread: int | None
    author: int
    quote: bool
    request: Request | None
    language: str | None
    edited: bool = False


def read_question(update: telegram.Update, me: telegram.User, admins: Collection[str] = ()) -> Question | None:
    """Read a message; None where no answer is owed."""
    message = update.effective_message
    if message is None or update.callback_query or not _is_from_somebody(message, me):
        return None
    text = _addressed_text(message, me)
    if text is None:
        return None
    place = place_of(message, message.from_user)
    no_text = not text and not (message.text or message.caption)
    return Question(
        update=update.update_id,
        chat=message.chat_id,
        message=message.message_id,
        thread=_topic(message),
        author=0 if message.sender_chat or not message.from_user else message.from_user.id,
        quote=message.chat.type != ChatType.PRIVATE,
        request=None if no_text else _request(message, text, place, me, admins),
        language=message.from_user.language_code if message.from_user else None,
        edited=bool(update.edited_message or update.edited_channel_post),
    )


def place_of(message: telegram.Message, person: telegram.User | None) -> Place:
    """Name the place for the handlers."""
    who = message.sender_chat.id if message.sender_chat else person.id if person else message.chat_id
    return Place(
        chat=chat_name(message.chat_id),
        person=f"telegram:{who}",
        thread=str(_topic(message) or ""),
        private=message.chat.type == ChatType.PRIVATE,
    )


def chat_name(chat: int) -> str:
    """Name a chat for the handlers."""
    return f"telegram:{chat}"


def without_mention(text: str, me: telegram.User) -> str:
    """Take our name out of a text that calls us by it."""
    return re.sub(rf"\s*@{re.escape(me.username or '')}\b[,:]?", "", text, flags=re.IGNORECASE).strip()


def _topic(message: telegram.Message) -> int | None:
    return message.message_thread_id if message.is_topic_message else None


def _is_from_somebody(message: telegram.Message, me: telegram.User) -> bool:
    """Not from a bot, unless that stands for a person or a channel; not what one of our inline results said."""
    if message.via_bot or message.is_automatic_forward:
        return False
    sender = message.from_user
    return not sender or not sender.is_bot or sender.id in (ANONYMOUS_ADMIN, CHANNEL)


def _addressed_text(message: telegram.Message, me: telegram.User) -> str | None:
    """What is said to us, empty where it holds no text; None where it isn't said to us."""
    text = message.text or message.caption or ""
    if command := _COMMAND.match(text):
        named = (command[2] or "").lower()
        if named:
            return text if named == (me.username or "").lower() else None
        return text if message.chat.type == ChatType.PRIVATE or command[1].lower() in _KNOWN else None
    if message.chat.type == ChatType.PRIVATE:
        return text if text or message.effective_attachment is not None else None
    if _mentions(message, text, me):
        return without_mention(text, me)
    replied = _replied(message)
    ours = replied is not None and replied.from_user is not None and replied.from_user.id == me.id
    return text if ours and (text or message.effective_attachment is not None) else None


def _mentions(message: telegram.Message, text: str, me: telegram.User) -> bool:
    entities = message.parse_entities(["mention"]) if message.text else message.parse_caption_entities(["mention"])
    return bool(text) and f"@{me.username}".lower() in (name.lower() for name in entities.values())


def _replied(message: telegram.Message) -> telegram.Message | None:
    """The message replied to; a topic's first message, which Telegram puts there too, is none."""
    replied = message.reply_to_message
    return None if replied is None or replied.forum_topic_created else replied


def _request(message: telegram.Message, text: str, place: Place, me: telegram.User, admins: Collection[str]) -> Request:
    replied = _replied(message)
    ours = replied is not None and replied.from_user is not None and replied.from_user.id == me.id
    quoted = message.quote.text if message.quote else None
    replied_text = quoted or (replied and (replied.text or replied.caption)) or None
    return Request(
        text=text or (None if ours else replied_text) or "/help",  # a bare mention: about what it replies to
        place=place,
        account_language=message.from_user.language_code if message.from_user else None,
        replied_text=None if ours else replied_text,
        replied_data=shown_data(replied.reply_markup) if ours and replied else None,
        admin=place.person in admins,
    )
