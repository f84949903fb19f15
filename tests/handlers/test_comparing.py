"""A talk about models' figures: one question after another, names as people write them, models side by side."""

import pytest

from handlers import Reply
from handlers.figures import pages
from handlers.questions import open_guide
from tests.handlers.conftest import Talk

pytestmark = pytest.mark.anyio
THIN = "\u202f"


async def last(talk: Talk, *messages: str) -> Reply:
    """The answer to the last of several messages."""
    return [await talk.say(message) for message in messages][-1]


@pytest.mark.parametrize(
    ("first", "then", "says"),
    [
        ("сколько голов в GPT-2 small", "а слоёв?", "GPT-2 small: 12 слоёв."),
        ("сколько голов в GPT-2", "а слоёв?", "GPT-2 XL: 48 слоёв."),
        ("сколько голов в GPT-2 medium", "а контекст?", "GPT-2 medium: контекстное окно — 1024 токена."),
        ("сколько слоев у gpt-3", "а голов", "GPT-3 175B: 96 голов в слое, 96 слоёв, всего 9216 голов."),
        ("сколько слоев у gpt-3", "а контекст у него какой", "GPT-3 175B: контекстное окно — 2048 токенов."),
        ("сколько голов у llama 3 8b", "а в сумме?", "Llama-3-8B: всего 1024 головы — 32 слоя по 32."),
        ("сколько голов у llama 3 8b", "а kv?", "голов ключей и значений — 8, каждая общая на группу"),
        ("сколько голов у llama 3 8b", "а слоёв у 70b?", "Llama-3-70B: 80 слоёв."),
        ("сколько голов у llama 3 8b", "а что с контекстом?", "Llama-3-8B: контекстное окно — 8192 токена."),
        ("сколько голов у llama 3 8b", "а слоёв и контекст?", "32 слоя, всего 1024 головы"),
        ("сколько слоёв у llama 3 8b", "а в слое?", "Llama-3-8B: 32 головы в слое"),
        ("сколько у тебя голов", "а слоёв?", "embedded (загружена): 6 слоёв."),
        ("а у GPT-4?", "а слоёв?", "не опубликована"),
        ("/models llama 4", "а контекст?", f"10{THIN}485{THIN}760 токенов"),
        ("how many heads does gpt-2 xl have", "and layers?", "GPT-2 XL: 48 layers."),
        ("how many heads does llama 3 8b have", "context?", "Llama-3-8B: the context window is 8,192 tokens."),
        ("how many heads does llama 3 8b have", "in total?", "Llama-3-8B: 1,024 heads in all, 32 layers of 32."),
        ("how many heads does llama 3 8b have", "how many layers does it have?", "Llama-3-8B: 32 layers."),
        ("GPT-4?", "what about its layers?", "isn't published"),
    ],
)
async def test_one_figure_after_another_is_asked_of_the_same_models(
    talk: Talk, first: str, then: str, says: str
) -> None:
    reply = await last(talk, first, then)

    assert (reply.kind, reply.topic) == ("question", "model-head-counts")
    assert says in reply.text
    assert reply.pictures == ()


@pytest.mark.parametrize(
    ("first", "then", "begins"),
    [
        ("сколько голов у llama 3 8b", "а у 70b?", "Llama-3-70B: 64 головы"),
        ("сколько голов у llama 3 8b", "а у 9b?", "Модели «Llama-9B» в моей таблице нет"),
        ("сколько голов в GPT-2", "а у medium?", "GPT-2 medium: 16 голов"),
        ("сколько голов в GPT-2", "а у тебя?", "embedded (загружена): 8 голов"),
        ("how many heads does llama 3 8b have", "what about the 70b?", "Llama-3-70B: 64 heads"),
        ("compare gpt2 and llama 3 8b", "and the 70b?", "Llama-3-70B: 64 heads"),
        ("how many heads does gpt-2 have", "and the xl?", "GPT-2 XL: 25 heads"),
    ],
)
async def test_another_model_of_the_family_is_named_by_its_size(talk: Talk, first: str, then: str, begins: str) -> None:
    assert (await last(talk, first, then)).text.startswith(begins)


