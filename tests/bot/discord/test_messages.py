"""Mentions, direct messages, threads, forums: spoken to, the bot answers once, there, and never otherwise."""

import pytest

from bot.discord.client import Heads
from tests.bot.discord.talk import ENGLISH, RUSSIAN, Tongue, answer, answer_in, is_russian
from tests.servers.discord import FORUM, Channel, Discord, Message, Person, until
from tests.servers.discord.fixtures import png

pytestmark = pytest.mark.anyio
EN, RU = ENGLISH.text, RUSSIAN.text


@pytest.fixture
def named(server: Discord) -> str:
    """How the bot is mentioned."""
    return f"<@{server.world.bot.id}>"


async def quiet(heads: Heads, server: Discord, direct: Channel, person: Person) -> None:
    """Waits until the bot has dealt with everything before: a later question was answered."""
    person.say(direct, "/lang")
    await until(lambda: server.world.answers(direct))


@pytest.mark.parametrize(("text", "begins"), [(EN, "Head "), (RU, "Голова ")], ids=["en", "ru"])
async def test_a_mention_is_answered_in_its_language(
    heads: Heads, server: Discord, channel: Channel, anna: Person, named: str, text: str, begins: str
) -> None:
    asked = anna.say(channel, f"{named} {text}")

    told = await answer_in(server, channel)
    assert told.content.startswith(begins)
    assert told.reply_to is asked
    assert len(told.files) == 1
    assert told.files[0].alt
    assert told.mentions == ()
    assert server.refusals == []


async def test_a_direct_message_needs_no_mention(
    heads: Heads, server: Discord, between: Channel, asker: Person, spoken: Tongue
) -> None:
    asker.say(between, spoken.text)

    assert (await answer_in(server, between)).content.startswith(spoken.head)


async def test_a_typed_command_works_too(
    heads: Heads, server: Discord, between: Channel, asker: Person, spoken: Tongue
) -> None:
    asker.say(between, f"/heads 5 3: {spoken.text}")

    assert (await answer_in(server, between)).content.startswith(f"{spoken.head}5.3")


async def test_the_guilds_language_speaks_where_the_person_said_nothing(
    heads: Heads, server: Discord, room: Channel, other: Person, named: str, spoken: Tongue
) -> None:
    other.say(room, f"{named} 42")

    assert is_russian((await answer_in(server, room)).content) == (spoken is RUSSIAN)


async def test_who_is_not_spoken_to_says_nothing(
    heads: Heads, server: Discord, channel: Channel, direct: Channel, anna: Person, boris: Person
) -> None:
    anna.say(channel, EN)
    anna.say(channel, f"{boris.mention} {EN}")
    await quiet(heads, server, direct, anna)

    assert server.world.answers(channel) == []


async def test_other_bots_are_never_answered(
    heads: Heads, server: Discord, channel: Channel, direct: Channel, anna: Person, named: str
) -> None:
    robot = server.person("robot", bot=True)
    robot.say(channel, f"{named} {EN}")
    hook = server.person("hook")
    hook.say(channel, f"{named} {EN}", webhook=True)
    await quiet(heads, server, direct, anna)

    assert server.world.answers(channel) == []


async def test_a_message_told_twice_is_answered_once(
    heads: Heads, server: Discord, channel: Channel, between: Channel, asker: Person, named: str, spoken: Tongue
) -> None:
    server.gateway.twice = True
    asker.say(channel, f"{named} {spoken.text}")
    await answer_in(server, channel)
    await quiet(heads, server, between, asker)

    assert len(server.world.answers(channel)) == 1
    assert len(server.world.answers(between)) == 1


async def test_a_reply_to_a_picture_goes_on_from_it(
    heads: Heads, server: Discord, channel: Channel, asker: Person, spoken: Tongue
) -> None:
    picture = await answer(asker.slash(channel, "heads", layer=2, text=spoken.text))
    await answer(asker.slash(channel, "heads", layer=4, text="Another text of several words"))

    asker.say(channel, f"{spoken.number} 3", reply_to=picture)

    told = await answer_in(server, channel, 3)
    assert told.content.startswith(f"{spoken.head}2.3")


