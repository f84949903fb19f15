"""Mentions, direct messages, threads, forums: spoken to, the bot answers once, there, and never otherwise."""

import pytest

from bot.discord.client import Heads
from tests.bot.discord.talk import answer, answer_in
from tests.servers.discord import FORUM, Channel, Discord, Message, Person, until
from tests.servers.discord.fixtures import png

pytestmark = pytest.mark.anyio
EN, RU = "The cat sat on the mat because the cat was tired", "Кошка сидела на окне, потому что кошка устала"


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


async def test_a_direct_message_needs_no_mention(heads: Heads, server: Discord, direct: Channel, anna: Person) -> None:
    anna.say(direct, EN)

    assert (await answer_in(server, direct)).content.startswith("Head ")


async def test_a_typed_command_works_too(heads: Heads, server: Discord, direct: Channel, anna: Person) -> None:
    anna.say(direct, f"/heads 5 3: {EN}")

    assert (await answer_in(server, direct)).content.startswith("Head 5.3")


async def test_the_guilds_language_speaks_where_the_person_said_nothing(
    heads: Heads, server: Discord, anna: Person, named: str
) -> None:
    guild = server.world.guild("Учёба", server.world.user("owner"), anna.user, locale="ru")
    there = server.world.channel(guild)
    anna.say(there, f"{named} 42")

    told = await answer_in(server, there)
    assert any("а" <= letter <= "я" for letter in told.content)


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
    heads: Heads, server: Discord, channel: Channel, direct: Channel, anna: Person, named: str
) -> None:
    server.gateway.twice = True
    anna.say(channel, f"{named} {EN}")
    await answer_in(server, channel)
    await quiet(heads, server, direct, anna)

    assert len(server.world.answers(channel)) == 1
    assert len(server.world.answers(direct)) == 1


async def test_a_reply_to_a_picture_goes_on_from_it(
    heads: Heads, server: Discord, channel: Channel, anna: Person
) -> None:
    picture = await answer(anna.slash(channel, "heads", layer=2, text=EN))
    await answer(anna.slash(channel, "heads", layer=4, text="Another text of several words"))

    anna.say(channel, "head 3", reply_to=picture)

    told = await answer_in(server, channel, 3)
    assert told.content.startswith("Head 2.3")


async def test_a_reply_without_a_mention_is_told_why_once(
    heads: Heads, server: Discord, channel: Channel, anna: Person
) -> None:
    picture = await answer(anna.slash(channel, "heads", layer=2, text=EN))
    anna.say(channel, "head 3", reply_to=picture, ping=False)
    told = await answer_in(server, channel, 2)
    anna.say(channel, "head 4", reply_to=picture, ping=False)
    anna.say(channel, f"<@{server.world.bot.id}> {EN}")

    await answer_in(server, channel, 3)
    assert "mentioned" in told.content
    assert len(server.world.answers(channel)) == 3


async def test_a_mention_below_a_persons_text_that_discord_hides(
    heads: Heads, server: Discord, channel: Channel, anna: Person, boris: Person, named: str
) -> None:
    anna.say(channel, named, reply_to=boris.say(channel, EN))

    assert "Show attention" in (await answer_in(server, channel)).content


async def test_a_mention_below_a_text_that_discord_shows(
    heads: Heads, server: Discord, direct: Channel, anna: Person
) -> None:
    said = anna.say(direct, EN)
    await answer_in(server, direct)
    anna.say(direct, "/heads 1 2", reply_to=said)

    assert (await answer_in(server, direct, 2)).content.startswith("Head 1.2")


async def test_an_answer_stays_in_its_thread(
    heads: Heads, server: Discord, channel: Channel, anna: Person, named: str
) -> None:
    thread = anna.open_thread(channel, "about heads")
    anna.say(thread, f"{named} {EN}")
    told = await answer_in(server, thread)
    anna.press(told, next(label for label in told.labels if label[:1].isdigit()))

    await until(lambda: told.edited)
    assert server.world.answers(channel) == []


async def test_a_command_in_a_thread_is_answered_there(heads: Heads, channel: Channel, anna: Person) -> None:
    thread = anna.open_thread(channel, "about heads")

    assert (await answer(anna.slash(thread, "heads", layer=5, text=EN))).channel is thread


async def test_a_forum_post_that_mentions_the_bot(
    heads: Heads, server: Discord, channel: Channel, anna: Person
) -> None:
    assert channel.guild is not None
    forum = server.world.channel(channel.guild, "questions", kind=FORUM)
    post = anna.post(forum, "What is this?", f"<@{server.world.bot.id}> {EN}")

    assert (await answer_in(server, post)).content.startswith("Head ")


