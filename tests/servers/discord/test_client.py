"""The real discord.py 2.7.1 against this server."""

import asyncio
import io
import logging
from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
from discord import app_commands

from tests.servers.discord import Channel, Discord, Fault, Person, until
from tests.servers.discord.client import pointed, running
from tests.servers.discord.clock import skip_until
from tests.servers.discord.fixtures import png

pytestmark = pytest.mark.anyio
INTENTS = discord.Intents(guilds=True, guild_messages=True, guild_reactions=True, dm_messages=True, dm_reactions=True)


class Echo(discord.Client):
    """A small bot with a bit of everything."""

    def __init__(self, intents: discord.Intents = INTENTS) -> None:
        super().__init__(intents=intents, guild_ready_timeout=0.01)
        self.heard: list[str] = []
        self.events: list[str] = []
        self.tree = app_commands.CommandTree(self)
        self.tree.command(name="say", description="says it")(say)
        self.tree.add_command(app_commands.ContextMenu(name="Show", callback=show))

    async def setup_hook(self) -> None:
        await self.tree.sync()

    async def on_message(self, message: discord.Message) -> None:
        if message.author != self.user:
            self.heard.append(message.content)
        if self.user in message.mentions:
            picture = discord.File(io.BytesIO(png(70, 50)), "a.png", description="seven by five")
            await message.reply("here", file=picture)

    async def on_raw_reaction_add(self, payload: discord.RawReactionActionEvent) -> None:
        self.events.append(f"reaction {payload.emoji}")

    async def on_resumed(self) -> None:
        self.events.append("resumed")

    async def on_thread_update(self, _: discord.Thread, after: discord.Thread) -> None:
        self.events.append(f"archived {after.archived}")

    async def on_interaction(self, interaction: discord.Interaction[Any]) -> None:
        if interaction.type is discord.InteractionType.component:
            await interaction.response.edit_message(content="pressed", view=None)


async def say(interaction: discord.Interaction[Any], text: str) -> None:
    await interaction.response.defer(thinking=True)
    view = discord.ui.View().add_item(discord.ui.Button(label="on", custom_id="on"))
    await interaction.edit_original_response(content=text, view=view)


async def show(interaction: discord.Interaction[Any], message: discord.Message) -> None:
    await interaction.response.send_message(f"saw {message.content}", ephemeral=True)


@pytest.fixture
async def echo(server: Discord, channel: Channel) -> AsyncIterator[Echo]:
    made = Echo()
    async with running(server, made):
        yield made


async def test_a_mention_is_answered_with_a_picture(
    echo: Echo, server: Discord, channel: Channel, anna: Person
) -> None:
    asked = anna.say(channel, f"hey <@{server.world.bot.id}>")

    answer = (await until(lambda: server.world.answers(channel)))[0]

    assert (answer.content, answer.reply_to) == ("here", asked)
    assert [(f.width, f.height, f.alt) for f in answer.files] == [(70, 50, "seven by five")]


async def test_a_bare_sentence_comes_empty(echo: Echo, channel: Channel, server: Discord, anna: Person) -> None:
    anna.say(channel, "secret")
    anna.say(server.world.direct(anna.user), "open")

    assert await until(lambda: len(echo.heard) == 2 and echo.heard) == ["", "open"]


async def test_a_command_its_deferral_and_a_press(echo: Echo, channel: Channel, anna: Person) -> None:
    asked = anna.slash(channel, "say", text="hello")
    answer = (await until(lambda: asked.messages))[0]
    assert (answer.content, answer.labels) == ("hello", ["on"])

    anna.press(answer, "on")
    await until(lambda: answer.content == "pressed")
    assert answer.labels == []


async def test_a_message_command_sees_the_whole_message(echo: Echo, channel: Channel, anna: Person) -> None:
    asked = anna.menu(anna.say(channel, "secret"), "Show")

    assert (await until(lambda: asked.messages))[0].content == "saw secret"


async def test_reactions_and_threads_arrive(echo: Echo, channel: Channel, anna: Person) -> None:
    anna.react(anna.say(channel, "hello"), "❌")
    anna.archive(anna.open_thread(channel, "talk"))

    await until(lambda: len(echo.events) == 2)
    assert sorted(echo.events) == ["archived True", "reaction ❌"]


async def test_op_7_resumes_and_nothing_is_missed(echo: Echo, server: Discord, anna: Person) -> None:
    server.gateway.ask_to_reconnect()
    await until(lambda: "resumed" in echo.events)
    anna.say(server.world.direct(anna.user), "after")

    await until(lambda: echo.heard == ["after"])
    assert len(server.gateway.identified) == 1


async def test_a_broken_wire_resumes_with_a_replay(echo: Echo, server: Discord, anna: Person) -> None:
    await server.gateway.drop(4000)
    anna.say(server.world.direct(anna.user), "while away")

    await skip_until(server.clock, lambda: echo.heard == ["while away"])
    assert server.gateway.resumed == 1


async def test_op_9_identifies_anew(echo: Echo, server: Discord, anna: Person) -> None:
    server.gateway.invalidate()
    await skip_until(server.clock, lambda: len(server.gateway.identified) == 2 and server.gateway.sessions)
    anna.say(server.world.direct(anna.user), "after")

    await until(lambda: echo.heard == ["after"])


async def test_a_429_with_via_is_tried_again(echo: Echo, server: Discord, channel: Channel, anna: Person) -> None:
    server.faults.append(Fault("POST /channels/{}/messages", retry_after=30.0))
    anna.say(channel, f"hey <@{server.world.bot.id}>")

    await skip_until(server.clock, lambda: server.world.answers(channel), step=5)


async def test_a_wrong_token_is_a_login_failure(server: Discord) -> None:
    with pointed(server), pytest.raises(discord.LoginFailure):
        async with Echo() as client:
            await client.start("wrong")


async def test_the_privileged_intent_must_be_switched_on(server: Discord) -> None:
    client = Echo(discord.Intents.default() | discord.Intents(message_content=True))
    with pointed(server), pytest.raises(discord.PrivilegedIntentsRequired):
        async with client:
            await client.start(server.world.token)


async def test_the_client_beats(server: Discord, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.WARNING)
    server.gateway.heartbeat = 0.05
    async with running(server, Echo()):
        await until(lambda: server.gateway.lines and server.gateway.lines[0].beats >= 3)
    await asyncio.sleep(0)
    assert server.gateway.closes == []
