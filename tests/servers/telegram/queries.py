"""What waits for an answer: presses, inline queries, guest calls."""

from typing import Any

from tests.servers.telegram import rules
from tests.servers.telegram.call import Call, read_caption, read_file
from tests.servers.telegram.refusal import bad_request
from tests.servers.telegram.world import Json

TOO_OLD = "query is too old and response timeout expired or query ID is invalid"


def _answer(call: Call, name: str) -> Any:
    query = call.world.queries.get(str(call.get(name)))
    if query is None or query.answered or call.world.clock.now() - query.at > rules.QUERY_SECONDS:
        raise bad_request(TOO_OLD)
    return query


def answer_callback_query(call: Call) -> bool:
    _answer(call, "callback_query_id").answers.append(dict(call.values))
    return True


def answer_inline_query(call: Call) -> bool:
    results = call.get("results", [])
    for result in results:
        _check_result(call, result)
    rules.inline_results(results, call.get("next_offset") or "")
    _answer(call, "inline_query_id").answers.append(dict(call.values))
    return True


def _check_result(call: Call, result: Json) -> None:
    rules.keyboard(result.get("reply_markup"))
    content = result.get("input_message_content", {})
    if "message_text" in content:
        text = rules.read_text(content["message_text"], content.get("parse_mode"), content.get("entities"))
        rules.sent_text(text)
    rules.sent_caption(read_caption(result))
    if "photo_file_id" in result:
        read_file(call, "photo", result["photo_file_id"])


def answer_guest_query(call: Call) -> Json:
    result = call.get("result") or {}
    _check_result(call, result)
    query = _answer(call, "guest_query_id")
    asked = next(
        message
        for chat in call.world.chats.values()
        for message in chat.messages.values()
        if message.extra.get("guest_query_id") == query.id
    )
    content = result.get("input_message_content", {})
    message = call.world.post(
        asked.chat, call.world.bot.json(), text=content.get("message_text") or result.get("caption"), reply_to=asked,
        entities=tuple(content.get("entities", ())), keyboard=result.get("reply_markup"),
        photo=call.world.files.get(result.get("photo_file_id", "")),
    )  # fmt: skip
    query.answers.append(dict(call.values))
    query.inline_message_id = f"IM{query.id}"
    call.world.inline_messages[query.inline_message_id] = message
    return {"inline_message_id": query.inline_message_id}
