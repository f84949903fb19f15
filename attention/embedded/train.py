"""Trains the embedded model: `python -m attention.embedded.train --texts FOLDER --minutes N`.

The schedule goes by the clock, not by steps: the run ends when its minutes are over, however busy the machine is. It
may be stopped at any moment and started again with the same command; what is lost is what came after the last
checkpoint.
"""

import argparse
import json
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from jaxtyping import Float
from numpy.typing import NDArray
from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn
from tokenizers import Tokenizer
from torch import Tensor
from transformers import LlamaForCausalLM

from .batches import Batch, Reader
from .curve import draw_curve
from .everyday import everyday
from .loss import choose, common_tokens, cross_entropy
from .muon import Muon
from .network import new_network, read_network, untie, write_network
from .schedule import READ, Phase, learning_rate, phases
from .scores import bits_per_character
from .texts import Lang, Work, read_works
from .tokens import Pool, dress, kept_tokens, newline_id, read_tokenizer, tokenize, train_tokenizer

CHECKPOINT_SECONDS = 400.0
LOG_STEPS = 20
MADE_UP = 3_000_000  # characters of everyday sentences in each language
GLANCE_ROWS = 16  # held-out rows of each pool at a checkpoint: a curve, not a figure to quote


@dataclass(slots=True)
class Run:
    """All that a run goes on from."""

    network: LlamaForCausalLM
    tokenizer: Tokenizer
    optimizers: tuple[torch.optim.Optimizer, ...]
    reader: Reader
    common: dict[Lang, NDArray[np.bool_]]
    seconds: float = 0.0
    tokens: int = 0
    log: list[dict[str, int | float]] = field(default_factory=list)

    def state(self) -> dict[str, Any]:  # what torch.save takes
        """Gathers what a checkpoint holds."""
        return {
            "network": self.network.state_dict(),
            "optimizers": [optimizer.state_dict() for optimizer in self.optimizers],
            "reader": (self.reader.step, self.reader.read),
            "clock": (self.seconds, self.tokens),
            "log": self.log,
        }

    def go_on(self, state: dict[str, Any]) -> None:  # what torch.load gives
        """Takes up a checkpoint."""
        self.network.load_state_dict(state["network"])
        for optimizer, kept in zip(self.optimizers, state["optimizers"], strict=True):
            optimizer.load_state_dict(kept)
        self.reader.step, self.reader.read = state["reader"]
        self.seconds, self.tokens = state["clock"]
        self.log = state["log"]


def optimizers_for(network: LlamaForCausalLM) -> tuple[torch.optim.Optimizer, ...]:
    """Gives Muon for the matrices inside the layers, and AdamW for embeddings, norms and biases."""
    inside = [tensor for tensor in network.model.layers.parameters() if tensor.ndim == 2]
    words = network.model.embed_tokens.weight
    rest = [tensor for tensor in network.parameters() if tensor.ndim == 1]
    if not network.config.tie_word_embeddings:
        rest.append(network.lm_head.weight)
    adam = torch.optim.AdamW(
        [{"params": [words], "share": 2.0}, {"params": rest, "share": 1.0}],  # a rare word's row seldom moves
        betas=(0.9, 0.95),
        weight_decay=0.0,
        fused=True,
    )
    return Muon(inside), adam


def start(
    texts: Path, folder: Path, begin: Path | None, seed: int, skip: int = 0
) -> tuple[Run, dict[Pool, NDArray[np.uint16]]]:
    """Sets a run up, from where it was left if the folder holds a checkpoint.

    Args:
        texts: the folder of texts.
        folder: the run's own.
        begin: a model's folder to go on from; None starts from nothing, tokenizer included.
        seed: of weights and batches.
        skip: rows of text to pass over, which an earlier run has read.

    Returns:
        The run, and the held-out tokens to glance at.
    """
    device = "cuda" if torch.cuda.is_available() else "cpu"
    works: tuple[Work, ...] = tuple(read_works(texts))
    kept = folder / "tokenizer.json"
    if kept.is_file():
        tokenizer = read_tokenizer(folder)
    else:
        tokenizer = train_tokenizer(works) if begin is None else dress(read_tokenizer(begin))
        tokenizer.save(str(kept))
    network = new_network(seed) if begin is None else untie(read_network(begin))
    torch.nn.Module.to(network, device).train()
    pools = kept_tokens((*works, *made_up()), tokenizer, folder / "tokens.npz")
    passed = {pool: round(skip * share) for pool, share in READ.shares.items()}
    reader = Reader(pools, newline_id(tokenizer), READ, seed, read=passed)
    common = common_tokens(reader.pools, network.config.vocab_size)
    run = Run(network, tokenizer, optimizers_for(network), reader, common)
    checkpoint = folder / "checkpoint.pt"
    if checkpoint.is_file():
        run.go_on(torch.load(checkpoint, map_location=device, weights_only=True))
    return run, tokenize(works, tokenizer, held_out=True)


def made_up() -> Iterator[Work]:
    """Yields the everyday sentences that are read beside the folder's texts; none of them is held out."""
    langs: tuple[Lang, ...] = ("ru", "en")
    for lang in langs:
        yield Work("Everyday sentences", "made up", lang, "everyday", "\n".join(everyday(lang, MADE_UP)))


