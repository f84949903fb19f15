"""Telegram over the wire: the real client against the local server, the real house behind it."""
