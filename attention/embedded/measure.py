"""Measures embedded models: `python -m attention.embedded.measure [--texts FOLDER] [MODEL ...]`.

Prints for each model's folder (by default the one in the package) what its heads do, how the loss falls on repeats,
with and without the induction heads, how it continues twenty openings, and, given texts, what held-out text costs.
"""

import argparse
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from rich.console import Console
from rich.table import Table
from tokenizers import Tokenizer
from transformers import LlamaForCausalLM

from attention.heads import NAME, register

from . import FOLDER
from .circuits import Head, Scores, copy_losses, repeated_once, score_heads, uniform_once
from .openings import OPENINGS, go_on
from .scores import bits_per_character, tokens_per_word
from .texts import Work, read_works
from .tokens import read_tokenizer, tokenize

SAMPLES = ("sample-ru.txt", "sample-en.txt")  # held-out text whose tokens the repeats are drawn from
INDUCTION, PREVIOUS = 0.5, 0.9  # from these scores on a head counts as an induction or a previous-token head
OTHERS = 20  # draws of as many heads that are neither
ROLES = ("induction", "duplicate", "previous", "local", "own", "first")
LENGTHS = (256, 512)


@dataclass(frozen=True, slots=True, eq=False)
class Heads:
    """What the heads of a model do.

    Attributes:
        scores: of each head.
        induction: the induction heads, the strongest first.
        previous: the previous-token heads, the strongest first.
        losses: nats on first and second copy of repeated tokens: as the model is; without its induction heads; without
            as many heads that are neither (the mean of many draws); without its previous-token heads; and, last, as the
            model is, on tokens drawn evenly from the vocabulary.
    """

    scores: Scores
    induction: tuple[Head, ...]
    previous: tuple[Head, ...]
    losses: dict[str, tuple[float, float]]


def read_for_heads(folder: Path) -> tuple[LlamaForCausalLM, Tokenizer]:
    """Reads a model in float32, so that its heads can be seen and silenced."""
    register()
    network = LlamaForCausalLM.from_pretrained(
        folder, dtype=torch.float32, attn_implementation=NAME, local_files_only=True
    )
    network.requires_grad_(requires_grad=False)  # it comes in evaluation mode
    return network, read_tokenizer(folder)


def sample_tokens(tokenizer: Tokenizer) -> tuple[NDArray[np.uint16], ...]:
    """Gives the tokens of the sample texts in the package, one array a language."""
    texts = [(FOLDER / name).read_text(encoding="utf-8") for name in SAMPLES]
    return tuple(np.array(tokenizer.encode(text, add_special_tokens=False).ids, dtype=np.uint16) for text in texts)


def measure_heads(network: LlamaForCausalLM, tokenizer: Tokenizer, draws: int = OTHERS) -> Heads:
    """Scores the heads and silences some of them, on tokens drawn as Russian and English text draws them."""
    texts = sample_tokens(tokenizer)
    sequences = torch.cat([repeated_once(text, seed, count=8) for seed, text in enumerate(texts)])
    scores = score_heads(network, sequences)
    induction = scores.strongest("induction", INDUCTION)
    previous = scores.strongest("previous", PREVIOUS)
    neither = [head for head in np.ndindex(*scores.first.shape) if head not in {*induction, *previous}]
    dice = random.Random(0)  # noqa: S311 - no secret
    others = [
        copy_losses(network, sequences, dice.sample(neither, min(len(induction), len(neither)))) for _ in range(draws)
    ]
    losses = {
        "whole": copy_losses(network, sequences),
        "no induction heads": copy_losses(network, sequences, induction),
        "as many others": (
            float(np.mean([first for first, _ in others])),
            float(np.mean([last for _, last in others])),
        ),
        "no previous-token heads": copy_losses(network, sequences, previous),
        "whole, even tokens": copy_losses(network, uniform_once(network.config.vocab_size, seed=2)),
    }
    return Heads(scores, induction, previous, losses)


def main(arguments: list[str] | None = None) -> None:
    """Reads the command line, measures and prints."""
    parser = argparse.ArgumentParser(prog="python -m attention.embedded.measure", description=__doc__)
    parser.add_argument("models", type=Path, nargs="*", default=[FOLDER], metavar="MODEL", help="folders of models")
    parser.add_argument("--texts", type=Path, help="folder with ru.txt.xz, modern-ru.txt.xz, ...")
    parser.add_argument("--rows", type=int, default=200, help="rows of held-out text measured, of each kind")
    parser.add_argument("--quiet", action="store_true", help="leave out the continuations")
    options = parser.parse_args(arguments)
    console = Console(width=120)
    if options.texts:
        _print_bits(
            console, options.models, tuple(work for work in read_works(options.texts) if work.held_out), options.rows
        )
    for folder in options.models:
        network, tokenizer = read_for_heads(folder)
        _print_heads(console, folder, measure_heads(network, tokenizer))
        if not options.quiet:
            for opening in OPENINGS:
                console.print(f"- {go_on(network, tokenizer, opening)}", markup=False, highlight=False)


def _print_bits(console: Console, folders: list[Path], works: tuple[Work, ...], rows: int) -> None:
    table = Table("model", "tokens a row", title="bits a character, held-out text")
    pools = [(kind, lang) for kind in ("novels", "modern") for lang in ("ru", "en")]
    for kind, lang in pools:
        table.add_column(f"{kind} {lang}", justify="right")
    for folder in folders:
        network, tokenizer = read_for_heads(folder)
        texts = tokenize(works, tokenizer, held_out=True)
        for length, breaks in ((LENGTHS[0], True), (LENGTHS[0], False), (LENGTHS[1], True)):
            few = rows * LENGTHS[0] // length
            bits = bits_per_character(network, tokenizer, texts, few, length, breaks=breaks)
            name = f"{length}{'' if breaks else ', inside lines'}"
            table.add_row(str(folder), name, *(f"{bits[pool]:.3f}" for pool in pools if pool in bits))
        words = tokens_per_word(works, tokenizer)
        table.add_row("", "tokens a word", *(f"{words[pool]:.2f}" for pool in pools if pool in words))
    console.print(table)


def _print_heads(console: Console, folder: Path, heads: Heads) -> None:
    table = Table("head", *ROLES, title=f"{folder}: mean weights (heads with a score of {INDUCTION} or more)")
    shape = heads.scores.first.shape
    for head in np.ndindex(*shape):
        values = [float(getattr(heads.scores, role)[head]) for role in ROLES]
        if max(values) >= INDUCTION:
            table.add_row(f"{head[0]}.{head[1]}", *(f"{value:.2f}" for value in values))
    console.print(table)
    losses = Table("", "first copy", "second copy", "change", title="loss on repeated tokens, nats")
    for name, (first, second) in heads.losses.items():
        losses.add_row(name, f"{first:.2f}", f"{second:.2f}", f"{second / first - 1:+.0%}")
    console.print(losses)


if __name__ == "__main__":
    main()
