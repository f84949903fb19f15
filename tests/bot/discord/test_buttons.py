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
from tests.bot.discord.talk import answer, answer_in, running
from tests.servers.discord import Channel, Discord, Fault, Message, Person, until

pytestmark = pytest.mark.anyio
SENTENCE = "The cat sat on the mat because the cat was tired"


@pytest.fixture
async def picture(heads: Heads, channel: Channel, anna: Person) -> Message:
    """Layer 5, asked by Anna."""
    return await answer(anna.slash(channel, "heads", layer=5, text=SENTENCE))


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


async def test_a_press_changes_the_picture_in_place(picture: Message, channel: Channel, anna: Person) -> None:
    before = picture.files[0].id
    anna.press(picture, "5.3")

    await until(lambda: picture.edited)
    assert picture.content.startswith("Head 5.3")
    assert len(picture.files) == 1
    assert picture.files[0].id != before
    assert len([m for m in channel.messages.values() if not m.deleted]) == 1


async def test_the_pressed_state_is_seen(picture: Message, anna: Person) -> None:
    anna.press(picture, "5.3")

    await until(lambda: picture.edited)
    assert "5.3" in [button["label"] for button in picture.buttons if button["style"] == 1]


async def test_buttons_outlive_a_restart(server: Discord, house: House, channel: Channel, anna: Person) -> None:
    async with Outbox(server.clock, lambda _: CHANNEL_PACE) as outbox:
        async with running(server, house, outbox):
            told = await answer(anna.slash(channel, "heads", layer=5, text=SENTENCE))
        server.gateway.sessions.clear()
        server.clock.skip(5.0)
        async with running(server, house, outbox):
            anna.press(told, "5.2")
            await until(lambda: told.edited)

    assert told.content.startswith("Head 5.2")


async def test_of_thirty_presses_the_last_one_stands(
    picture: Message, server: Discord, anna: Person, boris: Person
) -> None:
    labels = [f"5.{number % 8}" for number in range(30)]
    presses = [(boris if number % 2 else anna).press(picture, label) for number, label in enumerate(labels)]

    await until(lambda: all(press.acknowledged for press in presses))
    await until(lambda: picture.content.startswith("Head 5.5"))
    edits = server.came("PATCH /webhooks/{}/{}/messages/{}")
    assert len(edits) < 10
    assert server.refusals == []


async def test_a_choice_from_a_list_is_a_press(picture: Message, anna: Person) -> None:
    buttons = [Button(b["label"], data_of(b["custom_id"]) or "") for b in picture.buttons if b.get("label")]
    view = view_of([buttons[:8] * 4, buttons[8:], buttons[8:]], asker=None)
    assert view is not None
    picture.components = view.to_components()
    anna.choose(picture, "5.3")

    await until(lambda: picture.edited)
    assert picture.content.startswith("Head 5.3")


async def test_a_setting_is_changed_where_only_its_owner_sees_it(heads: Heads, channel: Channel, anna: Person) -> None:
    offered = await answer(anna.slash(channel, "lang"))
    anna.press(offered, "Русский")
    await until(lambda: offered.edited)
    assert "по-русски" in offered.content
    assert offered.seen_by is anna.user

    told = await answer(anna.slash(channel, "heads", layer=5, text=SENTENCE))
    assert told.content.startswith("Слой 5")


async def test_a_press_is_acknowledged_before_the_work(picture: Message, server: Discord, anna: Person) -> None:
    press = anna.press(picture, "5.3")

    await until(lambda: press.acknowledged)
    assert press.acknowledged == 6
    await until(lambda: picture.edited)


async def test_anybody_may_press(picture: Message, boris: Person) -> None:
    boris.press(picture, "5.3")

    await until(lambda: picture.edited)


async def test_a_forgotten_text_is_told_to_who_pressed(picture: Message, channel: Channel, anna: Person) -> None:
    await answer(anna.slash(channel, "forget"))
    press = anna.press(picture, "5.3")

    told = (await until(lambda: press.follow_ups))[0]
    assert told.seen_by is anna.user
    assert not picture.edited


async def test_a_button_of_an_earlier_version_is_told_so(picture: Message, anna: Person) -> None:
    picture.components[0]["components"][0]["custom_id"] = "old:button"
    press = anna.press(picture, "old:button")

    told = (await until(lambda: press.follow_ups))[0]
    assert told.seen_by is anna.user


async def test_a_press_told_twice_is_done_once(picture: Message, server: Discord, anna: Person) -> None:
    server.gateway.twice = True
    anna.press(picture, "5.3")

    await until(lambda: picture.edited)
    assert server.refusals == []


async def test_another_copy_of_the_bot_was_faster(
    picture: Message, server: Discord, anna: Person, caplog: pytest.LogCaptureFixture
) -> None:
    route = "POST /interactions/{}/{}/callback"
    server.faults.append(Fault(route, status=400, code=40060, message="Interaction has already been acknowledged."))
    anna.press(picture, "5.3")

    await until(lambda: "already been acknowledged" in caplog.text)
    assert not picture.edited
    assert "Traceback" not in caplog.text


async def test_an_expired_press_still_changes_the_picture(picture: Message, server: Discord, anna: Person) -> None:
    press = anna.press(picture, "5.3")
    press.born -= 10

    await until(lambda: picture.edited)
    assert picture.content.startswith("Head 5.3")
    assert [refused.answer["code"] for refused in server.refusals] == [10062]


@pytest.mark.parametrize("drop", ["before", "after"])
async def test_a_broken_wire_does_not_lose_a_press(picture: Message, server: Discord, anna: Person, drop: str) -> None:
    server.faults.append(Fault("POST /interactions/{}/{}/callback", drop=drop))
    anna.press(picture, "5.3")

    await until(lambda: picture.edited)


def bin_of(message: Message) -> str:
    return next(b["custom_id"] for b in message.buttons if re.fullmatch(r"delete:\d+", b["custom_id"]))


async def test_the_asker_deletes_by_the_button(picture: Message, anna: Person) -> None:
    anna.press(picture, bin_of(picture))

    await until(lambda: picture.deleted)


async def test_nobody_else_does(picture: Message, boris: Person) -> None:
    press = boris.press(picture, bin_of(picture))

    told = (await until(lambda: press.messages))[0]
    assert told.content == "Удалить может только тот, кто спросил."
    assert told.seen_by is boris.user
    assert not picture.deleted


async def test_after_somebody_elses_press_it_is_still_the_askers(picture: Message, anna: Person, boris: Person) -> None:
    boris.press(picture, "5.3")
    await until(lambda: picture.edited)
    anna.press(picture, bin_of(picture))

    await until(lambda: picture.deleted)


@pytest.mark.parametrize("emoji", ["🗑️", "❌"])
async def test_the_asker_deletes_by_a_reaction(
    heads: Heads, server: Discord, channel: Channel, anna: Person, boris: Person, emoji: str
) -> None:
    anna.say(channel, f"<@{server.world.bot.id}> {SENTENCE}")
    told = await answer_in(server, channel)
    boris.react(told, emoji)
    boris.react(told, "👍")
    anna.react(told, emoji)

    await until(lambda: told.deleted)
    assert len(server.came("DELETE /channels/{}/messages/{}")) == 1


def test_only_our_own_ids_are_read() -> None:
    assert data_of("12:sabc") == "sabc"
    assert data_of("old:button") is None
    assert data_of(None) is None