@pytest.mark.parametrize(
    ("messages", "both"),
    [
        (("сколько голов у llama 3 8b", "сравни с gpt-2"), ["Llama-3-8B", "GPT-2 small"]),
        (("сравни Llama 3 и Mistral", "а с qwen?"), ["Llama-3-8B", "Qwen3-8B"]),
        (("how many heads does gpt-2 xl have", "compare it with llama 3 8b"), ["GPT-2 XL", "Llama-3-8B"]),
        (("compare gpt2 and llama 3 8b",), ["GPT-2 small", "Llama-3-8B"]),
        (("сравни жпт 2 и лламу 3 8б",), ["GPT-2 small", "Llama-3-8B"]),
        (("сравни мистраль с геммой",), ["Mistral-7B-v0.1", "Gemma-2-2B"]),
        (
            ("сколько голов у gpt-2 xl", "а контекст?", "а у gpt-3?", "а слоёв?", "сравни их"),
            ["GPT-2 XL", "GPT-3 175B"],
        ),
        (("how many heads does gpt-2 xl have", "and gpt-3?", "compare them"), ["GPT-2 XL", "GPT-3 175B"]),
        (("сколько голов у llama 3 8b", "а у mistral 7b?", "сравни их"), ["Llama-3-8B", "Mistral-7B-v0.1"]),
        (("how many heads has llama 3 8b", "and mistral 7b?", "compare them"), ["Llama-3-8B", "Mistral-7B-v0.1"]),
    ],
)
async def test_two_models_stand_side_by_side_in_text_and_picture(
    talk: Talk, messages: tuple[str, ...], both: list[str]
) -> None:
    reply = await last(talk, *messages)

    assert [line.split(":")[0] for line in reply.text.split("\n\n")[0].splitlines()] == both
    assert [row.split(";")[0] for row in reply.pictures[0].alt.split(". ")[2:-1]] == both


@pytest.mark.parametrize(
    ("messages", "says"),
    [
        (("how many heads has gpt-2 xl", "bert large", "and llama 3 70b?", "compare all three"), "25 heads a layer"),
        (("сколько голов у gpt-2 xl", "bert large", "а у llama 3 70b?", "сравни все три"), "25 голов в слое"),
    ],
)
async def test_all_that_were_named_one_by_one_are_compared(talk: Talk, messages: tuple[str, ...], says: str) -> None:
    reply = await last(talk, *messages)

    three = ["GPT-2 XL", "BERT-large", "Llama-3-70B"]
    assert [line.split(":")[0] for line in reply.text.split("\n\n")[0].splitlines()] == three
    assert says in reply.text


@pytest.mark.parametrize(
    ("compare", "follow", "begins"),
    [
        ("compare all three", "and context window?", "GPT-2 XL: the context window is 1,024"),
        ("compare all three", "head dim?", "GPT-2 XL: head dimension 64"),
        ("сравни все три", "а контекст?", "GPT-2 XL: контекстное окно — 1024"),
    ],
)
async def test_a_figure_is_asked_of_all_that_were_compared(talk: Talk, compare: str, follow: str, begins: str) -> None:
    reply = await last(talk, "gpt-2 xl", "bert large", "llama 3 70b", compare, follow)

    assert reply.text.startswith(begins)
    assert len(reply.text.splitlines()) == 3


@pytest.mark.parametrize(
    ("follow", "verdict"),
    [
        ("which is the biggest?", "Llama-3-70B is wider: 8,192 against 1,600, 1,024."),
        ("какая самая большая?", "Ширина модели больше у Llama-3-70B: 8192 против 1600, 1024."),
    ],
)
async def test_the_biggest_is_told_by_width_and_said_to_be(talk: Talk, follow: str, verdict: str) -> None:
    reply = await last(talk, "gpt-2 xl", "bert large", "llama 3 70b", follow)

    assert reply.text.split("\n\n")[1] == verdict
    assert ("isn't in my table" in reply.text) or ("в моей таблице нет" in reply.text)


