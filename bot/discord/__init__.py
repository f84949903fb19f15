"""Discord: slash commands, a message menu, mentions and direct messages, with no privileged intent.

    await run(house, settings)      # until it is cancelled; then what is under way is finished

`client.py` hears what happens, `reading.py` makes requests of it, `ways.py` brings the answers back, `presses.py`
changes pictures in place, `buttons.py` lays out what outlives a restart. In here `import discord` is the library.
"""

from bot.discord.running import run

__all__ = ["run"]
