"""What each method of the bot does to the world, in the platform's order of checks.

Arguments and markup as they are read, then the chat, the topic, the message replied to or edited, rights, lengths,
and the flood control last. A method that isn't in `METHODS` fails the test by name.
"""

from collections.abc import Callable
from typing import Any

from tests.servers.telegram import account, queries, rules
from tests.servers.telegram.call import (
    Call,
    check_rights,
    find_chat,
    find_replied,
    find_topic,
    read_caption,
    read_file,
    spend,
)
from tests.servers.telegram.refusal import bad_request
from tests.servers.telegram.rules import Text
from tests.servers.telegram.world import File, Json, Message, member_json

NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content "
    "and reply markup of the message"
)
DELETE_SECONDS = 48 * 3600


def _send(call: Call, kind: str, text: Text, given: Any = None) -> Message:
    rules.keyboard(call.get("reply_markup"))
    chat = find_chat(call)
    topic = find_topic(call, chat)
    replied = find_replied(call, chat)
    check_rights(chat, kind)
    (rules.sent_text if kind == "text" else rules.sent_caption)(text)
    files = {} if kind == "text" else {kind: read_file(call, kind, given)}
    spend(call, chat)
    thread = topic.id if topic else None
    return call.world.post(
        chat, call.world.bot.json(), text=text.text or None, entities=text.entities, reply_to=replied, thread=thread,
        keyboard=call.get("reply_markup"), **files,
    )  # fmt: skip


def send_message(call: Call) -> Json:
    text = rules.read_text(call.need("text"), call.get("parse_mode"), call.get("entities"))
    return _send(call, "text", text).json()


def send_photo(call: Call) -> Json:
    return _send(call, "photo", read_caption(call.values), call.get("photo")).json()


def send_document(call: Call) -> Json:
    return _send(call, "document", read_caption(call.values), call.get("document")).json()


def send_media_group(call: Call) -> list[Json]:
    media = call.get("media") or []
    rules.album(media)
    captions = [read_caption(each) for each in media]
    chat = find_chat(call)
    topic = find_topic(call, chat)
    replied = find_replied(call, chat)
    for each, caption in zip(media, captions, strict=True):
        check_rights(chat, each["type"])
        rules.sent_caption(caption)
    files = [read_file(call, each["type"], each["media"]) for each in media]
    spend(call, chat, len(media))
    group = {"media_group_id": str(next(call.world.ids))}
    return [
        call.world.post(
            chat, call.world.bot.json(), text=caption.text or None, entities=caption.entities, reply_to=replied,
            thread=topic.id if topic else None, extra=group, **{file.kind: file},
        ).json()
        for file, caption in zip(files, captions, strict=True)
    ]  # fmt: skip


def send_message_draft(call: Call) -> bool:
    chat = find_chat(call)
    if chat.kind not in rules.DRAFT_KINDS:
        raise bad_request("PEER_ID_INVALID")  # (memory)
    if not call.get("draft_id"):
        raise bad_request("RANDOM_ID_INVALID")  # (memory)
    call.world.drafts.append(dict(call.values))
    return True


def _edited(call: Call) -> Message:
    """The message to edit."""
    rules.keyboard(call.get("reply_markup"))
    if (inline := call.get("inline_message_id")) is not None:
        if inline not in call.world.inline_messages:
            raise bad_request("MESSAGE_ID_INVALID")
        return call.world.inline_messages[inline]
    chat = find_chat(call)
    message = chat.messages.get(call.get("message_id", 0))
    if message is None or message.deleted:
        raise bad_request("message to edit not found")
    if not message.by_bot:
        raise bad_request("message can't be edited")
    return message


def _change(call: Call, message: Message, **parts: Any) -> Any:
    """Write the new parts over the old; without `reply_markup` the keyboard goes away [model]."""
    parts = {"keyboard": call.get("reply_markup")} | parts
    if all(_same(getattr(message, name), value) for name, value in parts.items()):
        raise bad_request(NOT_MODIFIED)
    inline = call.get("inline_message_id") is not None
    if not inline:
        spend(call, message.chat)
    message.history.append({name: getattr(message, name) for name in parts})
    for name, value in parts.items():
        setattr(message, name, value)
    message.edit_date = call.world.today()
    return True if inline else message.json()


def _same(old: Any, new: Any) -> bool:
    if isinstance(old, File) and isinstance(new, File):
        return old.unique == new.unique
    return bool(old == new) or (not old and not new)