@pytest.mark.parametrize(
    ("follow", "verdict"),
    [
        ("у кого меньше голов?", "Меньше всего голов в слое, 32: Llama-3-8B, Qwen3-8B; против 64."),
        ("which has fewer heads?", "The fewest heads a layer, 32: Llama-3-8B, Qwen3-8B; against 64."),
    ],
)
async def test_two_of_three_that_have_as_many_are_both_named(talk: Talk, follow: str, verdict: str) -> None:
    assert (await last(talk, "llama 3 8b", "qwen3 8b", "llama 3 70b", follow)).text.startswith(verdict)


async def test_no_more_than_the_last_four_names_are_compared(talk: Talk) -> None:
    reply = await last(talk, "gpt-2 xl", "bert large", "qwen3 8b", "llama 3 8b", "llama 3 70b", "compare them all")

    names = [line.split(":")[0] for line in reply.text.split("\n\n")[0].splitlines()]
    assert names == ["BERT-large", "Qwen3-8B", "Llama-3-8B", "Llama-3-70B"]


@pytest.mark.parametrize(
    ("text", "note", "family"),
    [
        ("сравни gpt-2 и llama 3 8b", "Из семейства GPT-2 здесь одна модель", "GPT-2"),
        ("compare qwen3 8b and falcon", "One model stands here for Falcon", "Falcon"),
    ],
)
async def test_the_rest_of_a_family_is_a_press_away(talk: Talk, text: str, note: str, family: str) -> None:
    reply = await talk.say(text)

    assert note in reply.text
    assert reply.pictures[0].alt.count(family) == 1
    assert (await talk.press(reply, family)).pictures[0].alt.count(family) > 2


@pytest.mark.parametrize(
    ("text", "shown"), [("сколько голов в GPT-2", "GPT-2 "), ("how many heads does pythia have", "Pythia-")]
)
async def test_text_and_picture_show_the_same_models(talk: Talk, text: str, shown: str) -> None:
    reply = await talk.say(text)

    assert reply.text.count(shown) == reply.pictures[0].alt.count(shown) > 3


