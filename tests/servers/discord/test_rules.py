"""Each rule of a message or a command: a request that just breaks it, and one that just does not."""

from typing import Any

import pytest

from tests.servers.discord import Channel, Discord
from tests.servers.discord.fixtures import Raw, png

pytestmark = pytest.mark.anyio
V2 = 1 << 15
BOTH = pytest.mark.parametrize("schemas", [True, False], ids=["with the schema", "by the rules alone"])


def button(number: int = 0, **more: Any) -> dict[str, Any]:
    return {"type": 2, "style": 2, "label": "x", "custom_id": f"b{number}"} | more


def row(*inside: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(inside)}


def rows(many: int, each: int = 1) -> dict[str, Any]:
    made = [row(*(button(10 * r + b) for b in range(each))) for r in range(many)]
    return {"content": "x", "components": made}


def texts(*lengths: int) -> dict[str, Any]:
    return {"flags": V2, "components": [{"type": 10, "content": "x" * length} for length in lengths]}


def one(component: dict[str, Any]) -> dict[str, Any]:
    return {"content": "x", "components": [row(component)]}


def embeds(title: int, *descriptions: int) -> dict[str, Any]:
    return {"embeds": [{"title": "t" * title, "description": "d" * length} for length in descriptions]}


def fields(many: int, name: int, value: int) -> dict[str, Any]:
    return {"embeds": [{"title": "t", "fields": [{"name": "n" * name, "value": "v" * value}] * many}]}


def link(length: int) -> dict[str, Any]:
    return LINK | {"url": "https://example.org/".ljust(length, "x")}


def select(many: int, *, label: int = 1, value: int = 1, placeholder: int = 1) -> dict[str, Any]:
    options = [{"label": "l" * label, "value": str(number).rjust(value, "0")} for number in range(many)]
    return SELECT | {"options": options, "placeholder": "p" * placeholder}


def section(texts: int) -> dict[str, Any]:
    shown = [{"type": 10, "content": "x"}] * texts
    return {"flags": V2, "components": [{"type": 9, "components": shown, "accessory": button()}]}


def gallery(many: int, *, alt: int = 1) -> dict[str, Any]:
    item = {"media": {"url": "https://example.org/a.png"}, "description": "a" * alt}
    return {"flags": V2, "components": [{"type": 12, "items": [item] * many}]}


def alt(length: int) -> dict[str, Any]:
    return {"attachments": [{"id": "0", "filename": "a.png", "description": "a" * length}]}


SELECT = {"type": 3, "custom_id": "s", "options": [{"label": "a", "value": "a"}]}
LINK = {"type": 2, "style": 5, "label": "x"}
UNNAMED = {"type": 2, "style": 1, "label": "x"}
GALLERY = {"type": 12, "items": [{"media": {"url": "attachment://a.png"}}]}
OTHER_GALLERY = {"type": 12, "items": [{"media": {"url": "attachment://b.png"}}]}

MESSAGES = {
    "content 2000": ({"content": "x" * 2001}, {"content": "x" * 2000}, 50035),
    "something in it": ({"content": " "}, {"content": "x"}, 50006),
    "five rows": (rows(6), rows(5), 50035),
    "five buttons a row": (rows(1, 6), rows(1, 5), 50035),
    "a select alone in its row": ({"content": "x", "components": [row(SELECT, button())]}, one(SELECT), 50035),
    "an empty row": ({"content": "x", "components": [row()]}, rows(1), 50035),
    "a button has an id": (one(UNNAMED), one(button()), 50035),
    "a link has a url": (one(LINK), one(LINK | {"url": "https://example.org"}), 50035),
    "something on a button": (one(button(label="")), one(button(label="x")), 50035),
    "label 80": (one(button(label="x" * 81)), one(button(label="x" * 80)), 50035),
    "custom_id 100": (one(button(custom_id="x" * 101)), one(button(custom_id="x" * 100)), 50035),
    "custom_id once": (
        {"content": "x", "components": [row(button(1), button(1))]},
        {"content": "x", "components": [row(button(1), button(2))]},
        50035,
    ),
    "embeds 6000 in all": (embeds(1, 3000, 3000), embeds(1, 2999, 2999), 50035),
    "embed title 256": (embeds(257, 1), embeds(256, 1), 50035),
    "ten embeds": (embeds(1, *[1] * 11), embeds(1, *[1] * 10), 50035),
    "embed description 4096": (embeds(0, 4097), embeds(0, 4096), 50035),
    "25 embed fields": (fields(26, 1, 1), fields(25, 1, 1), 50035),
    "embed field name 256": (fields(1, 257, 1), fields(1, 256, 1), 50035),
    "embed field value 1024": (fields(1, 1, 1025), fields(1, 1, 1024), 50035),
    "url 512": (one(link(513)), one(link(512)), 50035),
    "25 options to choose from": (one(select(26)), one(select(25)), 50035),
    "label of an option 100": (one(select(1, label=101)), one(select(1, label=100)), 50035),
    "value of an option 100": (one(select(1, value=101)), one(select(1, value=100)), 50035),
    "placeholder 150": (one(select(1, placeholder=151)), one(select(1, placeholder=150)), 50035),
    "section of three texts": (section(4), section(3), 50035),
    "gallery of ten": (gallery(11), gallery(10), 50035),
    "gallery alt text 1024": (gallery(1, alt=1025), gallery(1, alt=1024), 50035),
    "text shown 4000": (texts(2000, 2001), texts(2000, 2000), 50035),
    "40 components": (texts(*[1] * 41), texts(*[1] * 40), 50035),
    "no content beside V2": (texts(1) | {"content": "x"}, texts(1), 50035),
    "no embeds beside V2": (texts(1) | embeds(1, 1), texts(1), 50035),
    "V2 needs its flag": (texts(1) | {"flags": 0}, texts(1), 50035),
}
UPLOADS = {
    "alt text 1024": (alt(1025), alt(1024), 50035),
    "an attachment has its upload": ({"attachments": [{"id": "1"}]}, {"attachments": [{"id": "0"}]}, 50146),
    "a gallery names an upload": (
        {"flags": V2, "components": [OTHER_GALLERY]},
        {"flags": V2, "components": [GALLERY]},
        50035,
    ),
    "an embed names an upload": (
        {"embeds": [{"image": {"url": "attachment://b.png"}}]},
        {"embeds": [{"image": {"url": "attachment://a.png"}}]},
        50035,
    ),
}


