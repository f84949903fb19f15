"""Interactions: three seconds, fifteen minutes, once; who sees what."""

from typing import Any

import pytest

from tests.servers.discord import Channel, Discord, Interaction, Person
from tests.servers.discord.fixtures import Raw

pytestmark = pytest.mark.anyio
SAY: dict[str, Any] = {"type": 4, "data": {"content": "hi"}}
LATER: dict[str, Any] = {"type": 5}
HUSHED: dict[str, Any] = {"type": 5, "data": {"flags": 64}}
BUTTON = {"type": 1, "components": [{"type": 2, "style": 1, "label": "on", "custom_id": "on"}]}
COMMANDS = [
    {
        "name": "heads",
        "description": "d",
        "integration_types": [0, 1],
        "contexts": [0, 1, 2],
        "options": [{"name": "layer", "description": "d", "type": 4, "autocomplete": True}],
    },
    {"name": "Show", "type": 3},
]


@pytest.fixture
async def registered(raw: Raw, server: Discord) -> None:
    assert (await raw("PUT", f"/applications/{server.world.bot.id}/commands", COMMANDS))[0] == 200


@pytest.fixture
def asked(registered: None, anna: Person, channel: Channel) -> Interaction:
    return anna.slash(channel, "heads", layer=5)


def callback(asked: Interaction) -> str:
    return f"/interactions/{asked.id}/{asked.token}/callback?with_response=1"


def hook(asked: Interaction) -> str:
    return f"/webhooks/{asked.world.bot.id}/{asked.token}"


async def test_an_answer_within_three_seconds_and_not_after(
    raw: Raw, server: Discord, anna: Person, channel: Channel, asked: Interaction
) -> None:
    server.clock.skip(2.9)
    assert (await raw("POST", callback(asked), SAY))[0] == 200

    late = anna.slash(channel, "heads")
    server.clock.skip(3.1)
    assert (await raw("POST", callback(late), SAY))[1]["code"] == 10062


async def test_an_interaction_is_answered_once(raw: Raw, asked: Interaction) -> None:
    assert (await raw("POST", callback(asked), SAY))[0] == 200
    status, told = await raw("POST", callback(asked), SAY)
    assert (status, told["code"]) == (400, 40060)


async def test_the_token_lives_fifteen_minutes(raw: Raw, server: Discord, asked: Interaction) -> None:
    assert (await raw("POST", hook(asked), {"content": "x"}))[1]["code"] == 10015
    await raw("POST", callback(asked), LATER)

    server.clock.skip(15 * 60 - 5)
    assert (await raw("POST", hook(asked), {"content": "x"}))[0] == 200
    server.clock.skip(10)
    status, told = await raw("POST", hook(asked), {"content": "x"})
    assert (status, told["code"]) == (401, 50027)


async def test_a_follow_up_takes_the_place_of_the_loading_message(raw: Raw, asked: Interaction) -> None:
    await raw("POST", callback(asked), LATER)
    assert asked.messages == []

    await raw("POST", hook(asked), {"content": "first"})
    await raw("POST", hook(asked), {"content": "second"})

    assert [message.content for message in asked.messages] == ["first", "second"]
    assert asked.response is asked.messages[0]


async def test_a_deferral_decides_who_sees_the_answer(raw: Raw, asked: Interaction, anna: Person) -> None:
    await raw("POST", callback(asked), HUSHED)
    await raw("PATCH", hook(asked) + "/messages/@original", {"content": "only you"})

    assert [message.seen_by for message in asked.messages] == [anna.user]


async def test_a_deferral_takes_no_other_flag(raw: Raw, asked: Interaction) -> None:
    assert (await raw("POST", callback(asked), {"type": 5, "data": {"flags": 1 << 15}}))[1]["code"] == 50035


@pytest.mark.parametrize("kind", [6, 7, 8])
async def test_a_command_is_not_answered_like_a_press(raw: Raw, asked: Interaction, kind: int) -> None:
    answer = {"type": kind, "data": {"choices": []} if kind == 8 else {"content": "x"}}

    assert (await raw("POST", callback(asked), answer))[1]["code"] == 50035


