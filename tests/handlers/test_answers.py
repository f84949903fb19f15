"""What every answer must hold: its essential facts, its sources, its length; and what none may say."""

import re
import tomllib
from pathlib import Path

import pytest
from matplotlib.mathtext import MathTextParser

from handlers.answers import Answer, MalformedDocumentError, read_answers
from handlers.answers.document import read_document
from handlers.answers.library import read_sources
from handlers.asked import NotANumber
from handlers.explaining import MOST_FIRST, card_of, first_text, has_card, whole_text
from handlers.heads import read_arguments
from handlers.listing import groups, words
from handlers.plain import read_wish

ANSWERS = read_answers()
EVERY = pytest.mark.parametrize("answer", ANSWERS.values(), ids=lambda answer: f"{answer.key}-{answer.lang}")
ESSENTIAL: dict[str, list[str]] = tomllib.loads((Path(__file__).parent / "essential.toml").read_text("utf-8"))
SHOWS = {"last": "5", "middle": "3", "previous": "4.7", "induction": "5.4"}
PHONE, CAPTION, MESSAGE = 700, 1024, 2000

# Said as a fact outside the list of myths, each of these would be wrong.
FALSE = re.compile(
    r"head 1 finds|1-я голова (?:ищет|отвечает)|more heads (?:make|are) (?:a model )?smarter|weights (?:change|update) "
    r"(?:while|as) (?:you|we) (?:chat|talk)|веса (?:меняются|обновляются), пока|GPT-4 has \d|у GPT-4 \d+ голов|"
    r"flash ?attention (?:is an|is a) approximation|head_dim is always 64|heads vote\b|головы голосуют",
    re.IGNORECASE,
)
NOT_OUR_WORDS = re.compile(r"окн\w+ контекста|групповое внимание|аттеншн|!!|\bв выводе\b", re.IGNORECASE)
OF_ONE_THEME = re.compile(r"\b(?:bright|dark|ярк|тёмн)\w*", re.IGNORECASE)  # in the light one, much weight is dark
OF_ONE_WAY_OF_ASKING = re.compile(r"(?:yes|no|not|partly|because|да|нет|отчасти|из-за|потому)\b", re.IGNORECASE)
NOT_OUR_MARKS = {
    "en": re.compile(r"\"|(?<!\w)'\w|«|\d x \d|T x T|->|\d\s%"),
    "ru": re.compile(r"\"|'|“|\d x \d|T x T|->|\d%"),
}


def everything(answer: Answer) -> str:
    """All words of an answer and its table, figures as English writes them."""
    table = [cell for row in answer.table.rows for cell in row] if answer.table else []
    myths = [myth.truth for myth in answer.myths]
    text = "\n".join([answer.short, *answer.body, *answer.more, answer.argued, *myths, *table])
    text = re.sub(r"(\d),(\d{1,2}(?!\d))", r"\1.\2", text.replace("–", "-"))
    return re.sub(r"(?<=\d)\s(?=\d{3}\b)", ",", re.sub(r"(?<=\d)\s%", "%", text))


def test_every_topic_that_is_promised_is_answered() -> None:
    assert {key for key, _ in ANSWERS} == set(ESSENTIAL)
    assert len(ESSENTIAL) >= 57


@EVERY
def test_essential_facts_are_told(answer: Answer) -> None:
    text = everything(answer)

    assert [fact for fact in ESSENTIAL[answer.key] if fact not in text] == []


@EVERY
def test_no_myth_is_told_as_a_fact(answer: Answer) -> None:
    text = "\n".join([answer.short, *answer.body, *answer.more, answer.argued])

    assert FALSE.findall(text) == []


@EVERY
def test_words_are_those_of_the_field(answer: Answer) -> None:
    assert NOT_OUR_WORDS.findall(everything(answer)) == []


@EVERY
def test_weights_are_told_without_the_colours_of_a_theme(answer: Answer) -> None:
    assert OF_ONE_THEME.findall(everything(answer)) == []


@EVERY
def test_an_answer_begins_with_a_statement_whatever_way_it_was_asked(answer: Answer) -> None:
    assert OF_ONE_WAY_OF_ASKING.match(answer.short) is None


@EVERY
def test_marks_are_written_in_one_way(answer: Answer) -> None:
    text = "\n".join([answer.title, answer.short, *answer.body, *answer.more, answer.argued])

    assert NOT_OUR_MARKS[answer.lang].findall(text) == []


@EVERY
def test_the_first_screen_fits_a_phone(answer: Answer) -> None:
    assert sum(map(len, (answer.short, *answer.body))) <= PHONE


@EVERY
def test_messages_fit_the_platforms(answer: Answer) -> None:
    first = f"{answer.title}\n\n{first_text(answer)}"

    assert len(first) <= (CAPTION if has_card(answer) else MESSAGE)
    assert len(f"{answer.title}\n\n{whole_text(answer)}") <= MESSAGE