@pytest.mark.parametrize(
    ("messages", "verdict"),
    [
        (
            ("у кого больше голов: у gpt-2 xl или у llama 3 8b",),
            "В слое голов больше у Llama-3-8B: 32 против 25; всего — у GPT-2 XL: 1200 против 1024.",
        ),
        (("сравни gpt-2 small и bert base", "а у кого больше голов?"), "Голов поровну: по 12 в слое, всего по 144."),
        (
            ("сравни Llama 3 8b и Mistral 7b", "у кого контекст длиннее?"),
            f"Контекстное окно длиннее у Mistral-7B-v0.1: 32{THIN}768 против 8192.",
        ),
        (("у кого меньше слоёв, у gpt-2 xl или у llama 3 8b",), "Слоёв меньше у Llama-3-8B: 32 против 48."),
        (
            ("у кого больше голов, у тебя или у gpt-2",),
            "Голов больше у GPT-2 small: 12 в слое против 8, всего 144 против 48.",
        ),
        (
            ("does gpt-2 have more heads than you",),
            "GPT-2 small has more heads: 12 a layer against 8, and 144 in all against 48.",
        ),
        (
            ("which has more heads, qwen3 8b or gemma 2 9b?",),
            "Qwen3-8B has more heads: 32 a layer against 16, and 1,152 in all against 672.",
        ),
        (
            ("compare gpt-2 xl and llama 3 8b", "which has more heads?"),
            "Llama-3-8B has more heads a layer: 32 against 25; in all it's GPT-2 XL: 1,200 against 1,024.",
        ),
        (
            ("does llama 3 8b have more heads than qwen3 8b",),
            "Both have 32 heads a layer; in all Qwen3-8B has more: 1,152 against 1,024.",
        ),
    ],
)
async def test_who_has_more_is_said_first(talk: Talk, messages: tuple[str, ...], verdict: str) -> None:
    reply = await last(talk, *messages)

    assert reply.text.startswith(f"{verdict}\n\n")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Сколько голов у Gemma 3 27B, и почему так мало?", "Gemma-3-27B: 32 головы"),
        ("сколько голов в whisper", "Whisper tiny: 6 голов"),
        ("how many heads has whisper tiny and why", "Whisper tiny: 6 heads"),
        ("how many heads does ViT-B/16 have?", "ViT-B/16: 12 heads"),
    ],
)
async def test_a_count_of_a_named_model_is_told_whatever_else_is_asked(talk: Talk, text: str, says: str) -> None:
    assert says in (await talk.say(text)).text


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("почему у ламы 8 kv голов", "gqa-mqa"),
        ("сколько параметров у головы gpt-2", "parameters-per-head"),
        ("сколько голов в gpt-2 можно удалить", "head-pruning"),
        ("How many attention blocks does a T5 decoder layer have?", "cross-attention"),
    ],
)
async def test_a_count_of_something_else_is_no_figure(text: str, topic: str) -> None:
    assert open_guide().topic(text) == topic


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("сколько голов у джеминая", "Число голов Gemini не опубликовано."),
        ("сколько голов у джеминай", "Число голов Gemini не опубликовано."),
        ("o1?", "The number of heads in o1 isn't published."),
        ("о3?", "Число голов o3 не опубликовано."),
        ("gpt5", "The number of heads in GPT-5 isn't published."),
        ("gpt4o?", "The number of heads in GPT-4o isn't published."),
        ("gemini 2.5 pro?", "The number of heads in Gemini isn't published."),
    ],
)
async def test_what_is_not_published_is_said_so_under_every_name(talk: Talk, text: str, says: str) -> None:
    assert (await talk.say(text)).text.startswith(says)


@pytest.mark.parametrize(
    "text",
    [
        "сколько голов у грока",
        "сколько голов у горыныча",
        "сколько голов у stable diffusion",
        "сколько голов у саги",
        "how many heads does Grok have",
        "how many heads does stable diffusion have",
        "how many heads does llama 3 9b have",
    ],
)
async def test_what_is_not_in_the_table_is_said_to_be_missing(talk: Talk, text: str) -> None:
    reply = await talk.say(text)

    assert ("в моей таблице нет" in reply.text) or ("isn't in my table" in reply.text)


@pytest.mark.parametrize(
    "text",
    ["сколько голов у модели", "сколько голов у трансформера", "сколько голов у тебя", "сколько голов у дракона"],
)
async def test_what_is_no_name_of_a_model_is_not_missed(talk: Talk, text: str) -> None:
    assert "в моей таблице нет" not in (await talk.say(text)).text


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("лламу 3 8б", "Llama-3-8B"),
        ("ламой 3 8b", "Llama-3-8B"),
        ("мистралю 7b v0.3", "Mistral-7B-v0.3"),
        ("геммой 2 9b", "Gemma-2-9B"),
        ("дипсика r1", "DeepSeek-V3 / R1"),
        ("дип сику v3.2", "DeepSeek-V3.2"),
        ("квеном 3 8b", "Qwen3-8B"),
        ("жпт-2 смол", "GPT-2 small"),
        ("виспером tiny", "Whisper tiny"),
    ],
)
async def test_russian_cases_name_models_too(typed: str, name: str) -> None:
    models = open_guide().models

    assert [model.name for (model,) in models.named(f"сколько голов у {typed}")] == [name]


@pytest.mark.parametrize("text", ["топ моделей по числу голов", "top models by number of heads"])
async def test_a_ranking_begins_with_the_most(talk: Talk, text: str) -> None:
    assert "\n\nFalcon-180B: 232 " in (await talk.say(text)).text


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("сколько голов у t5 base", "12+12 слоёв, всего 288 голов, не считая перекрёстного внимания."),
        ("how many heads does bart large have", "12+12 layers, 384 heads in all, without cross-attention."),
        ("сколько голов у whisper base", "контекст декодера — 448 токенов текста"),
        ("context of qwen3 8b", "131,072 tokens when stretched with YaRN"),
        ("сколько голов у deepseek v3", "(MLA)"),
    ],
)
async def test_a_figure_says_what_it_counts(talk: Talk, text: str, says: str) -> None:
    assert says.casefold() in (await talk.say(text)).text.casefold()