async def test_a_reply_without_a_mention_is_told_why_once(
    heads: Heads, server: Discord, channel: Channel, asker: Person, spoken: Tongue
) -> None:
    picture = await answer(asker.slash(channel, "heads", layer=2, text=spoken.text))
    asker.say(channel, f"{spoken.number} 3", reply_to=picture, ping=False)
    told = await answer_in(server, channel, 2)
    asker.say(channel, f"{spoken.number} 4", reply_to=picture, ping=False)
    asker.say(channel, f"<@{server.world.bot.id}> {spoken.text}")

    await answer_in(server, channel, 3)
    assert told.content == spoken.says("text-is-hidden", menu=spoken.says("menu-show"))
    assert len(server.world.answers(channel)) == 3


async def test_a_mention_below_a_persons_text_that_discord_hides(
    heads: Heads, server: Discord, room: Channel, asker: Person, other: Person, named: str, spoken: Tongue
) -> None:
    asker.say(room, named, reply_to=other.say(room, spoken.text))

    assert (await answer_in(server, room)).content == spoken.says("text-is-hidden", menu=spoken.says("menu-show"))


async def test_a_mention_below_a_text_that_discord_shows(
    heads: Heads, server: Discord, between: Channel, asker: Person, spoken: Tongue
) -> None:
    said = asker.say(between, spoken.text)
    await answer_in(server, between)
    asker.say(between, "/heads 1 2", reply_to=said)

    assert (await answer_in(server, between, 2)).content.startswith(f"{spoken.head}1.2")


async def test_an_answer_stays_in_its_thread(
    heads: Heads, server: Discord, channel: Channel, asker: Person, named: str, spoken: Tongue
) -> None:
    thread = asker.open_thread(channel, "about heads")
    asker.say(thread, f"{named} {spoken.text}")
    told = await answer_in(server, thread)
    asker.press(told, next(label for label in told.labels if label[:1].isdigit()))

    await until(lambda: told.edited)
    assert told.content.startswith(spoken.head)
    assert server.world.answers(channel) == []


async def test_a_command_in_a_thread_is_answered_there(
    heads: Heads, channel: Channel, asker: Person, spoken: Tongue
) -> None:
    thread = asker.open_thread(channel, "about heads")

    told = await answer(asker.slash(thread, "heads", layer=5, text=spoken.text))
    assert told.channel is thread
    assert told.content.startswith(f"{spoken.layer}5")


async def test_a_forum_post_that_mentions_the_bot(
    heads: Heads, server: Discord, channel: Channel, asker: Person, spoken: Tongue
) -> None:
    assert channel.guild is not None
    forum = server.world.channel(channel.guild, "questions", kind=FORUM)
    post = asker.post(forum, "What is this?", f"<@{server.world.bot.id}> {spoken.text}")

    assert (await answer_in(server, post)).content.startswith(spoken.head)


async def test_an_edit_that_makes_a_message_a_question(
    heads: Heads, server: Discord, channel: Channel, asker: Person, named: str, spoken: Tongue
) -> None:
    said = asker.say(channel, spoken.text)
    asker.edit(said, f"{named} {spoken.text}")
    told = await answer_in(server, channel)
    asker.edit(said, f"{named} {spoken.text}!")
    asker.say(channel, f"{named} {RU}")

    assert told.reply_to is said
    assert told.content.startswith(spoken.head)
    await answer_in(server, channel, 2)
    assert len(server.world.answers(channel)) == 2


@pytest.mark.parametrize(
    "what",
    [
        {"files": (("cat.png", png()),)},
        {"stickers": ("wave",)},
        {"files": (("voice.ogg", b"x"),), "flags": 1 << 13},
        {"poll": "Cats?"},
    ],
    ids=["picture", "sticker", "voice", "poll"],
)
@pytest.mark.parametrize(
    ("locale", "words"),
    [("en-GB", "text only"), ("ru", "только текст"), ("uk", "только текст")],
    ids=["en", "ru", "uk"],
)
async def test_what_has_no_text_is_told_so(
    heads: Heads, server: Discord, what: dict[str, object], locale: str, words: str
) -> None:
    guild = server.world.guild("Study", server.world.user("owner"), locale=locale)
    there = server.world.channel(guild)
    server.person("carl").say(there, f"<@{server.world.bot.id}>", **what)  # type: ignore[arg-type]  # other ones each

    told = await answer_in(server, there)
    assert words in told.content


async def test_a_picture_with_a_caption_is_a_text(
    heads: Heads, server: Discord, between: Channel, asker: Person, spoken: Tongue
) -> None:
    asker.say(between, spoken.text, files=(("cat.png", png()),))

    assert (await answer_in(server, between)).content.startswith(spoken.head)


