"""What the platform refuses and no schema can say, each rule with the platform's own text and its source.

Sources: [api] Bot API 10.3; [srv] tdlib/telegram-bot-api, commit 01a3679; [td] tdlib/td, commit 022d602;
[faq] Telegram's bots FAQ; [ptb] python-telegram-bot 22.8; [model] anatolyben/telegram-bot-test-server.
A rule is a function that raises `Refused`; none of them knows the world.
"""

import io
import re
import warnings
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PIL import Image, UnidentifiedImageError

from tests.servers.telegram.markup import parse
from tests.servers.telegram.refusal import Refused, bad_request

TEXT = 4096
CAPTION = 1024
RAW_TEXT = 32 * 1024
ENTITIES = 100
BUTTONS = 100
CALLBACK_DATA = 64
PHOTO_BYTES = 10 * 2**20
UPLOAD_BYTES = 50 * 2**20
DOWNLOAD_BYTES = 20 * 2**20
PHOTO_SIDES = 10_000
PHOTO_RATIO = 20
PHOTO_SHOWN = 2560
ALBUM = (2, 10)
INLINE_RESULTS = 50
INLINE_QUERY = 256
COMMANDS = 100
QUERY_SECONDS = 150
EPHEMERAL_SECONDS = 15
DRAFT_KINDS = ("private",)

