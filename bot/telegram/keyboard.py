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
    data = next((button.data for row in reply.buttons for button in row if button.pressed), None)
    if exact and reply.pictures and data and fits(EXACT + data):
        last.insert(0, telegram.InlineKeyboardButton(say(reply.lang, "exact"), callback_data=EXACT + data))
    return telegram.InlineKeyboardMarkup([*rows, last])


def fits(data: str) -> bool:
    """Whether a button can carry this."""
    return len(data.encode()) <= InlineKeyboardButtonLimit.MAX_CALLBACK_DATA


def shown_data(markup: telegram.InlineKeyboardMarkup | None) -> str | None:
    """The data of what a message of ours shows: that of its first pressed button, else of any."""
    buttons = [button for row in (markup.inline_keyboard if markup else ()) for button in row]
    ours = [
        (button.text, button.callback_data)
        for button in buttons
        if isinstance(button.callback_data, str) and not button.callback_data.startswith((EXACT, DELETE))
    ]
    pressed = [data for text, data in ours if text.startswith(PRESSED)]
    return next(iter(pressed or [data for _, data in ours]), None)


def _button(button: Button) -> telegram.InlineKeyboardButton:
    # Clients before Bot API 9.4 show no style, so the label carries the mark too.
    label = PRESSED + button.label if button.pressed else button.label
    style = "primary" if button.pressed else None
    return telegram.InlineKeyboardButton(label, callback_data=button.data, style=style)