@EVERY
def test_nothing_is_left_out_to_fit(answer: Answer) -> None:
    assert all(paragraph in first_text(answer) for paragraph in answer.body)
    assert answer.argued in whole_text(answer)


@EVERY
def test_a_myth_that_was_asked_about_leaves_room_for_the_answer(answer: Answer) -> None:
    for myth in answer.myths:
        text = first_text(answer, myth)

        assert myth.truth in text
        assert answer.short in text
        assert not has_card(answer) or len(text) <= MOST_FIRST


@EVERY
def test_sources_are_complete(answer: Answer) -> None:
    assert answer.sources or answer.key == "bot-usage"
    for source in answer.sources:
        assert re.fullmatch(r"[\w.,' ()-]+", source.authors)
        assert 2015 <= source.year <= 2026
        assert len(source.title) > 5
        assert source.link.startswith("https://")
        assert source.reference in first_text(answer)


def test_arxiv_numbers_carry_their_year() -> None:
    text = Path("handlers/answers/sources.toml").read_text("utf-8")
    sources = [source for source in read_sources(text).values() if source.arxiv]

    assert len(sources) > 40
    for source in sources:
        assert re.fullmatch(r"\d{4}\.\d{4,5}", source.arxiv)
        assert source.year == 2000 + int(source.arxiv[:2])


@EVERY
def test_next_questions_and_demonstrations_are_possible(answer: Answer) -> None:
    assert 2 <= len(answer.next) <= 4
    assert answer.key not in answer.next
    for command in answer.shows:
        shown = command.format_map(SHOWS)
        if shown.startswith("/heads"):
            assert not isinstance(read_arguments(shown.removeprefix("/heads").strip()), NotANumber)
        elif shown.startswith("/"):
            assert shown in {"/model", "/models", "/help", "/topics"}
        else:
            assert read_wish(shown) is not None


@EVERY
def test_titles_fit_a_button(answer: Answer) -> None:
    assert len(answer.title) <= 40
    assert answer.title.endswith("?")


@pytest.mark.parametrize("key", sorted(ESSENTIAL))
def test_both_languages_hold_the_same(key: str) -> None:
    english, russian = ANSWERS[key, "en"], ANSWERS[key, "ru"]

    assert bool(english.table) == bool(russian.table)
    if english.table and russian.table:
        assert [len(row) for row in english.table.rows] == [len(row) for row in russian.table.rows]
    assert bool(english.more) == bool(russian.more)
    assert bool(english.argued) == bool(russian.argued)
    assert len(english.shows) == len(russian.shows)


@pytest.mark.parametrize("key", sorted(key for key, lang in ANSWERS if lang == "en" and ANSWERS[key, lang].formula))
def test_formulas_are_ones_that_can_be_drawn(key: str) -> None:
    parsed = MathTextParser("path").parse(f"${ANSWERS[key, 'en'].formula}$")

    assert parsed.width > 0


@pytest.mark.parametrize(
    "answer", [*filter(has_card, ANSWERS.values())], ids=lambda answer: f"{answer.key}-{answer.lang}"
)
def test_a_card_says_what_it_shows(answer: Answer) -> None:
    alt = card_of(answer).alt

    assert answer.title.rstrip("?") in alt
    assert len(alt) <= CAPTION


def test_every_topic_stands_in_one_group() -> None:
    listed = [topic for group in groups() for topic in group["topics"]]

    assert sorted(listed) == sorted(ESSENTIAL)


def test_words_lead_to_topics_that_are_there() -> None:
    assert {topic for _, topic in words().values()} - {""} <= set(ESSENTIAL)
    assert len(words()) > 50


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("no facts", "between two lines of ---"),
        ("---\ncolour: red\n---\n", "unknown line"),
        ("---\n---\n# en: What?\n\nThis.\n", "both languages"),
        ("---\n---\n# en: What?\n\n# ru: Что?\n\nЭто.\n", "says nothing"),
        ("---\n---\n# en: What?\n\nThis.\n\n## mor\n\n# ru: Что?\n\nЭто.\n", "unknown sections"),
        ("---\n---\n# en: What?\n\nThis.\n\n## myths\n- a claim\n\n# ru: Что?\n\nЭто.\n", "a myth is"),
        ("---\n---\n# en: What?\n\nThis.\n\n## table\n| a | b |\n| 1 |\n\n# ru: Что?\n\nЭто.\n", "differ in length"),
    ],
    ids=["no-facts", "unknown-fact", "one-language", "empty", "unknown-section", "half-a-myth", "ragged-table"],
)
def test_a_malformed_document_is_refused(text: str, says: str) -> None:
    with pytest.raises(MalformedDocumentError, match=says):
        read_document(text)
