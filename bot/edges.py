"""The outermost edge: what ends the program is told in one line, and gives the exit code."""

import io
import logging
import os
import sys
from collections.abc import Callable, Coroutine, Sequence

from bot.logs import log_path
from bot.opening import model_error
from bot.settings import FEWEST_TOKENS, MOST_THREADS, MOST_TOKENS, Settings, Wrong
from bot.stop import PATIENCE, run
from bot.words import own_language, say

_log = logging.getLogger(__name__)

FINE, BUG, WRONG = 0, 1, 2


def let_anything_be_written() -> None:
    """Let no character break the output: what can't be shown is escaped, which is right in JSON too."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def tell_wrong(wrong: Sequence[Wrong]) -> int:
    """Tell which settings can't be used, a line each."""
    lang = own_language("auto", os.environ)
    for setting in wrong:
        most = MOST_THREADS if setting.name == "THREADS" else MOST_TOKENS
        key = setting.name.strip(".").lower().replace("_", "-")
        possible = say(lang, f"possible-{key}", least=str(FEWEST_TOKENS), most=str(most))
        sentence = "wrong-setting" if setting.got else "wrong-unseen"
        _tell(say(lang, sentence, name=setting.name, got=setting.got, possible=possible))
    return WRONG


def run_to_the_end(
    work: Callable[[], Coroutine[None, None, int]], settings: Settings, patience: float = PATIENCE
) -> int:
    """Run the program's work; a model that can't be used and a bug become a line and an exit code."""
    lang = own_language(settings.language, os.environ)
    try:
        return run(work(), patience)
    except BrokenPipeError:  # whoever read our output has enough, as `| head` does
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
    except Exception as error:
        from attention import ModelError

        if isinstance(error, ModelError):
            _tell(model_error(error, settings, lang))
            return WRONG
        from handlers import log_bug

        _tell(say(lang, "gave-up", reference=log_bug(_log), log=str(log_path(settings.data_dir))))
        return BUG


def _tell(text: str) -> None:
    print(text, file=sys.stderr)  # noqa: T201 - there may be no log yet, and somebody waits here