async def test_a_press_edits_its_message(raw: Raw, anna: Person, channel: Channel) -> None:
    _, said = await raw("POST", f"/channels/{channel.id}/messages", {"content": "x", "components": [BUTTON]})
    message = channel.messages[int(said["id"])]
    press = anna.press(message, "on")

    status, told = await raw("POST", callback(press), {"type": 7, "data": {"content": "pressed"}})

    assert (status, told["resource"]["message"]["id"]) == (200, said["id"])
    assert message.content == "pressed"


async def test_a_disabled_button_can_not_be_pressed(raw: Raw, anna: Person, channel: Channel) -> None:
    button = BUTTON["components"][0] | {"disabled": True}  # type: ignore[operator, index]
    body = {"content": "x", "components": [{"type": 1, "components": [button]}]}
    _, said = await raw("POST", f"/channels/{channel.id}/messages", body)

    with pytest.raises(AssertionError, match="disabled"):
        anna.press(channel.messages[int(said["id"])], "on")


async def test_autocomplete_offers_choices(raw: Raw, registered: None, anna: Person, channel: Channel) -> None:
    typing = anna.autocomplete(channel, "heads", "layer", "1")
    choices = [{"name": f"layer {n}", "value": n} for n in range(25)]

    assert (await raw("POST", callback(typing), {"type": 8, "data": {"choices": choices * 2}}))[1]["code"] == 50035
    assert (await raw("POST", callback(typing), {"type": 8, "data": {"choices": choices}}))[0] == 200
    assert typing.choices == choices


async def test_the_client_offers_only_what_is_registered(registered: None, anna: Person, channel: Channel) -> None:
    with pytest.raises(AssertionError, match="not registered"):
        anna.slash(channel, "tails")
    with pytest.raises(AssertionError, match="no option 'row'"):
        anna.slash(channel, "heads", row=1)
    with pytest.raises(AssertionError, match="type 4"):
        anna.slash(channel, "heads", layer="five")


async def test_a_command_of_the_user_works_where_the_bot_is_not(
    raw: Raw, server: Discord, registered: None, anna: Person, boris: Person
) -> None:
    there = server.world.channel(server.world.guild("Elsewhere", boris.user, anna.user, bot_in=False))
    with pytest.raises(AssertionError, match="not offered"):
        anna.slash(there, "heads")

    anna.user.installed = True
    asked = anna.slash(there, "heads")
    await raw("POST", callback(asked), SAY)
    assert (await raw("POST", f"/channels/{there.id}/messages", {"content": "x"}))[1]["code"] == 50001
    answers = [(await raw("POST", hook(asked), {"content": "x"}))[0] for _ in range(6)]
    assert answers == [200] * 5 + [400]


async def test_where_external_apps_are_denied_only_the_person_sees_the_answer(
    raw: Raw, server: Discord, registered: None, anna: Person, boris: Person
) -> None:
    guild = server.world.guild("Elsewhere", boris.user, anna.user, bot_in=False)
    guild.rights.discard("USE_EXTERNAL_APPS")
    anna.user.installed = True
    asked = anna.slash(server.world.channel(guild), "heads")

    await raw("POST", callback(asked), SAY)

    assert asked.messages[0].seen_by is anna.user


async def test_an_answer_under_a_wrong_token_or_id(raw: Raw, asked: Interaction) -> None:
    assert (await raw("POST", f"/interactions/{asked.id}/nonsense/callback", SAY))[1]["code"] == 10062
    assert (await raw("POST", f"/interactions/1/{asked.token}/callback", SAY))[1]["code"] == 10062


@pytest.mark.parametrize(
    ("broken", "fine"), [((46, 1), (45, 1)), ((1, 6), (1, 5)), ((1, 0), (1, 1))], ids=["title 45", "most 5", "least 1"]
)
async def test_a_modal_is_held_to(raw: Raw, asked: Interaction, broken: tuple[int, int], fine: tuple[int, int]) -> None:
    def modal(title: int, fields: int) -> dict[str, Any]:
        field = {"type": 4, "style": 1, "label": "l"}
        rows = [{"type": 1, "components": [field | {"custom_id": f"f{number}"}]} for number in range(fields)]
        return {"type": 9, "data": {"custom_id": "m", "title": "t" * title, "components": rows}}

    assert (await raw("POST", callback(asked), modal(*broken)))[1]["code"] == 50035
    assert (await raw("POST", callback(asked), modal(*fine)))[0] == 200
