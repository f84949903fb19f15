"""Tokens as a person reads them: text, the characters they came from, the word they belong to."""

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from transformers import PreTrainedTokenizerBase

from attention.seen import Token
from attention.spans import Span, align
from attention.words import split_words

BLANK_MARKS = ("Ġ", "▁")
"""How byte-level and SentencePiece tokens begin where a blank came before."""

NEAR = 64
"""Tokens after the last one kept that are read all the same: they may hold a part of its letters, or be unknown."""

SHARES = {Fraction(1, 4): "¼", Fraction(1, 3): "⅓", Fraction(1, 2): "½", Fraction(2, 3): "⅔", Fraction(3, 4): "¾"}
"""The part of a letter's bytes that a token holds; a letter has at most four."""


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
    cut: int = 0


def clean(text: str) -> str:
    """Leave out what isn't text: NUL, and lone surrogates (half a character, which no encoding can write)."""
    return text.encode("utf-8", "ignore").decode("utf-8").replace("\0", "")


def read_text(tokenizer: PreTrainedTokenizerBase, text: str, max_tokens: int, *, target: bool = False) -> Reading:
    """Turn a text into tokens.

    Args:
        tokenizer: Any of transformers', fast or slow.
        text: What is read.
        max_tokens: The most tokens, with the special ones; those that are too many are left out at the end of the
            text, before the special tokens that close it.
        target: Whether the decoder of an encoder-decoder reads it: some have a second vocabulary for that.
    """
    text = clean(text)
    side = "text_target" if target else "text"
    options = {"return_offsets_mapping": tokenizer.is_fast, "return_special_tokens_mask": True, "verbose": False}
    encoding = tokenizer(**{side: text}, **options)
    ids: list[int] = encoding["input_ids"]
    special = [bool(added) for added in encoding["special_tokens_mask"]]
    body = max((place + 1 for place, added in enumerate(special) if not added), default=len(ids))
    kept = max(0, min(body, max_tokens - (len(ids) - body)))
    near = min(body, kept + NEAR)
    if tokenizer.is_fast:
        spans: list[Span] = encoding["offset_mapping"][:near]
    else:
        spans = _aligned(tokenizer, text, ids[:near], special[:near], ends=near == body)
    tokens = _tokens(text, _pieces(tokenizer, ids[:near]), spans, special[:near])[:kept]
    end = max((token.end for token in tokens), default=0)
    closing = [Token(piece, end, end, None, special=True) for piece in _pieces(tokenizer, ids[body:])]
    return Reading(
        text if kept == body else text[:end], (*ids[:kept], *ids[body:]), (*tokens, *closing), cut=body - kept
    )


def read_ids(tokenizer: PreTrainedTokenizerBase, ids: Sequence[int]) -> Reading:
    """Turn tokens that a network wrote into text."""
    decoded: Any = tokenizer.decode(list(ids), skip_special_tokens=True)  # one text, which its type doesn't say
    text = clean(decoded)
    special = [one in tokenizer.all_special_ids for one in ids]
    tokens = _tokens(text, _pieces(tokenizer, ids), _aligned(tokenizer, text, ids, special), special)
    return Reading(text, tuple(ids), tuple(tokens))


def _pieces(tokenizer: PreTrainedTokenizerBase, ids: Sequence[int]) -> list[str]:
    pieces: Any = tokenizer.convert_ids_to_tokens(list(ids))  # of a list it gives a list, which its type doesn't say
    return ["" if piece is None else piece for piece in pieces]  # networks have more ids than their tokenizer, at times


def _aligned(
    tokenizer: PreTrainedTokenizerBase, text: str, ids: Sequence[int], special: Sequence[bool], *, ends: bool = True
) -> list[Span]:
    """Find the characters of each token by its spelling; a special token has none."""
    pieces = _pieces(tokenizer, ids)
    spelled = [place for place, added in enumerate(special) if not added]
    found = align(text, [_surface(tokenizer, pieces[place], ids[place]) for place in spelled], ends=ends)
    by_place = dict(zip(spelled, found, strict=True))
    spans: list[Span] = []
    for place in range(len(ids)):
        end = spans[-1][1] if spans else 0
        spans.append(by_place.get(place, (end, end)))
    return spans


def _surface(tokenizer: PreTrainedTokenizerBase, piece: str, one: int) -> str | None:
    """Spell a token without the marks of its vocabulary: `##` (WordPiece), `@@` and `</w>` (BPE), `▁` and `Ġ`."""
    if one == tokenizer.unk_token_id or not piece:
        return None
    if piece.startswith("<0x"):
        return ""
    if piece in BLANK_MARKS:
        return " "
    surface = tokenizer.convert_tokens_to_string([piece])
    if "\N{REPLACEMENT CHARACTER}" in surface:  # a part of a letter's bytes
        return ""
    return re.sub(r"^##(?=.)|(?<=.)@@$|(?<=.)</w>$", "", surface)


def _tokens(text: str, pieces: Sequence[str], spans: Sequence[Span], special: Sequence[bool]) -> list[Token]:
    text = text[: max((end for _, end in spans), default=0)]  # a long one goes on far beyond what is kept
    word_starts = [start for start, _ in split_words(text)]
    spans = [_with_blank(text, *pair) for pair in zip(pieces, spans, strict=True)]
    holders = Counter(place for start, end in spans for place in range(start, end))
    tokens: list[Token] = []
    for piece, (start, end), added in zip(pieces, spans, special, strict=True):
        if added:
            here = tokens[-1].end if tokens else 0
            tokens.append(Token(piece, here, here, None, special=True))
        else:
            shown = _shown(text, start, end, piece, holders)
            tokens.append(Token(shown, start, end, _word(text, start, end, word_starts)))
    return tokens


def _with_blank(text: str, piece: str, span: Span) -> Span:
    """Give a token the blank that its piece begins with: some tokenizers count it in, some leave it to nobody."""
    start, end = span
    if not piece.startswith(BLANK_MARKS):
        return span
    if text[start : start + 1].isspace():
        return start, max(end, start + 1)
    if piece in BLANK_MARKS:
        end = start
    return (start - 1, end) if start and text[start - 1].isspace() else (start, end)


def _word(text: str, start: int, end: int, word_starts: Sequence[int]) -> int | None:
    """Give the word of the token's first character that is no blank; a single blank belongs to the word it opens."""
    place = next((place for place in range(start, end) if not text[place].isspace()), None)
    if place is None and text[start:end] in {"", " "} and end < len(text) and not text[end].isspace():
        place = end
    return None if place is None else bisect_right(word_starts, place) - 1


def _shown(text: str, start: int, end: int, piece: str, holders: Counter[int]) -> str:
    """Write what a token covers, and of a letter that several tokens hold the part that this one does: `д½`."""
    if start == end:  # nothing of the text: a blank that the tokenizer put before it, or what nobody could spell
        unspelled = piece.startswith("<0x") or not piece
        return "\N{REPLACEMENT CHARACTER}" if unspelled else re.sub("[Ġ▁]", " ", piece)
    whole = [text[place] for place in range(start, end) if holders[place] == 1]
    held = 1 if piece.startswith("<0x") else len(piece) - len("".join(whole).encode())  # else a sign for each byte
    shown = ""
    for place in range(start, end):
        shown += text[place]
        size = len(text[place].encode())
        if 1 < holders[place] <= size and held > 0:
            shown += SHARES.get(Fraction(min(held, size), size), "")
            held -= size
    return shown
