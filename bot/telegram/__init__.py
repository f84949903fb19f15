"""Telegram: the conversation of `handlers` in private chats, groups, topics, and by inline and guest mode.

    await run(house, settings)  # until cancelled

An update's way: polling.py hears it, store.py keeps it, desk.py hands it over; heard.py says what a message means,
answers.py answers it once, presses.py answers buttons, elsewhere.py the chats that the bot isn't in. parts.py and
keyboard.py lay answers out, sending.py sends them.
"""

from bot.telegram.desk import run, talk

__all__ = ["run", "talk"]
