"""How people write the names of models: `лама 3 8b`, `гпт-4о`, `дип сику`, `Qwen3-30B-A3B`."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

_PIECE = re.compile(
    r"\b[oо][1-4]\b|\d+(?:\.\d+)*[a-zа-я]?(?![a-zа-я0-9])|\d+(?:\.\d+)*|[a-zа-я]\d+[a-zа-я]\b|[a-zа-я]+"
)

# How families, sizes and versions are called in Russian, by their stems: cases and doubled letters vary.
_HARD, _SOFT, _FEMININE = "(?:а|у|е|ом|ы)?", "(?:ь|я|ю|е|ем|и)", "(?:а|ы|е|у|ой|ою)"
_SPOKEN = tuple(
    (re.compile(stem), name)
    for name, stem in (
        ("gpt", "гпт|жпт|джпт|джипити|чпт"),
        ("chatgpt", "чат(?:гпт|жпт|джипити)"),
        ("chat", "чат"),
        ("llama", f"лл?ам{_FEMININE}?|lama"),
        ("mistral", f"мистрал{_SOFT}?"),
        ("mixtral", f"микст(?:рал|ал){_SOFT}?"),
        ("qwen", f"(?:кв[еэ]н|куэн){_HARD}|qven"),
        ("gemma", f"(?:дж|г)емм{_FEMININE}"),
        ("gemini", "(?:дж|г)емини|(?:дж|г)емина(?:й|я|ю|ем|е)"),
        ("claude", f"клод{_HARD}"),
        ("grok", f"грок{_HARD}"),
        ("bert", f"берт{_HARD}"),
        ("rubert", f"руберт{_HARD}"),
        ("rugpt", "ру(?:гпт|жпт)"),
        ("deepseek", f"дипси+к{_HARD}"),
        ("deep", "дип"),
        ("seek", f"сик{_HARD}"),
        ("falcon", f"ф[аэ]лкон{_HARD}"),
        ("bloom", f"блум{_HARD}"),
        ("kimi", "кими"),
        ("yandexgpt", f"яндекс{_HARD}|яндекс(?:гпт|жпт)|yandex"),
        ("gigachat", f"гигачат{_HARD}"),
        ("saiga", f"сайг{_FEMININE}"),
        ("vikhr", f"вихр{_SOFT}"),
        ("pythia", "пифи(?:я|и|ю|ей)"),
        ("mamba", f"мамб{_FEMININE}"),
        ("whisper", f"(?:в|у)ис+пер{_HARD}"),
        ("olmo", "олмо"),
        ("opt", "опт"),
        ("phi", "фи"),
        ("t", "т"),
        ("b", "б"),
        ("small", "смол|маленьк(?:ий|ая|ой|ого|ую)"),
        ("medium", "медиум|средн(?:яя|ей|юю)"),
        ("large", "ларж|больш(?:ая|ой|ую)"),
        ("base", "бейз"),
        ("xl", "хл"),
        ("lite", "лайт"),
        ("mini", "мини"),
        ("turbo", "турбо"),
    )
)
_SPLIT_FAMILIES = frozenset({"t", "mt"})  # `T5`: the digit belongs to the family's name
_JOINED = {
    ("yandexgpt", "gpt"): "yandexgpt",
    ("chat", "gpt"): "chatgpt",
    ("deep", "seek"): "deepseek",
    ("gpt", "oss"): "gptoss",
    ("gpt", "neox"): "gptneox",
    ("gpt", "j"): "gptj",
}

_CLOSED = {"chatgpt": "ChatGPT", "claude": "Claude", "gemini": "Gemini"}
_CLOSED_GPT = re.compile(r"(?:3\.5|[45](?:\.\d+)?)o?")
_REASONING = re.compile(r"o[1-4]")
_ELSEWHERE = {"grok": "Grok"}  # some of its weights are public, but no row has them
_VERSION = re.compile(r"\d+(?:\.\d+)?")
_VERSIONS = frozenset("mini nano turbo pro flash ultra opus sonnet haiku thinking preview high".split())


def pieces_of(name: str) -> Iterator[str]:
    """`Qwen3-30B-A3B` to qwen, 3, 30b, a3b; `лама 3 8b` to llama, 3, 8b."""
    folded = name.casefold().replace("ё", "е").replace("\u2011", "-").replace("_", " ")
    folded = re.sub(r"(\d)\s*(?:млрд|billion|миллиардов|b|б)\b", r"\1b", folded)
    folded = re.sub(r"(\d)о\b", r"\1o", folded)  # `гпт-4о`
    spoken = [_spoken(piece) for piece in _PIECE.findall(folded)]
    at = 0
    while at < len(spoken):
        pair = (spoken[at], spoken[at + 1]) if at + 1 < len(spoken) else None
        if pair and pair in _JOINED:
            yield _JOINED[pair]
            at += 2
        elif pair and pair[0] in _SPLIT_FAMILIES and pair[1].isdigit():
            yield pair[0] + pair[1]
            at += 2
        else:
            yield spoken[at]
            at += 1


def unpublished(pieces: Sequence[str]) -> tuple[int, str]:
    """How many pieces at the front name a model whose makers tell no figures, and its name; 0 for none."""
    head, after = pieces[0], pieces[1] if len(pieces) > 1 else ""
    if head == "gpt" and _CLOSED_GPT.fullmatch(after):
        return 2 + _versions(pieces[2:]), f"GPT-{after}"
    if _REASONING.fullmatch(head):
        return 1 + _versions(pieces[1:]), head
    return (1 + _versions(pieces[1:]), _CLOSED[head]) if head in _CLOSED else (0, "")


def elsewhere(pieces: Sequence[str]) -> tuple[int, str]:
    """The same for a family that has no row in the table."""
    if pieces[0] not in _ELSEWHERE:
        return 0, ""
    name, after = _ELSEWHERE[pieces[0]], pieces[1] if len(pieces) > 1 else ""
    return (2, f"{name}-{after}") if _VERSION.fullmatch(after) else (1, name)


def _versions(pieces: Sequence[str]) -> int:
    """How many pieces only tell which version is meant: `Gemini 2.5 Pro`."""
    other = (at for at, piece in enumerate(pieces) if piece not in _VERSIONS and not _VERSION.fullmatch(piece))
    return next(other, len(pieces))


@lru_cache(maxsize=4096)
def _spoken(piece: str) -> str:
    if _REASONING.fullmatch(latin := piece.replace("о", "o")):
        return latin
    return next((name for stem, name in _SPOKEN if stem.fullmatch(piece)), piece)
