"""Russian: declension by stem, conjugation from three forms, agreement; what is irregular stands in the data."""

import random
import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from .lexicon import entries, read_banks, read_classes, records
from .templates import Row, Slot, Thing

CASES = "ngdail"  # nominative, genitive, dative, accusative, instrumental, prepositional ("l")
_HARD, _SOFT, _SOFT_STRESSED = (
    ("", "а", "у", "", "ом", "е"),
    ("", "я", "ю", "", "ем", "е"),
    ("", "я", "ю", "", "ём", "е"),
)
_PRONOUNS = {  # of whom the word stands for: a man, a woman, a thing of neuter gender, many, me, us
    "он": "он она оно они я мы",
    "его": "его её его их меня нас",
    "ему": "ему ей ему им мне нам",
    "им": "им ей им ими мной нами",
    "него": "него неё него них меня нас",
    "нему": "нему ней нему ним мне нам",
    "ним": "ним ней ним ними мной нами",
    "нём": "нём ней нём них мне нас",
    "который": "который которая которое которые который которые",
    "которого": "которого которую которое которые которого которых",
}
_SPECIAL_ADJECTIVES = {  # nominative m f n plural, then the oblique stem and how its endings go
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
_SHORT = {"должен": "должн", "доволен": "довольн", "болен": "больн", "согласен": "согласн", "нужен": "нужн"}
_SHORT |= {"виден": "видн", "голоден": "голодн", "полон": "полн", "похож": "похож", "рад": "рад", "готов": "готов"}
_SHORT |= {word: word for word in "занят прав виноват уверен здоров знаком сыт удивлён закрыт открыт вымыт".split()}
_SHORT |= {word: word for word in "куплен готов сломан написан сделан знаком потерян подписан".split()}
_SHORT |= {"удивлён": "удивлен", "сам": "сам"}
_SEVEN = "гкхжшчщ"  # after these и stands for ы
_HISSING = "жшчщц"


class Russian:
    """Russian words and sentences of a folder of data."""

    he = "он"
    joining: tuple[str, ...] = (" и ", " с ", " — ")

    def __init__(self, folder: Path) -> None:
        """Reads the data."""
        nouns = {thing.name: thing for thing in map(_noun, records(folder / "nouns.txt"))}
        nouns |= {_plural(thing).name: _plural(thing) for thing in nouns.values() if not thing.plural} | nouns
        classes = {name: (thing,) for name, thing in nouns.items()}  # a noun by itself
        self.classes: Mapping[str, tuple[Thing, ...]] = classes | read_classes(folder / "classes.txt", nouns)
        self.banks: Mapping[str, tuple[Row, ...]] = read_banks(folder / "phrases.txt")
        self._verbs = _verbs(folder / "verbs.txt")

    def is_subject(self, slot: Slot) -> bool:
        """Says whether the hole stands in the nominative."""
        return slot.form in ("", "n", "np") and slot.pronoun in ("", "он")

    def pronoun(self, thing: Thing, word: str) -> str:
        """Gives the pronoun of the thing's gender and number."""
        return _PRONOUNS[word].split()[_row(thing)]

    def name(self, thing: Thing, adjectives: tuple[str, ...], form: str, draw: random.Random) -> str:
        """Gives the thing in a case (`np`: nominative plural), its adjectives agreeing; 2 and 5 count it."""
        case = form or "n"
        if "2" in adjectives or "5" in adjectives:
            return _counted(thing, "2" in adjectives, draw)
        of_kind = {"k": "n", "kg": "a"}.get(case, case)  # the cat is called by its name, or is a cat
        words = [adjective_form(word, thing, of_kind) for word in adjectives]
        return " ".join([*words, thing.forms[case]])

    def agree(self, word: str, subject: Thing | None, mood: str) -> str:
        """Puts a verb (given in the past or the third person) or an adjective into the form that the subject asks."""
        verb = self._verbs.get(word)
        if verb is not None:
            return _verb_form(verb, mood or ("past" if word == verb["past"] else "now"), subject)
        if subject is None:
            raise ValueError(f"{word}* has nobody to agree with")
        if word in _SHORT:
            return (word, *(_SHORT[word] + end for end in ("а", "о", "и" if word in ("похож", "сам") else "ы")))[
                _column(subject)
            ]
        if word in _SPECIAL_ADJECTIVES or word.endswith(("ый", "ий", "ой")):
            return adjective_form(word, subject, "n")
        raise ValueError(f"no verb or adjective {word}")

    def polish(self, text: str) -> str:
        """Makes prepositions fit the next word, and sentences begin with a capital."""
        for pattern, replacement in _PREPOSITIONS:
            text = pattern.sub(replacement, text)
        text = re.sub(r"\s+", " ", text).strip().replace(" ,", ",").replace(" .", ".")
        text = _BEGINNING.sub(lambda found: found[1] + found[2].upper(), text)
        return _MARKED.sub(lambda found: found[1].upper(), text)


_PREPOSITIONS = (
    (re.compile(r"\b([вВ])(?= [вф][бвгджзклмнпрстфхцчшщ])"), r"\1о"),
    (re.compile(r"\b([вВ])(?= (?:двор|мн[еой]|сне\b|сколько))"), r"\1о"),
    (re.compile(r"\b([сС])(?= (?:[сзшж][бвгджзклмнпрстфхцчшщ]|щ|мной|всем|двор))"), r"\1о"),
    (re.compile(r"\b([кК])(?= (?:мне\b|всем\b|двору))"), r"\1о"),
    (re.compile(r"\b([оО])(?= [аиоуэАИОУЭ])"), r"\1б"),
    (re.compile(r"\b([оО])(?= мне\b)"), r"\1бо"),
)
_BEGINNING = re.compile(r"(^«?|^— |[.!?…]»? «?|: «)([а-яё])")
_MARKED = re.compile(r"\^(\w)")  # a speaker's first word, where a phrase begins it


def _row(thing: Thing) -> int:
    if thing.person == 1:
        return 5 if thing.plural else 4
    return _column(thing)


def _column(thing: Thing) -> int:
    return 3 if thing.plural else "mfn".index(thing.gender)


def _noun(record: str) -> Thing:
    """Reads `кошка f* gp=кошек`: gender, * for animate, ! for a stressed ending, ~stem, forms that are irregular."""
    head, given = entries(record)
    kind = next(word for word in head[1:] if word[0] in "mfnp")
    name = " ".join(head[: head.index(kind)])
    gender, animate, stressed = kind[0], "*" in kind, "!" in kind
    adjectives = [re.sub("(ая|ое|ые)$", "ый", word) for word in name.split()[:-1]]
    last = name.split()[-1]
    tail = given.pop("tail", "")
    forms = dict(_plurals(last, gender, given) if gender == "p" else _singulars(last, gender, given, stressed=stressed))
    if gender != "p":
        np = given.get("np") or _nominative_plural(last, gender, given)
        forms |= {case + "p": word for case, word in _plurals(np, gender, given, last).items()}
    forms |= given
    for suffix in ("", "p"):
        if "a" + suffix not in given and "n" + suffix in forms:
            same = "g" if animate and (suffix or gender in "mp") else "n"
            if suffix or gender in "mnp":
                forms["a" + suffix] = forms[same + suffix]
    person = 1 if forms["n"] in ("я", "мы") else 3
    thing = Thing(name, forms, "m" if gender == "p" else gender, gender == "p", animate, person)
    if adjectives:
        for case in list(forms):
            if case.removesuffix("p") in CASES:
                words = [adjective_form(word, thing, case) for word in adjectives]
                forms[case] = " ".join([*words, forms[case]])
    if gender == "p":
        forms |= {case + "p": forms[case] for case in CASES}
    if tail:
        forms.update({case: f"{word} {tail}" for case, word in forms.items()})
        thing = replace(thing, name=f"{name} {tail}")
    return thing


def _plural(thing: Thing) -> Thing:
    if "np" not in thing.forms:
        return thing
    forms = {case: thing.forms[case + "p"] for case in CASES} | {case + "p": thing.forms[case + "p"] for case in CASES}
    return Thing(forms["n"], forms, thing.gender, plural=True, animate=thing.animate)


def _singulars(word: str, gender: str, given: Mapping[str, str], *, stressed: bool) -> Iterator[tuple[str, str]]:
    stem = given.get("~", word[:-1] if word[-1] in "аяоеёьй" else word)
    if gender == "m" and word[-1] not in "аяо":
        soft = word[-1] in "ьй"
        ends = (_SOFT_STRESSED if stressed else _SOFT) if soft else _HARD
        if not soft and stem[-1] in _HISSING and not stressed:
            ends = ("", "а", "у", "", "ем", "е")
        if word.endswith("ий"):
            ends = ("", "я", "ю", "", "ем", "и")
    elif gender == "n":
        if word.endswith("ие"):
            ends = ("е", "я", "ю", "е", "ем", "и")
        elif word[-1] == "о":
            ends = ("о", "а", "у", "о", "ом", "е")
        else:
            ends = ("е", "а", "у", "е", "ем", "е") if stem[-1] in _HISSING else ("е", "я", "ю", "е", "ем", "е")
    elif word[-1] == "ь":
        ends = ("ь", "и", "и", "ь", "ью", "и")
    elif word.endswith("ия"):
        ends = ("я", "и", "и", "ю", "ей", "и")
    elif word[-1] == "я":
        ends = ("я", "и", "е", "ю", "ёй" if stressed else "ей", "е")
    else:
        hissing = stem[-1] in _HISSING and not stressed
        ends = ("а", "и" if stem[-1] in _SEVEN else "ы", "е", "у", "ей" if hissing else "ой", "е")
    for case, end in zip(CASES, ends, strict=True):
        yield case, word if case == "n" or (case == "a" and gender != "f") else stem + end


def _nominative_plural(word: str, gender: str, given: Mapping[str, str]) -> str:
    stem = given.get("~", word[:-1] if word[-1] in "аяоеёьй" else word)
    if gender == "n":
        return stem + ("а" if word[-1] == "о" or stem[-1] in _HISSING else "я")
    if word[-1] in "ьйя" or stem[-1] in _SEVEN:
        return stem + "и"
    return stem + "ы"


def _plurals(np: str, gender: str, given: Mapping[str, str], singular: str = "") -> dict[str, str]:
    stem = np[:-1]
    soft = np[-1] == "я" or (np[-1] == "и" and stem[-1] not in _SEVEN)
    vowel = "я" if soft else "а"
    gp = given.get("gp") or _genitive_plural(stem, gender, singular)
    ends = {"d": vowel + "м", "i": vowel + "ми", "l": vowel + "х"}
    return {"n": np, "g": gp, "a": np} | {case: stem + end for case, end in ends.items()}


def _genitive_plural(stem: str, gender: str, singular: str) -> str:
    if gender == "m" and singular and singular[-1] not in "ая":
        if singular[-1] == "й":
            return stem + "ев"
        if singular[-1] == "ь" or stem[-1] in "жшчщ":
            return stem + "ей"
        return stem + ("ев" if stem[-1] == "ц" else "ов")
    if singular.endswith(("ия", "ие")):
        return stem + "й"
    if singular.endswith("ь"):
        return stem + "ей"
    if singular.endswith("я"):
        return stem + "ь"
    return stem


def adjective_form(word: str, thing: Thing, form: str) -> str:
    """Declines an adjective to agree with a thing in a case."""
    plural = thing.plural or form.endswith("p")
    case = form.removesuffix("p")
    if case == "a" and (plural or thing.gender == "m"):
        case = "g" if thing.animate else "n"
    if case == "a" and thing.gender == "n":
        case = "n"
    column = 3 if plural else "mfn".index(thing.gender)
    special = _SPECIAL_ADJECTIVES.get(word)
    if special is not None:
        *nominatives, stem, kind = special.split()
        if case == "n":
            return nominatives[column]
        return stem + _special_end(kind, column, case)
    stem, end = word[:-2], word[-2:]
    soft = end == "ий" and stem[-1] not in "гкхжшчщ"
    hissing = stem[-1] in "жшчщц" and end != "ой"
    return stem + _adjective_end(column, case, soft=soft, hissing=hissing, seven=stem[-1] in _SEVEN, first=end)


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
        if kind == "soft" and case == "a":
            accusative = "ю"
        return accusative if case == "a" else ("ей" if kind in ("soft", "whole") else "ой")
    y = "е" if kind in ("whole", "that") else "и"
    if column == 3:
        return y + {"g": "х", "d": "м", "i": "ми", "l": "х"}[case]
    e = "е" if kind in ("soft", "whole") else "о"
    return {"g": e + "го", "d": e + "му", "i": y + "м", "l": ("ё" if kind in ("soft", "whole") else "о") + "м"}[case]


def _counted(thing: Thing, few: bool, draw: random.Random) -> str:  # noqa: FBT001  # one of two ways to count
    if not few:
        return f"{draw.choice(('пять', 'шесть', 'семь', 'десять'))} {thing.forms['gp']}"
    two = "две" if thing.gender == "f" else "два"
    return f"{draw.choice((two, 'три', 'четыре'))} {thing.forms['g']}"


def _verbs(path: Path) -> dict[str, dict[str, str]]:
    """Reads `нести несу несёт нёс`: infinitive, I, he, and the past where the infinitive doesn't tell it."""
    verbs: dict[str, dict[str, str]] = {}
    for record in records(path):
        words, given = entries(record)
        infinitive, first, third = words[:3]
        past = words[3] if len(words) > 3 else _past(infinitive)
        verb = {"inf": infinitive, "i": first, "he": third, "past": past} | given
        for key in (past, third):
            if key in verbs and verbs[key]["inf"] != infinitive:
                raise ValueError(f"{key} is a form of {infinitive} and of {verbs[key]['inf']}")
            verbs[key] = verb
    return verbs


def _past(infinitive: str) -> str:
    if infinitive.endswith("ся"):
        return infinitive[:-4] + "лся"
    return infinitive[:-2] + "л"


def _reflexive(word: str) -> tuple[str, bool]:
    return (word[:-2], True) if word.endswith(("ся", "сь")) else (word, False)


def _verb_form(verb: Mapping[str, str], mood: str, subject: Thing | None) -> str:
    if mood == "inf":
        return verb["inf"]
    if mood in ("imp", "imps"):
        back = verb["inf"].endswith("ся")
        base = verb["imp"][:-2] if back else verb["imp"]
        many = "те" if mood == "imps" else ""
        return base + many + (("сь" if (base + many)[-1] in "аеёиоуыэюя" else "ся") if back else "")
    if subject is None:
        raise ValueError(f"{verb['inf']} has no subject")
    if mood == "past":
        return _past_form(verb["past"], subject)
    if mood == "will":
        return f"{_now('буду', 'будет', {}, subject)} {verb['inf']}"
    return _now(verb["i"], verb["he"], verb, subject)


def _past_form(past: str, subject: Thing) -> str:
    base, back = _reflexive(past)
    feminine, neuter, plural = subject.gender == "f", subject.gender == "n", subject.plural
    if plural or feminine or neuter:
        base = re.sub(r"ш[её]л$", "шл", base)
        base = re.sub(r"лёг$", "легл", re.sub(r"рос$", "росл", base))
        base = re.sub(r"ё(л|сл?|зл?|кл?|гл?|рл?)$", r"е\1", base) if not base.endswith(("тёр", "пёр")) else base
        base = base if base.endswith("л") else base + "л"
        base += "и" if plural else ("а" if feminine else "о")
    return base + (("сь" if base[-1] in "аиоя" else "ся") if back else "")


def _now(first: str, third: str, given: Mapping[str, str], subject: Thing) -> str:
    he, back = _reflexive(third)
    i, _ = _reflexive(first)
    if subject.person == 1 and not subject.plural:
        return first
    if not subject.plural:
        return third
    we = given.get("we") or he[:-1] + "м"
    base = we if subject.person == 1 else given.get("they") or _they(i, he)
    return base + (("сь" if base[-1] in "аеёиоуюя" else "ся") if back else "")


def _they(i: str, he: str) -> str:
    if he.endswith("ит"):
        return he[:-2] + ("ат" if he[-3] in "жшчщ" else "ят")
    return i + "т"
