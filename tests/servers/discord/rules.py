"""What Discord refuses and its OpenAPI file does not: each rule with its source.

Sources, as in shared/platforms: [dd] discord/discord-api-docs commit c98d64b, [readme] the table in README.md there
(each line tried), [codes] discord-gateway.json. Texts marked (memory) are worded as clients report them.
"""

import re
import unicodedata
from typing import Any

from tests.servers.discord.refused import Refused, invalid

CONTENT = 2000  # [dd] for a bot, also where the file says 4000 [readme]
SHOWN = 4000  # [dd] characters of all text displays in a V2 message
EMBEDS_TOTAL = 6000  # [dd]
ROWS, ROW = 5, 5  # [dd] without the V2 flag
COMPONENTS = 40  # [dd] with it, nested ones counted
V2 = 1 << 15
EPHEMERAL = 1 << 6
REQUEST_BYTES, FILE_BYTES, FILES = 25 << 20, 10 << 20, 10  # [dd]
SLASH_COMMANDS, MENU_COMMANDS, COMMAND_TEXT = 100, 15, 8000  # [dd]
LOCALES = frozenset(
    """id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi th
    zh-CN ja zh-TW ko""".split()
)  # [dd]
FIELDS: dict[int, dict[str, int]] = {
    2: {"label": 80, "custom_id": 100, "url": 512},
    3: {"custom_id": 100, "placeholder": 150},
    11: {"description": 1024},
    12: {"description": 1024},
}  # [dd] longest texts by component type; of a gallery those of its items
OPTIONS, OPTION, CHOICES, ITEMS, SECTION_TEXTS = 25, 100, 25, 10, 3  # [dd]
EMBEDS, EMBED = 10, {"title": 256, "description": 4096}  # [dd]
EMBED_FIELDS, FIELD = 25, {"name": 256, "value": 1024}  # [dd]
ACTION_ROW, BUTTON, SELECTS, SECTION, TEXT, THUMBNAIL, GALLERY, FILE = 1, 2, (3, 5, 6, 7, 8), 9, 10, 11, 12, 13
LINK = 5


def message(
    body: dict[str, Any], uploads: dict[str, str], kept: tuple[str, ...] = (), *, editing: bool = False
) -> None:
    """Refuses a message that the platform would refuse.

    Args:
        body: The message as JSON.
        uploads: Form part name (`files[0]`) to file name.
        kept: File names that the message already carries.
        editing: An edit may leave out everything.
    """
    content, flags = body.get("content") or "", body.get("flags") or 0
    parts, embeds = body.get("components") or [], body.get("embeds") or []
    if len(content) > CONTENT:
        raise invalid("content", "BASE_TYPE_MAX_LENGTH", f"Must be {CONTENT} or fewer in length.")
    files(body, uploads)
    names = (*uploads.values(), *kept)
    if flags & V2:
        without_old_fields(body)
    else:
        rows(parts)
    components(parts, names)
    lengths(embeds)
    for index, embed in enumerate(embeds):
        for place in ("image", "thumbnail"):
            upload(embed.get(place, {}).get("url", ""), names, f"embeds.{index}.{place}.url")
    if not (editing or content.strip() or embeds or parts or uploads or body.get("sticker_ids") or body.get("poll")):
        raise Refused(400, 50006, "Cannot send an empty message")  # [codes]


def files(body: dict[str, Any], uploads: dict[str, str]) -> None:
    """Every upload needs its part, every new attachment its upload."""
    if len(uploads) > FILES:
        raise Refused(400, 50035, "Invalid Form Body")
    for index, entry in enumerate(body.get("attachments") or []):
        known = str(entry.get("id"))
        if len(known) < 15 and f"files[{known}]" not in uploads:
            raise Refused(400, 50146, "Uploaded file not found.")  # [codes], [readme]
        if len(entry.get("description") or "") > 1024:  # [dd]
            raise invalid(
                f"attachments.{index}.description", "BASE_TYPE_MAX_LENGTH", "Must be 1024 or fewer in length."
            )


