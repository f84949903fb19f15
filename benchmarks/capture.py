"""How long the attention of one layer takes.

    python benchmarks/capture.py [--rounds 15]

Layer 5 of a network of GPT-2's shape with random weights, at 16, 64, 256 and 512 tokens, in one run, one thread, rounds
interleaved, medians:
- `attention.capture`, which works out layer 5 alone and stops after it;
- transformers' eager attention of all layers (`output_attentions=True`), with the language head and without;
- TransformerLens 4 (`run_with_cache(names_filter=..., stop_at_layer=6)`), where it is installed.

Peak memory is what each takes at most beyond what was held before, as Linux counts it; elsewhere it isn't told.
"""

import argparse
import ctypes
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Mapping
from importlib.metadata import version
from pathlib import Path

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parents[1]))

import torch
import transformers
from torch import Tensor
from transformers import AutoTokenizer, GPT2Config, GPT2LMHeadModel

from attention import capture
from attention.model import implementation
from attention.sites import find_sites
from attention.sources import EMBEDDED

try:
    import transformer_lens
except ImportError:
    transformer_lens = None

LAYER = 5
LENGTHS = (16, 64, 256, 512)
CONFIG = GPT2Config()  # the small one: 12 layers of 12 heads, 768 wide, 50,257 tokens
SAME = 1e-5  # float32

Way = Callable[[Tensor], Tensor]
"""Gives layer 5's weights (batch, head, row, col) of a batch of tokens."""


def ours() -> Way:
    """`attention.capture`, its sites found beforehand as `load` does."""
    network = make(implementation(GPT2LMHeadModel))
    sites = find_sites(network)
    return lambda ids: capture(network, {"input_ids": ids}, [LAYER], "decoder", sites)[LAYER]


def eager(*, with_head: bool) -> Way:
    """Every layer's weights from transformers itself."""
    network = make("eager")
    body = network if with_head else network.transformer

    @torch.inference_mode()
    def all_layers(ids: Tensor) -> Tensor:
        return body(ids, output_attentions=True).attentions[LAYER]

    return all_layers


def lens() -> Way:
    """TransformerLens' bridge around the same network, asked for layer 5's pattern and stopped after that layer."""
    bridge = transformer_lens.TransformerBridge
    tokenizer = AutoTokenizer.from_pretrained(EMBEDDED)  # it wants one, and uses none here
    network = bridge.boot_transformers("gpt2", hf_model=make("eager"), tokenizer=tokenizer, device="cpu")
    name = f"blocks.{LAYER}.attn.hook_pattern"

    @torch.inference_mode()
    def one_layer(ids: Tensor) -> Tensor:
        _, cache = network.run_with_cache(ids, names_filter=name, stop_at_layer=LAYER + 1)
        return cache[name]

    return one_layer


def make(implementation: str) -> GPT2LMHeadModel:
    """Make the network, with the same random weights each time."""
    torch.manual_seed(0)
    return GPT2LMHeadModel._from_config(GPT2Config(), attn_implementation=implementation).eval()


def measure(ways: Mapping[str, Way], ids: Tensor, rounds: int) -> dict[str, float]:
    """Give each way's median seconds; a round runs every way once, so that a busy machine slows all alike."""
    seconds: dict[str, list[float]] = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            begin = time.perf_counter()
            way(ids)
            seconds[name].append(time.perf_counter() - begin)
    return {name: statistics.median(taken) for name, taken in seconds.items()}


def peak(way: Way, ids: Tensor) -> int | None:
    """Give the bytes that a way takes at most beyond what the process held; None where the system doesn't count."""
    status, refs = Path("/proc/self/status"), Path("/proc/self/clear_refs")
    if not refs.exists():
        return None

    def held(key: str) -> int:
        return next(int(line.split()[1]) * 1024 for line in status.read_text().splitlines() if line.startswith(key))

    ctypes.CDLL(None).malloc_trim(0)  # else what earlier runs freed is taken again unseen
    refs.write_text("5")  # begin a new peak
    before = held("VmRSS:")
    way(ids)
    return held("VmHWM:") - before


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=15)
    rounds = parser.parse_args().rounds
    torch.set_num_threads(1)
    ways = {"capture": ours(), "eager, with head": eager(with_head=True), "eager, without": eager(with_head=False)}
    if transformer_lens is not None:
        ways[f"TransformerLens {version('transformer-lens')}"] = lens()
    made_of = f"Python {platform.python_version()}, torch {torch.__version__}, transformers {transformers.__version__}"
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} processors, {made_of}")
    print(f"one thread, median of {rounds} rounds, layer {LAYER} of 0-11\n")
    print(f"{'tokens':>6}  {'':<24}{'ms':>8}  {'times':>6}  {'peak MB':>8}")
    for length in LENGTHS:
        ids = torch.randint(0, CONFIG.vocab_size, (1, length), generator=torch.Generator().manual_seed(length))
        weights = {name: way(ids) for name, way in ways.items()}  # also warms up
        for name, others in weights.items():
            difference = (others - weights["capture"]).abs().max()
            if difference > SAME:
                sys.exit(f"{name} gives other weights than capture: they differ by {difference}")
        seconds = measure(ways, ids, rounds)
        for name, way in ways.items():
            most = peak(way, ids)
            memory = "" if most is None else f"{most / 1e6:8.1f}"
            times = seconds[name] / seconds["capture"]
            print(f"{length:>6}  {name:<24}{1000 * seconds[name]:8.1f}  {times:5.1f}x  {memory}")
        print()


if __name__ == "__main__":
    main()
