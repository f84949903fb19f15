"""What everything on Telegram's side works with."""

from dataclasses import dataclass

import telegram

from bot.clock import Clock
from bot.outbox import Outbox
from bot.telegram.signs import Signs
from bot.telegram.store import Store
from bot.wordings import Wordings
from handlers import House


@dataclass(frozen=True, slots=True)
class Tools:
    """Opened once for a run, and shared.

    Attributes:
        client: Speaks to Telegram.
        me: Our account.
        house: Answers.
        store: What survives a crash.
        outbox: What goes out, at the platform's pace.
        wordings: What a chat model still writes below answers; ended by chat and person.
        signs: 👀 and "typing".
        clock: Time.
        admins: The accounts of `ADMINS`, as `telegram:ID`.
    """

    client: telegram.Bot
    me: telegram.User
    house: House
    store: Store
    outbox: Outbox
    wordings: Wordings
    signs: Signs
    clock: Clock
    admins: frozenset[str] = frozenset()