def upload(url: str, names: tuple[str, ...], path: str) -> None:
    """`attachment://name` must name a file that is there [readme]."""
    if url.startswith("attachment://") and url.removeprefix("attachment://") not in names:
        raise invalid(path, "UNKNOWN_FILE", "Uploaded file not found.")


def without_old_fields(body: dict[str, Any]) -> None:
    """A V2 message has no content, embeds, poll or stickers [dd]."""
    for old in ("content", "embeds", "poll", "sticker_ids"):
        if body.get(old):
            text = f"The '{old}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            raise invalid(old, "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", text)  # (memory)


def rows(parts: list[dict[str, Any]]) -> None:
    """Without the V2 flag: at most five action rows and nothing else [dd, readme]."""
    if len(parts) > ROWS:
        raise invalid("components", "BASE_TYPE_BAD_LENGTH", f"Must be between 1 and {ROWS} in length.")
    for index, part in enumerate(parts):
        if part.get("type") != ACTION_ROW:
            raise invalid(f"components.{index}", "UNION_TYPE_CHOICES", 'Value of field "type" must be one of (1,).')


def walk(parts: list[dict[str, Any]], path: str = "components") -> Any:
    """Every component with its path, outer ones first."""
    for index, part in enumerate(parts):
        here = f"{path}.{index}"
        yield here, part
        yield from walk(part.get("components") or [], f"{here}.components")
        if part.get("accessory"):
            yield from walk([part["accessory"]], f"{here}.accessory")


def components(parts: list[dict[str, Any]], names: tuple[str, ...]) -> None:
    """Rows, buttons, ids and texts, with the V2 flag or without."""
    everything = list(walk(parts))
    if len(everything) > COMPONENTS:
        raise invalid("components", "BASE_TYPE_BAD_LENGTH", f"Must be {COMPONENTS} or fewer in length.")
    shown = sum(len(part.get("content") or "") for _, part in everything if part.get("type") == TEXT)
    if shown > SHOWN:
        raise invalid("components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED", f"Must be {SHOWN} or fewer in length.")
    taken: set[str] = set()
    for path, part in everything:
        if part.get("type") == ACTION_ROW:
            row(path, part)
        if part.get("type") == BUTTON:
            button(path, part)
        sizes(path, part)
        custom_id = part.get("custom_id")
        if custom_id in taken:
            text = "Component custom id cannot be duplicated"
            raise invalid(f"{path}.custom_id", "COMPONENT_CUSTOM_ID_DUPLICATED", text)
        taken |= {custom_id} if custom_id else set()
        for place in [part] if part.get("type") in (THUMBNAIL, FILE) else part.get("items") or []:
            media = place.get("media") or place.get("file") or {}
            upload(media.get("url", ""), names, f"{path}.media.url")


def longer(path: str, one: dict[str, Any], most: dict[str, int]) -> None:
    """Refuses the first field that is longer than it may be."""
    for name, limit in most.items():
        if len(one.get(name) or "") > limit:
            raise invalid(f"{path}.{name}", "BASE_TYPE_MAX_LENGTH", f"Must be {limit} or fewer in length.")


def more(path: str, listed: list[Any], most: int, least: int = 0) -> None:
    """Refuses a list that is longer or shorter than it may be."""
    if not least <= len(listed) <= most:
        raise invalid(path, "BASE_TYPE_BAD_LENGTH", f"Must be between {least} and {most} in length.")


def sizes(path: str, part: dict[str, Any]) -> None:
    """The lengths of a component's texts and lists [dd]."""
    kind = part.get("type", 0)
    longer(path, part, FIELDS.get(kind, {}))
    if kind == SELECTS[0]:
        more(f"{path}.options", part.get("options") or [], OPTIONS, 1)
        for index, option in enumerate(part["options"]):
            longer(f"{path}.options.{index}", option, {"label": OPTION, "value": OPTION, "description": OPTION})
    if kind == GALLERY:
        more(f"{path}.items", part.get("items") or [], ITEMS, 1)
        for index, item in enumerate(part["items"]):
            longer(f"{path}.items.{index}", item, FIELDS[GALLERY])
    if kind == SECTION:
        more(f"{path}.components", part.get("components") or [], SECTION_TEXTS, 1)


