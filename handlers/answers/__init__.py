"""What the bot knows about attention heads: one document a topic, both languages side by side, each with its sources.

    answers = read_answers()
    answer = answers["induction-head", "ru"]
    answer.short, answer.body      # two sentences, then what stands on the first screen
    answer.more, answer.argued     # behind the `more` button
    answer.sources[0].reference    # complete: authors, year, title, link

A document is `topics/<key>.md`; `document.py` tells its form. A new topic is a new file there, its phrasings in
`handlers/questions/phrasings.txt`, its sources in `sources.toml`, its essential figures in the test.
"""

from handlers.answers.answer import Answer, Myth, Source, Table
from handlers.answers.document import MalformedDocumentError
from handlers.answers.library import Answers, read_answers, read_sources

__all__ = ["Answer", "Answers", "MalformedDocumentError", "Myth", "Source", "Table", "read_answers", "read_sources"]