def edit_message_text(call: Call) -> Any:
    text = rules.read_text(call.need("text"), call.get("parse_mode"), call.get("entities"))
    message = _edited(call)
    if message.photo or message.document:
        raise bad_request("there is no text in the message to edit")
    rules.edited_text(text)
    return _change(call, message, text=text.text, entities=text.entities)


def edit_message_caption(call: Call) -> Any:
    text = read_caption(call.values)
    message = _edited(call)
    if not (message.photo or message.document):
        raise bad_request("there is no caption in the message to edit")
    rules.edited_caption(text)
    return _change(call, message, text=text.text or None, entities=text.entities)


def edit_message_media(call: Call) -> Any:
    media = call.get("media") or {}
    text = read_caption(media)
    message = _edited(call)
    kind, given = media["type"], media["media"]
    if call.get("inline_message_id") is not None and given.startswith("attach://"):
        raise bad_request("MEDIA_NEW_INVALID")  # no uploads in inline messages [api]; the text is from memory
    check_rights(message.chat, kind)
    rules.edited_caption(text)
    file = read_file(call, kind, given)
    blank = {"photo": None, "document": None}
    return _change(call, message, text=text.text or None, entities=text.entities, **(blank | {kind: file}))


def edit_message_reply_markup(call: Call) -> Any:
    return _change(call, _edited(call))


def delete_message(call: Call) -> bool:
    chat = find_chat(call)
    message = chat.messages.get(call.get("message_id", 0))
    if message is None or message.deleted:
        raise bad_request("message to delete not found")
    mine = message.by_bot or chat.kind == "private" or chat.bot_member.status == "administrator"
    if not mine or call.world.today() - message.date > DELETE_SECONDS:
        raise bad_request("message can't be deleted")
    message.deleted = True
    return True


def send_chat_action(call: Call) -> bool:
    rules.action(call.need("action"))
    chat = find_chat(call)
    find_topic(call, chat)
    call.world.actions.append((chat.id, call.get("message_thread_id"), call.get("action")))
    return True


def set_message_reaction(call: Call) -> bool:
    chat = find_chat(call)
    message = chat.messages.get(call.get("message_id", 0))
    if message is None or message.deleted:
        raise bad_request("message to react not found")
    reactions = call.get("reaction") or []
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")  # one a bot and message [api]
    message.reactions.pop(call.world.bot.id, None)
    if reactions:
        message.reactions[call.world.bot.id] = reactions
    return True


def get_file(call: Call) -> Json:
    file = call.world.files.get(call.need("file_id"))
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")  # (memory)
    rules.download(len(file.data))
    path = f"{file.kind}s/{file.id}"
    return {"file_id": file.id, "file_unique_id": file.unique, "file_size": len(file.data), "file_path": path}


def get_chat(call: Call) -> Json:
    chat = find_chat(call)
    return chat.json() | {
        "accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": {
            "unlimited_gifts": False, "limited_gifts": False, "unique_gifts": False, "premium_subscription": False,
            "gifts_from_channels": False,
        },
    }  # fmt: skip


def get_chat_member(call: Call) -> Json:
    chat = find_chat(call)
    user = call.world.users.get(call.get("user_id")) or call.world.bot.json()
    return member_json(chat.members, user)


def leave_chat(call: Call) -> bool:
    find_chat(call).bot_member.status = "left"
    return True


METHODS: dict[str, Callable[[Call], Any]] = {
    "getMe": lambda call: call.world.bot.me(),
    "setWebhook": account.set_webhook,
    "deleteWebhook": account.delete_webhook,
    "getWebhookInfo": account.get_webhook_info,
    "sendMessage": send_message,
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendMediaGroup": send_media_group,
    "sendMessageDraft": send_message_draft,
    "editMessageText": edit_message_text,
    "editMessageCaption": edit_message_caption,
    "editMessageMedia": edit_message_media,
    "editMessageReplyMarkup": edit_message_reply_markup,
    "deleteMessage": delete_message,
    "answerCallbackQuery": queries.answer_callback_query,
    "answerInlineQuery": queries.answer_inline_query,
    "answerGuestQuery": queries.answer_guest_query,
    "sendChatAction": send_chat_action,
    "setMessageReaction": set_message_reaction,
    "getFile": get_file,
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "leaveChat": leave_chat,
    "setMyCommands": account.set_my_commands,
    "getMyCommands": account.get_my_commands,
    "deleteMyCommands": account.delete_my_commands,
    "setMyName": account.set_profile("name"),
    "getMyName": account.get_profile("name"),
    "setMyDescription": account.set_profile("description"),
    "getMyDescription": account.get_profile("description"),
    "setMyShortDescription": account.set_profile("short_description"),
    "getMyShortDescription": account.get_profile("short_description"),
}