async def test_a_single_model_names_the_pages_it_was_read_on(talk: Talk) -> None:
    russian, english = await talk.say("сколько голов у deepseek r1"), await talk.say("heads of gpt-3")

    assert russian.text.endswith(
        "Источники:\nhttps://github.com/deepseek-ai/DeepSeek-V3\nhttps://github.com/ai-dynamo/aiconfigurator"
    )
    assert english.text.endswith("Sources:\nhttps://arxiv.org/abs/2005.14165")


async def test_no_page_is_named_that_the_table_does_not_name() -> None:
    models = open_guide().models.all
    found = {model.name: pages(model) for model in models}

    assert sum(map(bool, found.values())) > 155
    assert found["M2M-100 418M"] == []  # read from copies of it
    assert found["rubert-tiny"] == ["https://huggingface.co/cointegrated/rubert-tiny"]
    for model in models:
        for page in found[model.name]:
            assert page.split("/", 3)[3].removeprefix("abs/") in model.source


@pytest.mark.parametrize(
    ("messages", "button"),
    [
        (("compare bert and gpt",), "Compare the figures"),
        (("how many heads does gpt-2 have", "compare bert and gpt"), "Compare the figures"),
        (("сравни bert и gpt",), "Сравнить в цифрах"),
    ],
)
async def test_two_kinds_of_models_are_told_apart_and_their_figures_offered(
    talk: Talk, messages: tuple[str, ...], button: str
) -> None:
    reply = await last(talk, *messages)
    figures = await talk.press(reply, button)

    assert reply.topic == "encoder-vs-decoder"
    assert figures.text.startswith("BERT-base: 12")


@pytest.mark.parametrize(
    ("first", "then", "kind"),
    [
        ("сколько голов в GPT-2", "Ты купил хлеб?", "sentence"),
        ("сколько голов в GPT-2", "слой 5", "error"),
        ("how many heads does gpt-2 have", "show layers", "error"),
        ("что такое голова внимания", "layer 3", "error"),
    ],
)
async def test_another_message_is_taken_for_what_it_is(talk: Talk, first: str, then: str, kind: str) -> None:
    assert (await last(talk, first, then)).kind == kind


@pytest.mark.parametrize(("first", "then"), [("сколько голов в GPT-2", "а слоёв?"), ("heads of gpt-2 xl", "layers?")])
async def test_a_talk_about_models_ends_with_a_sentence(talk: Talk, first: str, then: str) -> None:
    reply = await last(talk, first, "Кошка сидела на окне и смотрела на птиц", then)

    assert "GPT-2" not in reply.text


@pytest.mark.parametrize(("text", "here"), [("сравни с gpt-2", "загружена"), ("compare yourself with gpt-2", "loaded")])
async def test_a_model_alone_is_compared_with_the_loaded_one(talk: Talk, text: str, here: str) -> None:
    lines = (await talk.say(text)).text.splitlines()

    assert lines[0].startswith("GPT-2 small: 12")
    assert lines[1].startswith(f"embedded ({here}): 8")


async def test_the_loaded_model_is_one_of_them(talk: Talk) -> None:
    lines = (await last(talk, "сколько голов в GPT-2", "а у тебя?", "сравни их")).text.splitlines()

    assert [line.split(":")[0] for line in lines[:2]] == ["GPT-2 small", "embedded (загружена)"]


async def test_another_person_does_not_go_on(talk: Talk) -> None:
    await talk.say("сколько голов в GPT-2")

    assert "GPT-2" not in (await talk.elsewhere(person="boris").say("а слоёв?")).text