def train(
    run: Run,
    plan: tuple[Phase, ...],
    seconds: float,
    body: Callable[..., Any],
    clock: Callable[[], float],
    *,
    bfloat16: bool = False,
) -> Iterator[None]:
    """Takes steps until the time is over; yields after each, so that the caller may look, save or stop.

    Args:
        run: what is trained; changed in place.
        plan: phases, by shares of the time.
        seconds: the whole run's length, what was spent before counted.
        body: the network without its output layer, compiled or not.
        clock: seconds from any moment on.
        bfloat16: whether matrices are multiplied in it; the weights stay in float32.
    """
    device = run.network.device
    precision = torch.autocast(device.type, torch.bfloat16, enabled=bfloat16)
    sums: dict[str, list[float]] = {"text": [], "repeats": []}
    while run.seconds < seconds:
        begin = clock()
        phase, rates = learning_rate(plan, run.seconds / seconds)
        for optimizer, rate in zip(run.optimizers, rates, strict=True):
            for group in optimizer.param_groups:
                group["lr"] = rate * group.get("share", 1.0)
        run.reader.diet = phase.diet
        batch = run.reader.batch()
        with precision:
            hidden = body(input_ids=batch.tokens.to(device), use_cache=False).last_hidden_state
            mean, losses = batch_loss(run, hidden.float(), batch)
        mean.backward()  # type: ignore[no-untyped-call]  # torch gives it no types
        with precision:
            for optimizer in run.optimizers:
                optimizer.step()
                optimizer.zero_grad()
        run.tokens += batch.tokens.numel()
        for name, rows in (("text", slice(batch.plain)), ("repeats", slice(batch.plain, None))):
            sums[name].append(losses[rows].sum().item() / int(batch.counts[rows].sum()))
        run.seconds += clock() - begin
        if run.reader.step % LOG_STEPS == 0:
            run.log.append(_where(run) | {name: round(sum(part) / len(part), 4) for name, part in sums.items()})
            sums = {"text": [], "repeats": []}
        yield


def batch_loss(
    run: Run, hidden: Float[Tensor, "row token d_model"], batch: Batch
) -> tuple[Float[Tensor, ""], Float[Tensor, "row target"]]:
    """Gives the mean loss of a batch, and that of each token foretold (0 where it doesn't count)."""
    draw = np.random.default_rng((run.reader.seed, run.reader.step, 1))
    losses = torch.zeros(batch.tokens.shape, device=hidden.device)[:, 1:]
    sums = []
    for lang, common in run.common.items():
        ours = torch.tensor([row == lang for row in batch.langs])[:, None] & batch.counts[:, 1:]
        if ours.any():
            targets = batch.tokens[:, 1:][ours].to(hidden.device)
            choice = choose(common, targets, draw)
            ours = ours.to(hidden.device)
            total, losses[ours] = cross_entropy(hidden[:, :-1][ours], run.network.lm_head.weight, targets, choice)
            sums.append(total)
    return torch.stack(sums).sum() / int(batch.counts.sum()), losses


def _where(run: Run) -> dict[str, int | float]:
    return {"step": run.reader.step, "tokens": run.tokens, "seconds": round(run.seconds, 1)}


def save(run: Run, folder: Path, held_out: dict[Pool, NDArray[np.uint16]]) -> None:
    """Writes checkpoint, weights, log and curve; glances at held-out text first."""
    glance = bits_per_character(run.network, run.tokenizer, held_out, rows=GLANCE_ROWS, length=256)
    run.log.append(_where(run) | {f"bits {kind} {lang}": round(bits, 4) for (kind, lang), bits in glance.items()})
    new = folder / "checkpoint.new"
    torch.save(run.state(), new)
    new.replace(folder / "checkpoint.pt")
    write_network(run.network, run.tokenizer, folder / "weights")
    (folder / "log.jsonl").write_text("".join(json.dumps(line) + "\n" for line in run.log), encoding="utf-8")
    draw_curve(run.log, folder / "curve.png")


def main(arguments: list[str] | None = None) -> None:
    """Reads the command line and trains."""
    parser = argparse.ArgumentParser(prog="python -m attention.embedded.train", description=__doc__)
    parser.add_argument("--texts", type=Path, required=True, help="folder with ru.txt.xz, modern-ru.txt.xz, ...")
    parser.add_argument("--minutes", type=float, required=True, help="the whole run, earlier sittings counted")
    parser.add_argument("--run", type=Path, default=Path("runs/embedded"), help="folder for checkpoint, log, weights")
    parser.add_argument("--start", type=Path, help="a model's folder to go on from (default: from nothing)")
    parser.add_argument("--skip", type=int, default=0, help="rows of text to pass over, read by the run before")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--bfloat16", action="store_true", help="multiply in it: faster where the processor knows it")
    options = parser.parse_args(arguments)
    options.run.mkdir(parents=True, exist_ok=True)
    torch.set_float32_matmul_precision("high")
    run, held_out = start(options.texts, options.run, options.start, options.seed, options.skip)
    body: Callable[..., Any] = run.network.model
    if run.network.device.type == "cuda" or shutil.which("g++"):
        body = torch.compile(run.network.model, dynamic=False)  # a tenth faster on a processor
    seconds = options.minutes * 60
    columns = (TextColumn("{task.description}"), BarColumn(), TimeRemainingColumn())
    with Progress(*columns) as progress:
        bar = progress.add_task("", total=seconds)
        saved = run.seconds
        plan = phases(fresh=options.start is None)
        for _ in train(run, plan, seconds, body, time.perf_counter, bfloat16=options.bfloat16):
            last = next((line for line in reversed(run.log) if "text" in line), None)
            told = f"loss {last['text']:.2f}, repeats {last['repeats']:.2f}" if last else "first steps"
            speed = run.tokens / max(run.seconds, 1e-9)
            progress.update(bar, completed=run.seconds, description=f"{told}, {speed:.0f} tokens/s")
            if run.seconds - saved > CHECKPOINT_SECONDS:
                saved, begin = run.seconds, time.perf_counter()
                save(run, options.run, held_out)
                run.seconds += time.perf_counter() - begin
    save(run, options.run, held_out)


if __name__ == "__main__":
    main()
