"""Russian adjectives: declension by the last letters of the stem, short forms, and the words that go their own way."""

from .templates import Thing

SEVEN = "гкхжшчщ"  # after these и stands for ы
_SPECIAL = {  # nominative m f n plural, then the oblique stem and how its endings go
    "мой": "мой моя моё мои мо soft",
    "твой": "твой твоя твоё твои тво soft",
    "свой": "свой своя своё свои сво soft",
    "наш": "наш наша наше наши наш soft",
    "ваш": "ваш ваша ваше ваши ваш soft",
    "этот": "этот эта это эти эт this",
    "тот": "тот та то те т that",
    "весь": "весь вся всё все вс whole",
    "один": "один одна одно одни одн this",
    "мамин": "мамин мамина мамино мамины мамин this",
    "папин": "папин папина папино папины папин this",
}
_SHORT = {  # adjectives as predicates; the stem of those that lose a vowel or ё
    "должен": "должн", "доволен": "довольн", "болен": "больн", "согласен": "согласн", "нужен": "нужн", "виден": "видн",
    "голоден": "голодн", "полон": "полн", "удивлён": "удивлен",
} | {
    word: word
    for word in (
        "похож рад готов занят прав виноват уверен здоров знаком сыт закрыт открыт вымыт куплен сломан написан сделан "
        "потерян подписан сам"
    ).split()
}  # fmt: skip
_PLURAL_IN_I = ("похож", "сам")


def column_of(thing: Thing) -> int:
    """Gives the column of a table that agrees with a thing: masculine, feminine, neuter, plural."""
    return 3 if thing.plural else "mfn".index(thing.gender)


def adjective_form(word: str, thing: Thing, form: str) -> str:
    """Declines an adjective to agree with a thing in a case."""
    plural = thing.plural or form.endswith("p")
    case = form.removesuffix("p")
    if case == "a" and (plural or thing.gender == "m"):
        case = "g" if thing.animate else "n"
    if case == "a" and thing.gender == "n":
        case = "n"
    column = 3 if plural else column_of(thing)
    special = _SPECIAL.get(word)
    if special is not None:
        *nominatives, stem, kind = special.split()
        if case == "n":
            return nominatives[column]
        return stem + _special_end(kind, column, case)
    stem, end = word[:-2], word[-2:]
    soft = end == "ий" and stem[-1] not in "гкхжшчщ"
    hissing = stem[-1] in "жшчщц" and end != "ой"
    return stem + _adjective_end(column, case, soft=soft, hissing=hissing, seven=stem[-1] in SEVEN, first=end)


def _adjective_end(column: int, case: str, *, soft: bool, hissing: bool, seven: bool, first: str) -> str:
    y = "и" if soft or seven else "ы"
    o = "е" if soft or hissing else "о"
    if column == 3:
        return y + {"n": "е", "g": "х", "d": "м", "i": "ми", "l": "х"}[case]
    if column == 1:
        return {"n": "яя" if soft else "ая", "a": "юю" if soft else "ую"}.get(case, o + "й")
    if case == "n":
        return first if column == 0 else o + "е"
    return {"g": o + "го", "d": o + "му", "i": y + "м", "l": o + "м"}[case]


def _special_end(kind: str, column: int, case: str) -> str:
    if column == 1:
        accusative = "ю" if kind in ("soft", "whole") else "у"
        return accusative if case == "a" else ("ей" if kind in ("soft", "whole") else "ой")
    y = "е" if kind in ("whole", "that") else "и"
    if column == 3:
        return y + {"g": "х", "d": "м", "i": "ми", "l": "х"}[case]
    e = "е" if kind in ("soft", "whole") else "о"
    return {"g": e + "го", "d": e + "му", "i": y + "м", "l": ("ё" if kind in ("soft", "whole") else "о") + "м"}[case]


def agreeing(word: str, subject: Thing) -> str:
    """Puts an adjective, short or long, into the form that the subject asks.

    Raises:
        ValueError: it is none.
    """
    if word in _SHORT:
        ends = ("а", "о", "и" if word in _PLURAL_IN_I else "ы")
        return (word, *(_SHORT[word] + end for end in ends))[column_of(subject)]
    if word in _SPECIAL or word.endswith(("ый", "ий", "ой")):
        return adjective_form(word, subject, "n")
    raise ValueError(f"no verb or adjective {word}")
