"""Buttons: five by five, in place, after a restart, the newest press wins; an answer goes when its asker wants."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord.buttons import OPTIONS, ROW, ROWS, data_of, fit, view_of
from bot.discord.client import Heads
from bot.discord.running import CHANNEL_PACE
from bot.outbox import Outbox
from handlers import Button, House
from tests.bot.discord.talk import ENGLISH, RUSSIAN, Tongue, answer, answer_in, running
from tests.servers.discord import Channel, Discord, Fault, Message, Person, until

pytestmark = pytest.mark.anyio
SENTENCE = ENGLISH.text


@pytest.fixture
async def picture(heads: Heads, channel: Channel, asker: Person, spoken: Tongue) -> Message:
    """Layer 5, asked in each language."""
    return await answer(asker.slash(channel, "heads", layer=5, text=spoken.text))


def rows_of(*lengths: int) -> tuple[tuple[Button, ...], ...]:
    return tuple(tuple(Button(f"{r}.{b}", f"{r}.{b}") for b in range(length)) for r, length in enumerate(lengths))


@given(st.lists(st.integers(1, 40), max_size=30).map(lambda lengths: rows_of(*lengths)))
def test_rows_always_fit(rows: tuple[tuple[Button, ...], ...]) -> None:
    fitted = fit(rows)

    assert len(fitted) <= ROWS
    assert all(1 <= len(row) <= OPTIONS for row in fitted)
    asked = sum(map(len, rows))
    assert sum(map(len, fitted)) == min(asked, ROWS * OPTIONS) or asked > ROWS * OPTIONS


@pytest.mark.parametrize(
    ("lengths", "expected"),
    [
        ((8, 2, 2, 3), [4, 4, 2, 2, 3]),
        ((6, 6, 2, 2, 3), [3, 3, 3, 3, 4, 3]),
        ((8, 8, 2, 2, 3), [16, 4, 3]),
        ((8, 8, 8, 8, 2, 2, 3), [25, 7, 4, 3]),
    ],
    ids=["8 heads", "12 heads", "16 heads", "32 heads"],
)
def test_no_button_is_lost(lengths: tuple[int, ...], expected: list[int]) -> None:
    fitted = fit(rows_of(*lengths))

    assert sum(map(len, fitted)) == sum(lengths)
    if len(expected) <= ROWS:
        assert [len(row) for row in fitted] == expected


async def test_a_list_stands_in_for_many_heads() -> None:
    view = view_of(rows_of(8, 8, 8, 8, 2, 2, 3), asker=1)

    assert view is not None
    kinds = [[item["type"] for item in row["components"]] for row in view.to_components()]
    assert kinds[:2] == [[3], [3]]
    assert len(kinds) <= ROWS
    assert all(len(row) <= ROW for row in kinds)


async def test_a_press_changes_the_picture_in_place(
    picture: Message, channel: Channel, asker: Person, spoken: Tongue
) -> None:
    before = picture.files[0].id
    asker.press(picture, "5.3")

    await until(lambda: picture.edited)
    assert picture.content.startswith(f"{spoken.head}5.3")
    assert len(picture.files) == 1
    assert picture.files[0].id != before
    assert len([m for m in channel.messages.values() if not m.deleted]) == 1


async def test_the_pressed_state_is_seen(picture: Message, asker: Person) -> None:
    asker.press(picture, "5.3")

    await until(lambda: picture.edited)
    assert "5.3" in [button["label"] for button in picture.buttons if button["style"] == 1]


async def test_buttons_outlive_a_restart(
    server: Discord, house: House, channel: Channel, asker: Person, spoken: Tongue
) -> None:
    async with Outbox(server.clock, lambda _: CHANNEL_PACE) as outbox:
        async with running(server, house, outbox):
            told = await answer(asker.slash(channel, "heads", layer=5, text=spoken.text))
        server.gateway.sessions.clear()
        server.clock.skip(5.0)
        async with running(server, house, outbox):
            asker.press(told, "5.2")
            await until(lambda: told.edited)

    assert told.content.startswith(f"{spoken.head}5.2")


async def test_of_thirty_presses_the_last_one_stands(
    picture: Message, server: Discord, asker: Person, other: Person, spoken: Tongue
) -> None:
    labels = [f"5.{number % 8}" for number in range(30)]
    presses = [(other if number % 2 else asker).press(picture, label) for number, label in enumerate(labels)]

    await until(lambda: all(press.acknowledged for press in presses))
    await until(lambda: picture.content.startswith(f"{spoken.head}5.5"))
    edits = server.came("PATCH /webhooks/{}/{}/messages/{}")
    assert len(edits) < 10
    assert server.refusals == []


async def test_a_choice_from_a_list_is_a_press(picture: Message, asker: Person, spoken: Tongue) -> None:
    buttons = [Button(b["label"], data_of(b["custom_id"]) or "") for b in picture.buttons if b.get("label")]
    view = view_of([buttons[:8] * 4, buttons[8:], buttons[8:]], asker=None)
    assert view is not None
    picture.components = view.to_components()
    asker.choose(picture, "5.3")

    await until(lambda: picture.edited)
    assert picture.content.startswith(f"{spoken.head}5.3")


@pytest.mark.parametrize(
    ("label", "lang", "said", "begins"),
    [("Русский", "en", "по-русски", "Слой 5"), ("English", "ru", "English", "Layer 5")],
    ids=["to Russian", "to English"],
)
async def test_a_setting_is_changed_where_only_its_owner_sees_it(
    heads: Heads, server: Discord, channel: Channel, label: str, lang: str, said: str, begins: str
) -> None:
    person = server.person("carl", locale={"en": "en-GB", "ru": "ru"}[lang])
    offered = await answer(person.slash(channel, "lang"))
    person.press(offered, label)
    await until(lambda: offered.edited)
    assert said in offered.content
    assert offered.seen_by is person.user

    told = await answer(person.slash(channel, "heads", layer=5, text={"en": SENTENCE, "ru": RUSSIAN.text}[lang]))
    assert told.content.startswith(begins)


async def test_a_press_is_acknowledged_before_the_work(picture: Message, server: Discord, asker: Person) -> None:
    press = asker.press(picture, "5.3")

    await until(lambda: press.acknowledged)
    assert press.acknowledged == 6
    await until(lambda: picture.edited)


async def test_anybody_may_press(picture: Message, other: Person, spoken: Tongue) -> None:
    other.press(picture, "5.3")

    await until(lambda: picture.content.startswith(f"{spoken.head}5.3"))


async def test_a_forgotten_text_is_told_to_who_pressed(
    picture: Message, channel: Channel, asker: Person, spoken: Tongue
) -> None:
    await answer(asker.slash(channel, "forget"))
    press = asker.press(picture, "5.3")

    told = (await until(lambda: press.follow_ups))[0]
    assert told.content == spoken.answers("text-forgotten")
    assert told.seen_by is asker.user
    assert not picture.edited


async def test_a_button_of_an_earlier_version_is_told_so(picture: Message, asker: Person, spoken: Tongue) -> None:
    picture.components[0]["components"][0]["custom_id"] = "old:button"
    press = asker.press(picture, "old:button")

    told = (await until(lambda: press.follow_ups))[0]
    assert told.content == spoken.answers("unknown-button")
    assert told.seen_by is asker.user


async def test_a_press_told_twice_is_done_once(picture: Message, server: Discord, asker: Person) -> None:
    server.gateway.twice = True
    asker.press(picture, "5.3")

    await until(lambda: picture.edited)
    assert server.refusals == []


async def test_another_copy_of_the_bot_was_faster(
    picture: Message, server: Discord, asker: Person, caplog: pytest.LogCaptureFixture
) -> None:
    route = "POST /interactions/{}/{}/callback"
    server.faults.append(Fault(route, status=400, code=40060, message="Interaction has already been acknowledged."))
    asker.press(picture, "5.3")

    await until(lambda: "already been acknowledged" in caplog.text)
    assert not picture.edited
    assert "Traceback" not in caplog.text


async def test_an_expired_press_still_changes_the_picture(
    picture: Message, server: Discord, asker: Person, spoken: Tongue
) -> None:
    press = asker.press(picture, "5.3")
    press.born -= 10

    await until(lambda: picture.edited)
    assert picture.content.startswith(f"{spoken.head}5.3")
    assert [refused.answer["code"] for refused in server.refusals] == [10062]


@pytest.mark.parametrize("drop", ["before", "after"])
async def test_a_broken_wire_does_not_lose_a_press(
    picture: Message, server: Discord, asker: Person, drop: str, spoken: Tongue
) -> None:
    server.faults.append(Fault("POST /interactions/{}/{}/callback", drop=drop))
    asker.press(picture, "5.3")

    await until(lambda: picture.content.startswith(f"{spoken.head}5.3"))


def bin_of(message: Message) -> str:
    return next(b["custom_id"] for b in message.buttons if re.fullmatch(r"delete:\d+", b["custom_id"]))


async def test_the_asker_deletes_by_the_button(picture: Message, asker: Person) -> None:
    asker.press(picture, bin_of(picture))

    await until(lambda: picture.deleted)


async def test_nobody_else_does(picture: Message, other: Person, spoken: Tongue) -> None:
    press = other.press(picture, bin_of(picture))

    told = (await until(lambda: press.messages))[0]
    assert told.content == (RUSSIAN if spoken is ENGLISH else ENGLISH).says("not-yours")
    assert told.seen_by is other.user
    assert not picture.deleted


async def test_after_somebody_elses_press_it_is_still_the_askers(
    picture: Message, asker: Person, other: Person
) -> None:
    other.press(picture, "5.3")
    await until(lambda: picture.edited)
    asker.press(picture, bin_of(picture))

    await until(lambda: picture.deleted)


@pytest.mark.parametrize("emoji", ["🗑️", "❌"])
async def test_the_asker_deletes_by_a_reaction(
    heads: Heads, server: Discord, channel: Channel, asker: Person, other: Person, emoji: str, spoken: Tongue
) -> None:
    asker.say(channel, f"<@{server.world.bot.id}> {spoken.text}")
    told = await answer_in(server, channel)
    other.react(told, emoji)
    other.react(told, "👍")
    asker.react(told, emoji)

    await until(lambda: told.deleted)
    assert len(server.came("DELETE /channels/{}/messages/{}")) == 1


def test_only_our_own_ids_are_read() -> None:
    assert data_of("12:sabc") == "sabc"
    assert data_of("old:button") is None
    assert data_of(None) is None
