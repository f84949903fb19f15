"""A model that can be looked into: a network, its tokenizer, and what is known of both."""

from dataclasses import dataclass, field

from torch import nn
from transformers import PretrainedConfig, PreTrainedModel, PreTrainedTokenizerBase

from attention.errors import ModelError
from attention.facts import Facts, Kind
from attention.heads import NAME, register
from attention.sites import Sites, find_sites, is_paired


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
    tokenizer: PreTrainedTokenizerBase = field(repr=False)
    network: PreTrainedModel = field(repr=False)
    sites: Sites = field(repr=False)


def implementation(architecture: type[PreTrainedModel]) -> str:
    """Tell which `attn_implementation` an architecture is to be made with so that it can be looked into.

    BLOOM, DeBERTa, MPNet, XGLM, RemBERT, GPT-Neo and a few more have attention of their own, and none that can be
    replaced: these give their weights on the slow path alone.
    """
    register()
    return NAME if architecture._can_set_attn_implementation() else "eager"


def adopt(network: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, name: str = "") -> Model:
    """Make a model of a network that is in memory already, for instance one just trained in a notebook.

    Args:
        network: Its attention goes through `heads.attend` from now on, which answers as SDPA does until somebody looks.
        tokenizer: The one it was trained with.
        name: What to call it.

    Raises:
        ModelError: It has no attention that can be looked into.
    """
    wanted = implementation(type(network))
    if network.config._attn_implementation != wanted:
        network.set_attn_implementation(wanted)
    network.train(mode=False)
    sites = find_sites(network)
    if not sites.layers:
        raise ModelError("no-attention" if wanted == NAME else "unsupported", name, network.config.model_type)
    return Model(_facts(network, tokenizer, sites, name), tokenizer, network, sites)


def _facts(network: PreTrainedModel, tokenizer: PreTrainedTokenizerBase, sites: Sites, name: str) -> Facts:
    config = network.config.get_text_config()
    part = next(iter(sites.layers))
    kind: Kind = "encoder-decoder" if is_paired(network) else "encoder" if part == "encoder" else "causal"
    return Facts(
        name=name,
        architecture=network.config.model_type,
        kind=kind,
        layers=max(config.num_hidden_layers, max(sites.layers[part]) + 1),
        decoder_layers=max(sites.layers["decoder"]) + 1 if kind == "encoder-decoder" else None,
        attention_layers=tuple(sorted(sites.layers[part])),
        heads=sites.heads,
        kv_heads=sites.kv_heads or _kv_heads(config, sites.heads),
        head_dim=sites.head_dim or config.hidden_size // sites.heads,
        d_model=config.hidden_size,
        vocabulary=config.vocab_size,
        context=_context(network, tokenizer),
        window=_window(config),
        parameters=network.num_parameters(),
        device=str(network.device),
        dtype=str(network.dtype).removeprefix("torch."),
    )


def _kv_heads(config: PretrainedConfig, heads: int) -> int:
    """Read from the config what the weights alone don't show (Falcon's is the one eager family that shares keys)."""
    if getattr(config, "new_decoder_architecture", False):
        return int(config.num_kv_heads)
    return 1 if getattr(config, "multi_query", False) else heads


def _window(config: PretrainedConfig) -> int | None:
    """Give how far back sliding-window layers see, if there are such layers and they see less than all."""
    window: int | None = getattr(config, "sliding_window", None)
    kinds = getattr(config, "layer_types", None)
    return window if kinds is None or any("sliding" in kind for kind in kinds) else None


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
