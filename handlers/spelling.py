"""Russian in Latin letters: as chats spell it (`cho takoe`), and as it comes out on the wrong keys (`xnj nfrjt`)."""

_LATIN_TO_CYRILLIC = (
    ("shch", "щ"), ("sch", "щ"), ("yo", "е"), ("jo", "е"), ("zh", "ж"), ("kh", "х"), ("ts", "ц"), ("ch", "ч"),
    ("sh", "ш"), ("yu", "ю"), ("ju", "ю"), ("ya", "я"), ("ja", "я"), ("ye", "е"), ("iy", "ий"), ("yi", "ый"),
    ("ce", "це"), ("ci", "ци"), ("cy", "цы"),
    ("a", "а"), ("b", "б"), ("c", "ц"), ("d", "д"), ("e", "е"), ("f", "ф"), ("g", "г"), ("h", "х"), ("i", "и"),
    ("j", "й"), ("k", "к"), ("l", "л"), ("m", "м"), ("n", "н"), ("o", "о"), ("p", "п"), ("q", "к"), ("r", "р"),
    ("s", "с"), ("t", "т"), ("u", "у"), ("v", "в"), ("w", "в"), ("x", "кс"), ("y", "ы"), ("z", "з"), ("'", "ь"),
)  # fmt: skip
_LATIN_KEYS = "qwertyuiop[]asdfghjkl;'zxcvbnm,.`"
_RUSSIAN_KEYS = "йцукенгшщзхъфывапролджэячсмитьбюё"
_KEYS = str.maketrans(_LATIN_KEYS, _RUSSIAN_KEYS)


def to_cyrillic(word: str) -> str:
    """Spell a Latin word in Cyrillic letters, as chats do it (`cho takoe`)."""
    for latin, cyrillic in _LATIN_TO_CYRILLIC:
        word = word.replace(latin, cyrillic)
    return word


def on_russian_keys(text: str) -> str:
    """What a text typed on a Latin keyboard would be on a Russian one."""
    return text.casefold().translate(_KEYS)
