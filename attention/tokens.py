"""Tokens as a person reads them: text, the characters they came from, the word they belong to."""

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from fractions import Fraction

from transformers import PreTrainedTokenizerBase

from attention.seen import Token
from attention.words import split_words

_SHARES = {
    Fraction(1, 4): "¼",
    Fraction(1, 3): "⅓",
    Fraction(1, 2): "½",
    Fraction(2, 3): "⅔",
    Fraction(3, 4): "¾",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as a tokenizer reads it.

    Attributes:
        text: The text up to the end of the last token.
        ids: What the network gets.
        tokens: What a person reads, one for each id.
        cut: How many tokens were left out at the end.
    """

    text: str
    ids: tuple[int, ...]
    tokens: tuple[Token, ...]
    cut: int


def clean(text: str) -> str:
    """Leave out what isn't text: lone surrogates (half a character, which no encoding can write) and NUL."""
    return text.encode("utf-8", "ignore").decode("utf-8").replace("\0", "")


def read_text(tokenizer: PreTrainedTokenizerBase, text: str, max_tokens: int) -> Reading:
    """Turn a text into tokens, at most `max_tokens` of them with the special ones."""
    text = clean(text)
    encoding = tokenizer(text, return_offsets_mapping=True, return_special_tokens_mask=True)
    cut = max(0, len(encoding["input_ids"]) - max_tokens)
    if cut:
        encoding = tokenizer(
            text, return_offsets_mapping=True, return_special_tokens_mask=True, truncation=True, max_length=max_tokens
        )
    ids: list[int] = encoding["input_ids"]
    pieces: list[str] = tokenizer.convert_ids_to_tokens(ids)
    spans: list[tuple[int, int]] = encoding["offset_mapping"]
    added: list[int] = encoding["special_tokens_mask"]
    if cut:
        text = text[: max(end for _, end in spans)]
    return Reading(text, tuple(ids), _tokens(text, pieces, spans, added), cut)


def _tokens(text: str, pieces: list[str], spans: list[tuple[int, int]], added: list[int]) -> tuple[Token, ...]:
    words = split_words(text)
    word_starts = [start for start, _ in words]
    covered = Counter(place for start, end in spans for place in range(start, end))
    tokens = []
    for piece, (start, end), special in zip(pieces, spans, added, strict=True):
        if special or start == end:
            tokens.append(Token(piece, start, end, None, special=bool(special)))
            continue
        visible = start + len(text[start:end]) - len(text[start:end].lstrip())
        word = bisect_right(word_starts, visible) - 1 if visible < end else None
        shown = text[start:end]
        if covered[start] > 1 or covered[end - 1] > 1:
            shown = _with_shares(text, start, end, piece, covered)
        tokens.append(Token(shown, start, end, word))
    return tuple(tokens)


def _with_shares(text: str, start: int, end: int, piece: str, covered: Counter[int]) -> str:
    """Write a letter that several tokens share with the part this one holds: `д½`."""
    whole = [text[place] for place in range(start, end) if covered[place] == 1]
    held = 1 if piece.startswith("<0x") else len(piece) - sum(len(letter.encode()) for letter in whole)
    shown = ""
    for place in range(start, end):
        letter = text[place]
        if covered[place] > 1:
            size = len(letter.encode())
            part = Fraction(min(held, size), size)
            held -= size
            letter += _SHARES.get(part, "")
        shown += letter
    return shown