def row(path: str, part: dict[str, Any]) -> None:
    """Up to five buttons, or one select alone [dd, readme]."""
    inside = part.get("components") or []
    select = any(one.get("type") in SELECTS for one in inside)
    if not inside or len(inside) > (1 if select else ROW):
        text = "The specified component exceeds the maximum width"
        raise invalid(f"{path}.components", "COMPONENT_LAYOUT_WIDTH_EXCEEDED", text)


def button(path: str, part: dict[str, Any]) -> None:
    """A link has a url and no id, every other button an id [dd, readme]; something stands on it (memory)."""
    if part.get("style") == LINK and not part.get("url"):
        raise invalid(f"{path}.url", "BUTTON_COMPONENT_URL_REQUIRED", "A url is required")
    if part.get("style") in (1, 2, 3, 4) and not part.get("custom_id"):
        raise invalid(f"{path}.custom_id", "BUTTON_COMPONENT_CUSTOM_ID_REQUIRED", "A custom id is required")
    if part.get("style") != 6 and not (part.get("label") or part.get("emoji")):
        raise invalid(path, "BUTTON_COMPONENT_INVALID_LABEL_OR_EMOJI", "A label or emoji is required")


def lengths(embeds: list[dict[str, Any]]) -> None:
    """Ten embeds, the texts of each, and 6000 characters over all [dd]."""
    more("embeds", embeds, EMBEDS)
    total = 0
    for index, embed in enumerate(embeds):
        longer(f"embeds.{index}", embed, EMBED)
        longer(f"embeds.{index}.footer", embed.get("footer") or {}, {"text": 2048})
        longer(f"embeds.{index}.author", embed.get("author") or {}, {"name": 256})
        more(f"embeds.{index}.fields", embed.get("fields") or [], EMBED_FIELDS)
        for number, field in enumerate(embed.get("fields") or []):
            longer(f"embeds.{index}.fields.{number}", field, FIELD)
        fields = [text for field in embed.get("fields") or [] for text in (field.get("name"), field.get("value"))]
        footer, author = (embed.get("footer") or {}).get("text"), (embed.get("author") or {}).get("name")
        total += sum(
            len(text or "") for text in (embed.get("title"), embed.get("description"), footer, author, *fields)
        )
    if total > EMBEDS_TOTAL:
        raise invalid("embeds", "MAX_EMBED_SIZE_EXCEEDED", f"Embed size exceeds maximum size of {EMBEDS_TOTAL}")


