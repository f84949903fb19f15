"""The package's door."""

import bot.discord


def test_the_door_names_what_it_opens() -> None:
    assert all(hasattr(bot.discord, name) for name in bot.discord.__all__)
