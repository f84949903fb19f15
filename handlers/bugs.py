"""A bug's number: it stands in the log beside the traceback, and whoever met the bug may be told it."""

import logging
import secrets


def log_bug(log: logging.Logger, what: str = "") -> str:
    """Log the exception that is being dealt with.

    Args:
        log: Where.
        what: What it ended, if the traceback alone doesn't tell.

    Returns:
        Its number, for an apology.
    """
    number = secrets.token_hex(3)
    log.exception("bug %s, %s" if what else "bug %s", *filter(None, (number, what)))
    return number
