"""Text with `parse_mode`: what the platform makes of HTML and MarkdownV2, and how it complains.

The texts are TDLib's (td/telegram/MessageEntity.cpp, commit 022d602).
"""

import html
import re
from typing import Any

from tests.servers.telegram.refusal import bad_request

TAGS = {
    "b": "bold", "strong": "bold", "i": "italic", "em": "italic", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "a": "text_link", "code": "code",
    "pre": "pre", "blockquote": "blockquote", "tg-spoiler": "spoiler", "span": "spoiler",
    "tg-emoji": "custom_emoji", "tg-time": "date_time",
}  # fmt: skip
TAG = re.compile(r"<(/?)([a-zA-Z0-9-]+)([^>]*)>|<")
RESERVED = "_*[]()~`>#+-=|{}.!"
MARKS = {
    "*": ("bold", "Bold"),
    "_": ("italic", "Italic"),
    "~": ("strikethrough", "Strikethrough"),
    "`": ("code", "Code"),
}


def utf16(text: str) -> int:
    """Length in UTF-16 units, as offsets of entities count."""
    return len(text.encode("utf-16-le")) // 2


def parse(text: str, mode: str) -> tuple[str, list[dict[str, Any]]]:
    """The text that is left, and its entities.

    Raises:
        Refused: `can't parse entities: ...`, or the mode is none of the platform's.
    """
    match mode.lower():
        case "html":
            return _html(text)
        case "markdownv2":
            return _markdown(text)
        case "markdown":  # the old one: only what is left of its marks
            return re.sub(r"[*_`]", "", text), []
        case _:
            raise bad_request("unsupported parse_mode")  # Client.cpp


def _fail(what: str) -> Exception:
    return bad_request(f"can't parse entities: {what}")


def _html(text: str) -> tuple[str, list[dict[str, Any]]]:
    out, entities = "", []
    open_tags: list[tuple[str, int]] = []
    at = 0
    for found in TAG.finditer(text):
        out += html.unescape(text[at : found.start()])
        at = found.end()
        offset = len(text[: found.start()].encode())
        closing, name = found.group(1), (found.group(2) or "").lower()
        if not found.group(2):
            raise _fail(f"Unclosed start tag at byte offset {offset}")
        if not closing:
            if name not in TAGS:
                raise _fail(f'Unsupported start tag "{name}" at byte offset {offset}')
            open_tags.append((name, utf16(out)))
            continue
        if not open_tags:
            raise _fail(f"Unexpected end tag at byte offset {offset}")
        opened, start = open_tags.pop()
        if opened != name:
            raise _fail(f'Unmatched end tag at byte offset {offset}, expected "</{opened}>", found "</{name}>"')
        if utf16(out) > start:
            entities.append({"type": TAGS[name], "offset": start, "length": utf16(out) - start})
    if open_tags:
        raise _fail(f'Can\'t find end tag corresponding to start tag "{open_tags[-1][0]}"')
    return out + html.unescape(text[at:]), entities


def _markdown(text: str) -> tuple[str, list[dict[str, Any]]]:
    out, entities = "", []
    open_marks: list[tuple[str, int, int]] = []
    at = 0
    while at < len(text):
        sign = text[at]
        if sign == "\\" and at + 1 < len(text) and text[at + 1] in RESERVED + "\\":
            out += text[at + 1]
            at += 2
            continue
        if sign in MARKS:
            if open_marks and open_marks[-1][0] == sign:
                _, start, _ = open_marks.pop()
                entities.append({"type": MARKS[sign][0], "offset": start, "length": utf16(out) - start})
            else:
                open_marks.append((sign, utf16(out), len(text[:at].encode())))
        elif sign in RESERVED:
            raise _fail(f"Character '{sign}' is reserved and must be escaped with the preceding '\\'")
        else:
            out += sign
        at += 1
    if open_marks:
        sign, _, offset = open_marks[-1]
        raise _fail(f"Can't find end of {MARKS[sign][1]} entity at byte offset {offset}")
    return out, entities
