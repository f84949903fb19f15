"""Buttons under an answer: what the handlers offer, then what only Telegram has (the exact picture, delete)."""

import telegram
from telegram.constants import InlineKeyboardButtonLimit

from bot.telegram.words import say
from handlers import Button, Reply

PRESSED = "● "
EXACT = "x"
DELETE = "d"


def keyboard(reply: Reply, author: int, *, exact: bool = True) -> telegram.InlineKeyboardMarkup:
    """Make the buttons of an answer.

    Args:
        reply: The answer.
        author: Who may delete it.
        exact: Whether the exact picture can be asked for.
    """
    rows = [[_button(button) for button in row] for row in reply.buttons]
    last = [telegram.InlineKeyboardButton(say(reply.lang, "delete"), callback_data=f"{DELETE}{author}")]
    if exact and reply.pictures and reply.scene and fits(EXACT + reply.scene):
        last.insert(0, telegram.InlineKeyboardButton(say(reply.lang, "exact"), callback_data=EXACT + reply.scene))
    return telegram.InlineKeyboardMarkup([*rows, last])


def fits(data: str) -> bool:
    """Whether a button can carry this."""
    return len(data.encode()) <= InlineKeyboardButtonLimit.MAX_CALLBACK_DATA


def shown_data(markup: telegram.InlineKeyboardMarkup | None) -> str | None:
    """The data of what a message of ours shows, as its button for the exact picture keeps it; else any button's."""
    carried = [
        button.callback_data
        for row in (markup.inline_keyboard if markup else ())
        for button in row
        if isinstance(button.callback_data, str) and not button.callback_data.startswith(DELETE)
    ]
    exact = [data.removeprefix(EXACT) for data in carried if data.startswith(EXACT)]
    return next(iter(exact or carried), None)


def _button(button: Button) -> telegram.InlineKeyboardButton:
    # Clients before Bot API 9.4 show no style, so the label carries the mark too.
    label = PRESSED + button.label if button.pressed else button.label
    style = "primary" if button.pressed else None
    return telegram.InlineKeyboardButton(label, callback_data=button.data, style=style)
