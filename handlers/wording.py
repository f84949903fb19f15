"""The answer once more, worded by a chat model from the topic's document, for the question as it was asked.

It is a message of its own below the answer: what the document says stands there at once and stays as it is, and what a
model wrote never stands in the same bubble. Only whole sentences are shown, each after it was checked
(`grounding.py`); at the first one that fails, everything written is taken back.
"""

import logging
import re
from collections.abc import AsyncGenerator
from contextlib import aclosing

from handlers.answers import Answer
from handlers.bugs import log_bug
from handlers.grounding import Ground, sentences, whole_sentences
from handlers.questions import Guide
from handlers.say import say
from handlers.scribe import Scribe

MOST_ASKED = 300  # characters of a question
MOST_SENTENCES, MOST_CHARACTERS = 5, 900
_MARKUP = str.maketrans("", "", "*`#")
_QUOTES = str.maketrans("", "", '«»“”„"')
_log = logging.getLogger(__name__)


async def word(scribe: Scribe, guide: Guide, answer: Answer, question: str) -> AsyncGenerator[str, None]:
    """Have an answer worded; each text takes the place of the one before, an empty one takes it away.

    Args:
        scribe: Writes.
        guide: Knows which models there are.
        answer: What the text rests on.
        question: As it was asked.
    """
    document, asked = document_of(answer), _quoted(question)
    ground = Ground(answer.lang, document, asked, guide.models)
    shown, dropped = "", False
    try:
        async with aclosing(scribe.write(prompt_of(answer, asked))) as texts:
            async for written in texts:
                told = sentences(whole_sentences(_plain(written.text), ended=written.ended))
                text = _shortened(told)
                if fault := ground.fault(text):
                    _log.info("a wording was dropped: %s", fault)
                    dropped = True
                    break
                if text != shown and not all(sentence in document for sentence in told):  # else it would add nothing
                    shown = text
                    yield f"{say(answer.lang, 'worded-by', model=scribe.name)}\n{text}"
                if len(text) < len(" ".join(told)):
                    break
    except Exception:  # the edge: the answer stands there already, and nobody misses what never came
        log_bug(_log)
        dropped = True
    if dropped and shown:
        yield ""


def document_of(answer: Answer) -> str:
    """All that a document says but the myths, which a small model would only repeat."""
    table = answer.table
    rows = ["; ".join(filter(None, row)) for row in (table.header, *table.rows)] if table else []
    argued = say(answer.lang, "answer-argued", what=answer.argued) if answer.argued else ""
    sources = [source.reference for source in answer.sources]
    lines = [answer.title, answer.short, *answer.body, *answer.more, argued, *rows, *sources]
    return "\n".join(filter(None, lines))


def prompt_of(answer: Answer, question: str) -> str:
    """What the chat model is asked; the question stands in it as a quotation, which is no instruction."""
    task, asked = say(answer.lang, "wording-task"), say(answer.lang, "wording-question", question=question)
    return f"{task}\n\n{document_of(answer)}\n\n{asked}"


def _quoted(question: str) -> str:
    """A question short, on one line, and without what could end its quotation."""
    return " ".join(question.translate(_QUOTES).split())[:MOST_ASKED]


def _plain(text: str) -> str:
    """A text on one line, without the Markdown that chat models write unasked."""
    return re.sub(r"\s+", " ", re.sub(r"(?m)^\s*[-•]\s+", "", text.translate(_MARKUP))).lstrip()


def _shortened(told: list[str]) -> str:
    """As many sentences as a reader of a chat takes in."""
    text = ""
    for sentence in told[:MOST_SENTENCES]:
        if len(text) + len(sentence) > MOST_CHARACTERS:
            break
        text = f"{text} {sentence}".lstrip()
    return text
