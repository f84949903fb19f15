"""Russian nouns: declension by stem and gender; what is irregular stands in the data."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from .lexicon import entries
from .russian_adjectives import SEVEN, adjective_form
from .templates import Thing

CASES = "ngdail"  # nominative, genitive, dative, accusative, instrumental, prepositional ("l")
_HARD, _SOFT, _SOFT_STRESSED = (
    ("", "а", "у", "", "ом", "е"),
    ("", "я", "ю", "", "ем", "е"),
    ("", "я", "ю", "", "ём", "е"),
)
_HISSING = "жшчщц"


def read_noun(record: str) -> Thing:
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


def plural_of(thing: Thing) -> Thing:
    """Gives the thing in the plural as a thing of its own, itself if it has none."""
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
        ends = ("а", "и" if stem[-1] in SEVEN else "ы", "е", "у", "ей" if hissing else "ой", "е")
    for case, end in zip(CASES, ends, strict=True):
        yield case, word if case == "n" or (case == "a" and gender != "f") else stem + end


def _nominative_plural(word: str, gender: str, given: Mapping[str, str]) -> str:
    stem = given.get("~", word[:-1] if word[-1] in "аяоеёьй" else word)
    if gender == "n":
        return stem + ("а" if word[-1] == "о" or stem[-1] in _HISSING else "я")
    if word[-1] in "ьйя" or stem[-1] in SEVEN:
        return stem + "и"
    return stem + "ы"


def _plurals(np: str, gender: str, given: Mapping[str, str], singular: str = "") -> dict[str, str]:
    stem = np[:-1]
    soft = np[-1] == "я" or (np[-1] == "и" and stem[-1] not in SEVEN)
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
