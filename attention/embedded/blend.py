"""Blends two models of one lineage: `python -m attention.embedded.blend A B --share 0.3 --out FOLDER`.

The mean of two sets of weights can keep the good of both if one was trained on from the other's beginnings (Wortsman
et al. 2022, "Model soups"): here one that foretells text and one whose induction heads are sharp on sentences.
"""

import argparse
from pathlib import Path

import torch

from .network import read_network, write_network
from .tokens import read_tokenizer


def blend(one: Path, other: Path, share: float, out: Path) -> None:
    """Writes a model whose every weight is the mean of two.

    Args:
        one: a model's folder.
        other: that of a model of the same shape and tokenizer.
        share: how much of the other, from 0 to 1.
        out: the folder to write to.
    """
    network, weights = read_network(one), read_network(other).state_dict()
    with torch.no_grad():
        for name, tensor in network.state_dict().items():
            tensor.lerp_(weights[name], share)
    write_network(network, read_tokenizer(one), out)


def main(arguments: list[str] | None = None) -> None:
    """Reads the command line and blends."""
    parser = argparse.ArgumentParser(prog="python -m attention.embedded.blend", description=__doc__)
    parser.add_argument("one", type=Path)
    parser.add_argument("other", type=Path)
    parser.add_argument("--share", type=float, required=True, help="of the other, from 0 to 1")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args(arguments)
    blend(options.one, options.other, options.share, options.out)


if __name__ == "__main__":
    main()