async def test_an_edit_that_makes_a_message_a_question(
    heads: Heads, server: Discord, channel: Channel, anna: Person, named: str
) -> None:
    said = anna.say(channel, EN)
    anna.edit(said, f"{named} {EN}")
    told = await answer_in(server, channel)
    anna.edit(said, f"{named} {EN}!")
    anna.say(channel, f"{named} {RU}")

    assert told.reply_to is said
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
@pytest.mark.parametrize(("locale", "words"), [("en-GB", "text only"), ("ru", "только текст")], ids=["en", "ru"])
async def test_what_has_no_text_is_told_so(
    heads: Heads, server: Discord, what: dict[str, object], locale: str, words: str
) -> None:
    guild = server.world.guild("Study", server.world.user("owner"), locale=locale)
    there = server.world.channel(guild)
    server.person("carl").say(there, f"<@{server.world.bot.id}>", **what)  # type: ignore[arg-type]  # other ones each

    told = await answer_in(server, there)
    assert words in told.content


async def test_a_picture_with_a_caption_is_a_text(heads: Heads, server: Discord, direct: Channel, anna: Person) -> None:
    anna.say(direct, EN, files=(("cat.png", png()),))

    assert (await answer_in(server, direct)).content.startswith("Head ")


async def test_a_forwarded_message_is_a_text(heads: Heads, server: Discord, direct: Channel, anna: Person) -> None:
    anna.say(direct, forwarded=EN)

    assert (await answer_in(server, direct)).content.startswith("Head ")


async def test_names_and_emoji_are_read_as_people_read_them(
    heads: Heads, server: Discord, channel: Channel, anna: Person, boris: Person, named: str
) -> None:
    anna.say(channel, f"{named} I saw {boris.mention} with a <:cat:123456789012345678> in the garden")

    told = await answer_in(server, channel)
    assert "<" not in (told.files[0].alt or "")


async def test_nothing_that_people_write_pings_or_formats(
    heads: Heads, server: Discord, channel: Channel, anna: Person, boris: Person, named: str
) -> None:
    anna.say(channel, f"{named} /heads **bold** {boris.mention} @everyone")

    told = await answer_in(server, channel)
    assert told.mentions == ()
    assert "**bold" not in told.content


async def test_a_message_menu_shows_the_attention(
    heads: Heads, server: Discord, channel: Channel, anna: Person, boris: Person
) -> None:
    said = boris.say(channel, RU)

    told = await answer(anna.menu(said, "Show attention"))
    assert told.content.startswith("Голова ")


async def test_a_menu_on_a_message_without_text(heads: Heads, channel: Channel, anna: Person, boris: Person) -> None:
    told: Message = await answer(anna.menu(boris.say(channel, files=(("cat.png", png()),)), "Show attention"))

    assert told.seen_by is anna.user
    assert told.content


async def test_a_person_brings_the_bot_along(heads: Heads, server: Discord, anna: Person, boris: Person) -> None:
    anna.user.installed = True
    elsewhere = server.world.channel(server.world.guild("Elsewhere", boris.user, anna.user, bot_in=False))
    group = server.world.direct(anna.user, boris.user, server.world.user("carl"), with_bot=False)

    for place in (elsewhere, group):
        told = await answer(anna.slash(place, "heads", layer=5, text=EN))
        anna.press(told, "5.3")
        await until(lambda told=told: told.edited)  # type: ignore[misc]  # bound for each turn
        assert len(told.files) == 1
        anna.menu(boris.say(place, RU), "Show attention")
    assert [refused.answer for refused in server.refusals] == []


async def test_the_bots_role_is_taken_for_its_name(
    heads: Heads, server: Discord, channel: Channel, anna: Person
) -> None:
    assert channel.guild is not None
    anna.say(channel, f"<@&{channel.guild.bot_role}> {EN}")

    assert "mentioned" in (await answer_in(server, channel)).content


async def test_a_reply_to_a_message_that_is_gone(
    heads: Heads, server: Discord, channel: Channel, anna: Person, boris: Person, named: str
) -> None:
    said = boris.say(channel, RU)
    boris.delete(said)
    anna.say(channel, f"{named} {EN}", reply_to=said)

    assert (await answer_in(server, channel)).content.startswith("Head ")


async def test_where_no_reaction_arrives_every_answer_has_its_bin(
    heads: Heads, server: Discord, anna: Person, boris: Person
) -> None:
    anna.user.installed = True
    elsewhere = server.world.channel(server.world.guild("Elsewhere", boris.user, anna.user, bot_in=False))
    told = await answer(anna.slash(elsewhere, "help"))
    anna.press(told, f"delete:{anna.user.id}")

    await until(lambda: told.deleted)


async def test_the_account_language_is_remembered_for_messages(
    heads: Heads, server: Discord, channel: Channel, boris: Person, named: str
) -> None:
    await answer(boris.slash(channel, "lang"))
    boris.say(channel, named, files=(("cat.png", png()),))

    assert "только текст" in (await answer_in(server, channel, 2)).content
