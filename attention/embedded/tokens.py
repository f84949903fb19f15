"""The tokenizer (BPE with byte fallback), and texts as arrays of token ids."""

import json
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import TypeAlias, cast

import numpy as np
from numpy.typing import NDArray
from tokenizers import AddedToken, Regex, Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers

from .texts import Kind, Lang, Work

UNKNOWN, START, END = "<unk>", "<s>", "</s>"
START_ID = 1
NEWLINE = "<0x0A>"
VOCABULARY = 12_288
TRAIN_CHARACTERS = 8_000_000  # of each language, to learn the merges from

Pool: TypeAlias = tuple[Kind, Lang]


def train_tokenizer(works: Iterable[Work]) -> Tokenizer:
    """Learns merges from as many characters of Russian as of English, so that both get words of the same length.

    Sennrich, Haddow and Birch (2016), with the byte fallback of SentencePiece (Kudo and Richardson 2018).
    """
    tokenizer = Tokenizer(models.BPE(unk_token=UNKNOWN, byte_fallback=True))
    tokenizer = dress(tokenizer)
    special = [UNKNOWN, START, END, *(f"<0x{byte:02X}>" for byte in range(256))]
    trainer = trainers.BpeTrainer(vocab_size=VOCABULARY, special_tokens=special, max_token_length=16)
    left: dict[Lang, int] = {"ru": TRAIN_CHARACTERS, "en": TRAIN_CHARACTERS}
    sample: list[str] = []
    for work in sorted((work for work in works if not work.held_out), key=lambda work: work.kind):  # modern first
        if left[work.lang] > 0:
            sample.extend(work.body[: left[work.lang]].split("\n"))
            left[work.lang] -= len(work.body)
    tokenizer.train_from_iterator(sample, trainer)
    return dress(tokenizer)


def dress(tokenizer: Tokenizer) -> Tokenizer:
    """Sets what stands around the merges: where words begin, `<s>` in front, and how tokens become text again.

    Every line begins with a word, as the text itself does: else the first word after a line break is cut into pieces
    that begin no word, which the network has never met (measured: 9 nats instead of 3 for that token). Bytes aren't
    special tokens: else whoever leaves those out when decoding loses every letter that is written in bytes.
    """
    plain = json.loads(tokenizer.to_str())
    plain["added_tokens"] = [token for token in plain["added_tokens"] if token["content"] in (UNKNOWN, START, END)]
    tokenizer = Tokenizer.from_str(json.dumps(plain))
    tokenizer.normalizer = normalizers.NFC()
    tokenizer.pre_tokenizer = pre_tokenizers.Sequence(
        [
            pre_tokenizers.Split(Regex(r"\n+"), "merged_with_previous"),
            pre_tokenizers.Metaspace(replacement="▁", prepend_scheme="always"),
            pre_tokenizers.Punctuation("isolated"),
            pre_tokenizers.Digits(individual_digits=True),
        ]
    )
    tokenizer.decoder = decoders.Sequence(
        [decoders.ByteFallback(), decoders.Metaspace(), decoders.Fuse(), decoders.Replace("\n ", "\n")]
    )
    tokenizer.post_processor = processors.TemplateProcessing(
        single=f"{START} $A", pair=f"{START} $A $B", special_tokens=[(START, START_ID)]
    )
    tokenizer.add_special_tokens([AddedToken(token, special=True) for token in (UNKNOWN, START, END)])
    return tokenizer


def read_tokenizer(folder: Path) -> Tokenizer:
    """Reads the tokenizer of a model's folder."""
    return Tokenizer.from_file(str(folder / "tokenizer.json"))


def newline_id(tokenizer: Tokenizer) -> int:
    """Gives the id of a line break."""
    found = tokenizer.token_to_id(NEWLINE)
    if found is None:
        raise ValueError(f"the tokenizer has no {NEWLINE}: it was not made with byte fallback")
    return int(found)


def tokenize(works: Iterable[Work], tokenizer: Tokenizer, *, held_out: bool) -> dict[Pool, NDArray[np.uint16]]:
    """Turns works into an array of token ids for each pool (kind and language): line by line, a break after each."""
    newline = newline_id(tokenizer)
    parts: dict[Pool, list[int]] = {}
    for work in works:
        if work.held_out == held_out:
            ids = parts.setdefault((work.kind, work.lang), [])
            for line in tokenizer.encode_batch_fast(work.body.split("\n"), add_special_tokens=False):
                ids += [*line.ids, newline]
    return {pool: np.array(ids, dtype=np.uint16) for pool, ids in parts.items()}


def kept_tokens(works: Iterable[Work], tokenizer: Tokenizer, path: Path) -> dict[Pool, NDArray[np.uint16]]:
    """Tokenizes the works to train on, or reads them back where an earlier run left them."""
    if path.is_file():
        with np.load(path) as stored:
            return {cast("Pool", tuple(name.split("-"))): stored[name] for name in stored.files}
    pools = tokenize(works, tokenizer, held_out=False)
    np.savez(path, allow_pickle=False, **{"-".join(pool): ids for pool, ids in pools.items()})
    return pools


def character_counts(ids: NDArray[np.integer], tokenizer: Tokenizer) -> NDArray[np.int64]:
    """Counts the characters that each token stands for, whatever the tokenizer's decoder makes of them.

    The blank before a word is one, except at the start of a line, where the text has none; of the bytes of a letter the
    first counts.
    """
    names = [str(tokenizer.id_to_token(int(token))) for token in ids]
    counts = np.array([_size(name) for name in names], dtype=np.int64)
    starts = [before == NEWLINE and name.startswith("▁") for before, name in pairwise(names)]
    counts[1:] -= np.array(starts, dtype=np.int64)
    return counts


def _size(name: str) -> int:
    if name.startswith("<0x"):
        return int(not 0x80 <= int(name[3:5], 16) < 0xC0)  # bytes that go on with a letter
    return len(name)
