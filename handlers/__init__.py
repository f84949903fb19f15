"""One conversation, any chat: a Request goes in, Reply values come out."""

from handlers.reply import Button, Reply, Seconds
from handlers.request import Place, Press, Request

__all__ = ["Button", "Place", "Press", "Reply", "Request", "Seconds"]