@BOTH
@pytest.mark.parametrize(("broken", "fine", "code"), MESSAGES.values(), ids=MESSAGES)
async def test_a_message_is_held_to(
    raw: Raw, server: Discord, channel: Channel, broken: Any, fine: Any, code: int, *, schemas: bool
) -> None:
    server.schemas = schemas
    status, told = await raw("POST", f"/channels/{channel.id}/messages", broken)
    assert (status, told["code"]) == (400, code)

    status, told = await raw("POST", f"/channels/{channel.id}/messages", fine)
    assert status == 200, told


@BOTH
@pytest.mark.parametrize(("broken", "fine", "code"), UPLOADS.values(), ids=UPLOADS)
async def test_an_upload_is_held_to(
    raw: Raw, server: Discord, channel: Channel, broken: Any, fine: Any, code: int, *, schemas: bool
) -> None:
    server.schemas = schemas
    status, told = await raw("POST", f"/channels/{channel.id}/messages", broken, files={"a.png": png()})
    assert (status, told["code"]) == (400, code)

    status, told = await raw("POST", f"/channels/{channel.id}/messages", fine, files={"a.png": png()})
    assert status == 200, told


async def test_pictures_are_decoded_and_measured(raw: Raw, channel: Channel) -> None:
    _, told = await raw("POST", f"/channels/{channel.id}/messages", alt(3), files={"a.png": png(70, 50)})

    assert [(f["width"], f["height"], f["description"]) for f in told["attachments"]] == [(70, 50, "aaa")]


async def test_ten_files_and_no_more(raw: Raw, channel: Channel) -> None:
    path = f"/channels/{channel.id}/messages"

    assert (await raw("POST", path, {}, files={f"{n}.txt": b"x" for n in range(11)}))[0] == 400
    assert (await raw("POST", path, {}, files={f"{n}.txt": b"x" for n in range(10)}))[0] == 200


async def test_a_file_of_ten_mebibytes_and_no_more(raw: Raw, channel: Channel) -> None:
    path = f"/channels/{channel.id}/messages"

    assert (await raw("POST", path, {}, files={"a.bin": b"x" * ((10 << 20) + 1)}))[1]["code"] == 50045
    assert (await raw("POST", path, {}, files={"a.bin": b"x" * (10 << 20)}))[0] == 200


async def test_a_request_of_25_mebibytes_and_no_more(raw: Raw, channel: Channel) -> None:
    big = {"a.bin": b"x" * (9 << 20), "b.bin": b"x" * (9 << 20), "c.bin": b"x" * (8 << 20)}

    status, told = await raw("POST", f"/channels/{channel.id}/messages", {}, files=big)

    assert (status, told["code"]) == (413, 40005)