START = re.compile(r"[A-Za-z0-9_-]{1,64}")  # [api, td]
COMMAND = re.compile(r"/([A-Za-z0-9_]{1,64})(?:@(\w+))?(?=\s|$)")
ACTIONS = frozenset({  # [api]
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Text:
    """A text after its markup was applied."""

    text: str
    entities: tuple[dict[str, Any], ...] = ()


def token(given: str, known: Mapping[str, bool]) -> None:
    """A token that is none, or none any more [srv]."""
    if ":" not in given or len(given.encode()) > 80:
        raise Refused(401, "Unauthorized: invalid token specified")
    if not known.get(given, False):
        raise Refused(401, "Unauthorized")


def clamp(value: int | None, low: int, high: int, default: int) -> int:
    """Integers out of range are clamped, not refused [srv]."""
    return default if value is None else max(low, min(high, value))


def read_text(raw: str, mode: str | None, entities: Sequence[dict[str, Any]] | None) -> Text:
    """Apply the markup; `parse_mode` wins over entities [srv]. Over 100 entities don't count [ptb]."""
    if len(raw.encode()) > RAW_TEXT:
        raise bad_request("text is too long")
    if mode:
        text, found = parse(raw, mode)
        return Text(text, tuple(found[:ENTITIES]))
    return Text(raw, tuple((entities or ())[:ENTITIES]))


def sent_text(text: Text) -> None:
    """The text of a new message [td]."""
    if not text.text.strip():
        raise bad_request("message text is empty")
    if len(text.text) > TEXT:
        raise bad_request("message is too long")


def edited_text(text: Text) -> None:
    """The text of an edit [td]."""
    if not text.text.strip():
        raise bad_request("message text is empty")
    if len(text.text) > TEXT:
        raise bad_request("MESSAGE_TOO_LONG")


def sent_caption(text: Text) -> None:
    """The caption of a new message [td]."""
    if len(text.text) > CAPTION:
        raise bad_request("message caption is too long")


def edited_caption(text: Text) -> None:
    """The caption of an edit [td]."""
    if len(text.text) > CAPTION:
        raise bad_request("MEDIA_CAPTION_TOO_LONG")


def keyboard(markup: Mapping[str, Any] | None) -> None:
    """An inline keyboard: size [ptb, srv], data [api], and buttons that do something [srv]."""
    if not isinstance(markup, Mapping) or "inline_keyboard" not in markup:
        return
    rows = markup["inline_keyboard"]
    if sum(len(row) for row in rows) > BUTTONS:
        raise bad_request("reply markup is too long")
    for button in (button for row in rows for button in row):
        actions = set(button) - {"text", "style", "icon_custom_emoji_id"}
        if not button.get("text") or not actions:
            raise bad_request("Text buttons are unallowed in the inline keyboard")
        if "callback_data" in button and not 1 <= len(button["callback_data"].encode()) <= CALLBACK_DATA:
            raise bad_request("BUTTON_DATA_INVALID")


def picture(data: bytes) -> tuple[int, int]:
    """Decode and measure a photo: at most 10 MB, sides together 10000, ratio 20 [api]. Its width and height."""
    if not data:
        raise bad_request("file must be non-empty")
    if len(data) > PHOTO_BYTES:
        raise bad_request("file is too big")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Pillow warns of large pictures; the rule below refuses them
            image = Image.open(io.BytesIO(data))
        width, height = image.size
        if width + height > PHOTO_SIDES or max(width, height) > PHOTO_RATIO * min(width, height):
            raise bad_request("PHOTO_INVALID_DIMENSIONS")
        image.load()
    except (UnidentifiedImageError, OSError, SyntaxError) as error:
        raise bad_request("IMAGE_PROCESS_FAILED") from error
    return width, height


def shown(width: int, height: int) -> tuple[int, int]:
    """What is left of a photo's size: it is scaled into 2560 x 2560 [model]."""
    scale = min(1.0, PHOTO_SHOWN / max(width, height))
    return round(width * scale), round(height * scale)


def upload(data: bytes) -> None:
    """A file that is no photo: 50 MB [api]."""
    if not data:
        raise bad_request("file must be non-empty")
    if len(data) > UPLOAD_BYTES:
        raise bad_request("file is too big")


def download(size: int) -> None:
    """`getFile` serves 20 MB [api, srv]."""
    if size > DOWNLOAD_BYTES:
        raise bad_request("file is too big")


def album(media: Sequence[Mapping[str, Any]]) -> None:
    """2 to 10 items, documents only with documents [api, td]."""
    if not ALBUM[0] <= len(media) <= ALBUM[1]:
        raise bad_request(
            "Too many messages to send as an album" if media[1:] else "Too few messages to send as an album"
        )
    kinds = {each["type"] for each in media}
    if "document" in kinds and kinds != {"document"}:
        raise bad_request("document can't be mixed with other media types")  # (memory)


def commands(items: Sequence[Mapping[str, Any]], language: str) -> None:
    """A command list: names, descriptions, language [api]; the texts are from memory."""
    if language and not re.fullmatch(r"[a-z]{2}", language):
        raise bad_request("invalid language code specified")
    if len(items) > COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for item in items:
        if not re.fullmatch(r"[a-z0-9_]{1,32}", item["command"]):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= len(item["description"]) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")


def inline_results(results: Sequence[Mapping[str, Any]], offset: str) -> None:
    """At most 50 results [srv], ids of 1-64 bytes that differ, an offset of 64 bytes [api]."""
    if len(results) > INLINE_RESULTS:
        raise bad_request("Too many inline query results specified")
    ids = [each["id"] for each in results]
    if any(not 1 <= len(each.encode()) <= 64 for each in ids):
        raise bad_request("RESULT_ID_INVALID")
    if len(set(ids)) != len(ids):
        raise bad_request("RESULT_ID_DUPLICATE")
    if len(offset.encode()) > 64:
        raise bad_request("NEXT_OFFSET_INVALID")


def action(name: str) -> None:
    """A chat action is one of a list [srv]."""
    if name not in ACTIONS:
        raise bad_request("wrong parameter action in request")


def command_entities(text: str) -> list[dict[str, Any]]:
    """The entities that a person's app finds: a command at the start, mentions anywhere."""
    found = []
    if match := COMMAND.match(text):
        found.append({"type": "bot_command", "offset": 0, "length": match.end()})
    for match in re.finditer(r"(?<![\w/])@\w{5,32}", text):
        start = len(text[: match.start()].encode("utf-16-le")) // 2
        found.append({"type": "mention", "offset": start, "length": len(match.group())})
    return found