def modal(data: dict[str, Any]) -> None:
    """Title 45, one to five components [dd, readme]."""
    if len(data.get("title") or "") > 45:
        raise invalid("data.title", "BASE_TYPE_MAX_LENGTH", "Must be 45 or fewer in length.")
    if not 1 <= len(data.get("components") or []) <= 5:
        raise invalid("data.components", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 5 in length.")


def commands(listed: list[dict[str, Any]]) -> None:
    """A whole list of application commands [dd, readme]."""
    slash = [one for one in listed if one.get("type", 1) == 1]
    if len(slash) > SLASH_COMMANDS or any(
        sum(o.get("type") == kind for o in listed) > MENU_COMMANDS for kind in (2, 3)
    ):
        raise Refused(400, 30032, f"Maximum number of application commands reached ({SLASH_COMMANDS}).")
    if len({(one.get("type", 1), one["name"]) for one in listed}) < len(listed):
        raise invalid("name", "APPLICATION_COMMANDS_DUPLICATE_NAME", "Application command names must be unique")
    for index, one in enumerate(listed):
        command(str(index), one)
    for locale in LOCALES:  # (memory): in the client's language they must differ too
        names = [(one.get("type", 1), (one.get("name_localizations") or {}).get(locale, one["name"])) for one in listed]
        if len(set(names)) < len(names):
            text = f"Application command names must be unique in {locale}"
            raise invalid("name_localizations", "APPLICATION_COMMANDS_DUPLICATE_NAME", text)


def command(path: str, one: dict[str, Any]) -> None:
    """One command: names, descriptions, order of options, size."""
    if one.get("type", 1) == 1:
        described(path, one)
        options(f"{path}.options", one.get("options") or [])
    elif not 1 <= len(one["name"]) <= 32 or one.get("description"):
        raise invalid(f"{path}.description", "APPLICATION_COMMAND_INVALID", "Context menu commands have no description")
    if size(one) > COMMAND_TEXT:
        raise invalid(path, "APPLICATION_COMMAND_TOO_LARGE", f"Command exceeds maximum size ({COMMAND_TEXT})")
    for which in ("name_localizations", "description_localizations"):
        known(f"{path}.{which}", one.get(which) or {})


def described(path: str, one: dict[str, Any]) -> None:
    """A slash command's or an option's names and descriptions."""
    for name in (one["name"], *(one.get("name_localizations") or {}).values()):
        if not named(name):
            raise invalid(f"{path}.name", "APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    for text in (one.get("description") or "", *(one.get("description_localizations") or {}).values()):
        if not 1 <= len(text) <= 100:
            raise invalid(f"{path}.description", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")


def named(name: str) -> bool:
    """`^[-_'\\p{L}\\p{N}\\p{sc=Deva}\\p{sc=Thai}]{1,32}$` and lower case wherever the letter has one [dd]."""
    fits = all(
        letter in "-_'" or unicodedata.category(letter)[0] in "LN" or re.match(r"[\u0900-\u097f\u0e00-\u0e7f]", letter)
        for letter in name
    )
    return 1 <= len(name) <= 32 and fits and name == name.lower()


def options(path: str, listed: list[dict[str, Any]]) -> None:
    """At most 25, required ones first; choices and autocomplete exclude each other [dd]."""
    more(path, listed, OPTIONS)
    optional = False
    for index, one in enumerate(listed):
        described(f"{path}.{index}", one)
        for which in ("name_localizations", "description_localizations"):
            known(f"{path}.{index}.{which}", one.get(which) or {})
        if one.get("required") and optional:
            text = "Required options must be placed before non-required options"
            raise invalid(f"{path}.{index}", "APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", text)
        optional = optional or not one.get("required")
        more(f"{path}.{index}.choices", one.get("choices") or [], CHOICES)
        if one.get("choices") and one.get("autocomplete"):
            text = "Autocomplete options cannot have choices"
            raise invalid(f"{path}.{index}", "APPLICATION_COMMAND_OPTIONS_CHOICES_AUTOCOMPLETE", text)


def choices(listed: list[dict[str, Any]]) -> None:
    """What an autocomplete offers: 25, each with a name of 1 to 100 [dd]."""
    more("data.choices", listed, CHOICES)
    for index, one in enumerate(listed):
        if not 1 <= len(one.get("name") or "") <= OPTION:
            raise invalid(f"data.choices.{index}.name", "BASE_TYPE_BAD_LENGTH", "Must be between 1 and 100 in length.")


def known(path: str, texts: dict[str, str]) -> None:
    """Only the listed locales [dd, readme]."""
    for locale in texts:
        if locale not in LOCALES:
            raise invalid(f"{path}.{locale}", "ENUM_TYPE_COERCE", f'Value "{locale}" is not a valid enum value.')


def size(one: dict[str, Any]) -> int:
    """Characters of names, descriptions and choices; of the translations only the longest counts [dd]."""

    def longest(key: str) -> int:
        texts = [one.get(key) or "", *(one.get(f"{key}_localizations") or {}).values()]
        return max(len(text) for text in texts)

    choices = sum(len(str(choice["name"])) + len(str(choice["value"])) for choice in one.get("choices") or [])
    return longest("name") + longest("description") + choices + sum(size(option) for option in one.get("options") or [])