async def test_an_edit_drops_the_attachments_it_does_not_list(raw: Raw, channel: Channel) -> None:
    _, first = await raw("POST", f"/channels/{channel.id}/messages", alt(1), files={"a.png": png()})
    path = f"/channels/{channel.id}/messages/{first['id']}"

    _, kept = await raw("PATCH", path, {"content": "new words"})
    assert [f["filename"] for f in kept["attachments"]] == ["a.png"]
    _, replaced = await raw("PATCH", path, {"attachments": [{"id": "0"}]}, files={"b.png": png()})
    assert [f["filename"] for f in replaced["attachments"]] == ["b.png"]


async def test_the_v2_flag_is_never_removed(raw: Raw, channel: Channel) -> None:
    _, first = await raw("POST", f"/channels/{channel.id}/messages", texts(1))
    path = f"/channels/{channel.id}/messages/{first['id']}"

    assert (await raw("PATCH", path, {"content": "x", "flags": 0, "components": []}))[1]["code"] == 50035


async def test_a_body_that_is_no_json(raw: Raw, channel: Channel) -> None:
    assert (await raw("POST", f"/channels/{channel.id}/messages", b"{"))[1]["code"] == 50109


async def test_nobody_is_pinged_when_mentions_are_not_allowed(raw: Raw, channel: Channel, server: Discord) -> None:
    person = server.person("carl")
    path, text = f"/channels/{channel.id}/messages", {"content": person.mention}

    assert len((await raw("POST", path, text))[1]["mentions"]) == 1
    assert (await raw("POST", path, text | {"allowed_mentions": {"parse": []}}))[1]["mentions"] == []


def command(name: str = "heads", **more: Any) -> dict[str, Any]:
    return {"name": name, "description": "d", "type": 1} | more


def option(name: str = "layer", **more: Any) -> dict[str, Any]:
    return {"name": name, "description": "d", "type": 3} | more


def long(total: int) -> dict[str, Any]:
    """A command of so many characters: 10 of its own, 25 options of one kind."""
    choices = [{"name": "n" * 90, "value": "v" * 90} for _ in range(20)]
    sized = [option("a", choices=choices), option("b", choices=choices)]
    rest = total - 2 * (1 + 1 + 20 * 180) - len("heads") - 1
    return command(options=[*sized, option("c", choices=[{"name": "n", "value": "v" * 100}] * (rest // 101))])


COMMANDS = {
    "a name in lower case": ([command("Heads")], [command("heads")]),
    "a name without blanks": ([command("two words")], [command("two-words")]),
    "a Cyrillic name": ([command(name_localizations={"ru": "Головы"})], [command(name_localizations={"ru": "головы"})]),
    "a known locale": ([command(name_localizations={"xx": "a"})], [command(name_localizations={"en-GB": "a"})]),
    "a description": ([command(description="")], [command(description="d")]),
    "description 100": ([command(description="d" * 101)], [command(description="d" * 100)]),
    "required options first": (
        [command(options=[option("a"), option("b", required=True)])],
        [command(options=[option("a", required=True), option("b")])],
    ),
    "choices or autocomplete": (
        [command(options=[option(choices=[{"name": "a", "value": "a"}], autocomplete=True)])],
        [command(options=[option(autocomplete=True)])],
    ),
    "25 choices": (
        [command(options=[option(choices=[{"name": str(n), "value": str(n)} for n in range(26)])])],
        [command(options=[option(choices=[{"name": str(n), "value": str(n)} for n in range(25)])])],
    ),
    "25 options": (
        [command(options=[option(f"o{n}") for n in range(26)])],
        [command(options=[option(f"o{n}") for n in range(25)])],
    ),
    "100 slash commands": ([command(f"c{n}") for n in range(101)], [command(f"c{n}") for n in range(100)]),
    "15 message commands": (
        [{"name": f"c{n}", "type": 3} for n in range(16)],
        [{"name": f"c{n}", "type": 3} for n in range(15)],
    ),
    "8000 characters": ([long(8250)], [long(8000)]),
    "a name once": ([command(), command()], [command(), command("other")]),
    "a translated name once": (
        [command("a", name_localizations={"ru": "б"}), command("b", name_localizations={"ru": "б"})],
        [command("a", name_localizations={"ru": "б"}), command("b", name_localizations={"ru": "в"})],
    ),
    "no description on a menu": ([{"name": "Show", "type": 3, "description": "d"}], [{"name": "Show", "type": 3}]),
}


@BOTH
@pytest.mark.parametrize(("broken", "fine"), COMMANDS.values(), ids=COMMANDS)
async def test_commands_are_held_to(raw: Raw, server: Discord, broken: Any, fine: Any, *, schemas: bool) -> None:
    server.schemas = schemas
    path = f"/applications/{server.world.bot.id}/commands"

    assert (await raw("PUT", path, broken))[0] == 400
    status, told = await raw("PUT", path, fine)
    assert status == 200, told