async def test_a_forwarded_message_is_a_text(
    heads: Heads, server: Discord, between: Channel, asker: Person, spoken: Tongue
) -> None:
    asker.say(between, forwarded=spoken.text)

    assert (await answer_in(server, between)).content.startswith(spoken.head)


async def test_names_and_emoji_are_read_as_people_read_them(
    heads: Heads, server: Discord, channel: Channel, anna: Person, boris: Person, named: str
) -> None:
    anna.say(channel, f"{named} I saw {boris.mention} with a <:cat:123456789012345678> in the garden")

    told = await answer_in(server, channel)
    assert "<" not in (told.files[0].alt or "")


async def test_nothing_that_people_write_pings_or_formats(
    heads: Heads, server: Discord, channel: Channel, asker: Person, other: Person, named: str
) -> None:
    asker.say(channel, f"{named} /heads **bold** {other.mention} @everyone")

    told = await answer_in(server, channel)
    assert told.mentions == ()
    assert "**bold" not in told.content


async def test_a_message_menu_shows_the_attention(
    heads: Heads, channel: Channel, asker: Person, other: Person, spoken: Tongue
) -> None:
    said = other.say(channel, spoken.text)

    told = await answer(asker.menu(said, "Show attention"))
    assert told.content.startswith(spoken.head)


async def test_a_menu_on_a_message_without_text(
    heads: Heads, channel: Channel, asker: Person, other: Person, spoken: Tongue
) -> None:
    told: Message = await answer(asker.menu(other.say(channel, files=(("cat.png", png()),)), "Show attention"))

    assert told.seen_by is asker.user
    assert told.content


async def test_a_person_brings_the_bot_along(
    heads: Heads, server: Discord, asker: Person, other: Person, spoken: Tongue
) -> None:
    asker.user.installed = True
    elsewhere = server.world.channel(server.world.guild("Elsewhere", other.user, asker.user, bot_in=False))
    group = server.world.direct(asker.user, other.user, server.world.user("carl"), with_bot=False)

    for place in (elsewhere, group):
        told = await answer(asker.slash(place, "heads", layer=5, text=spoken.text))
        asker.press(told, "5.3")
        await until(lambda told=told: told.edited)  # type: ignore[misc]  # bound for each turn
        assert len(told.files) == 1
        assert told.content.startswith(f"{spoken.head}5.3")
        shown = await answer(asker.menu(other.say(place, spoken.text), "Show attention"))
        assert shown.content.startswith(spoken.head)
    assert [refused.answer for refused in server.refusals] == []


async def test_the_bots_role_is_taken_for_its_name(
    heads: Heads, server: Discord, room: Channel, asker: Person, spoken: Tongue
) -> None:
    assert room.guild is not None
    asker.say(room, f"<@&{room.guild.bot_role}> {spoken.text}")

    assert (await answer_in(server, room)).content == spoken.says("text-is-hidden", menu=spoken.says("menu-show"))


async def test_a_reply_to_a_message_that_is_gone(
    heads: Heads, server: Discord, channel: Channel, asker: Person, other: Person, named: str, spoken: Tongue
) -> None:
    said = other.say(channel, "Some words that will be gone")
    other.delete(said)
    asker.say(channel, f"{named} {spoken.text}", reply_to=said)

    assert (await answer_in(server, channel)).content.startswith(spoken.head)


async def test_where_no_reaction_arrives_every_answer_has_its_bin(
    heads: Heads, server: Discord, asker: Person, other: Person, spoken: Tongue
) -> None:
    asker.user.installed = True
    elsewhere = server.world.channel(server.world.guild("Elsewhere", other.user, asker.user, bot_in=False))
    told = await answer(asker.slash(elsewhere, "help"))
    assert is_russian(told.content) == (spoken is RUSSIAN)
    asker.press(told, f"delete:{asker.user.id}")

    await until(lambda: told.deleted)


async def test_the_account_language_is_remembered_for_messages(
    heads: Heads, server: Discord, channel: Channel, asker: Person, named: str, spoken: Tongue
) -> None:
    await answer(asker.slash(channel, "lang"))
    asker.say(channel, named, files=(("cat.png", png()),))

    assert (await answer_in(server, channel, 2)).content == spoken.says("no-text-in-it")
