"""A model that can be looked into: a network, its tokenizer, and what is known of both."""

from dataclasses import dataclass

from torch import nn
from transformers import PreTrainedModel, PreTrainedTokenizerBase

from attention.errors import ModelError
from attention.facts import Facts, Kind
from attention.heads import NAME, register
from attention.sites import Sites, find_sites


@dataclass(frozen=True, slots=True, eq=False)
class Model:
    """A loaded model.

    Attributes:
        facts: What is known of it before it reads a word.
        tokenizer: Turns text into tokens.
        network: The network of transformers itself, in `eval()`, untouched.
        sites: Where its heads stand.
    """

    facts: Facts
    tokenizer: PreTrainedTokenizerBase
    network: PreTrainedModel
    sites: Sites


def adopt(network: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, name: str = "") -> Model:
    """Make a model of a network that is in memory already, for instance one just trained in a notebook.

    Args:
        network: Its attention is sent through `heads.attend` from now on, which answers as before.
        tokenizer: The one it was trained with.
        name: How to call it.

    Raises:
        ModelError: It has no attention that can be looked into.
    """
    register()
    if network.config._attn_implementation != NAME:  # noqa: SLF001 - transformers has no public way to ask
        network.set_attn_implementation(NAME)
    network.eval()
    sites = find_sites(network)
    if not sites.layers:
        raise ModelError("no-attention", name, network.config.model_type)
    return Model(_facts(network, tokenizer, sites, name), tokenizer, network, sites)


def _facts(network: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, sites: Sites, name: str) -> Facts:
    config = network.config.get_text_config()
    kind: Kind = "encoder" if sites.looks_ahead else "causal"
    if network.config.is_encoder_decoder:
        kind = "encoder-decoder"
    layers = {part: max(numbers) + 1 for part, numbers in sites.layers.items()}
    first = "encoder" if kind != "causal" else "decoder"
    return Facts(
        name=name,
        architecture=network.config.model_type,
        kind=kind,
        layers=max(getattr(config, "num_hidden_layers", 0), layers[first]),
        decoder_layers=layers["decoder"] if kind == "encoder-decoder" else None,
        attention_layers=tuple(sorted(sites.layers[first])),
        heads=sites.heads,
        kv_heads=sites.kv_heads,
        head_dim=sites.head_dim,
        d_model=config.hidden_size,
        vocabulary=config.vocab_size,
        context=_context(network, tokenizer),
        window=getattr(config, "sliding_window", None),
        parameters=network.num_parameters(),
        device=str(network.device),
        dtype=str(network.dtype).removeprefix("torch."),
    )


def _context(network: PreTrainedModel, tokenizer: PreTrainedTokenizerBase) -> int | None:
    """Give the longest text the network has positions for.

    A learned table with a padding row (RoBERTa) counts its positions from after that row.
    """
    limits = [tokenizer.model_max_length]
    positions: int | None = getattr(network.config.get_text_config(), "max_position_embeddings", None)
    if positions is not None:
        tables = (module for module in network.modules() if isinstance(module, nn.Embedding))
        padding = [t.padding_idx for t in tables if t.num_embeddings == positions and t.padding_idx is not None]
        limits.append(positions - max(padding, default=-1) - 1)
    longest = min(limits)
    return longest if longest < 10**9 else None  # transformers writes "no limit" as 10**30
