"""A chat model that writes: one message in, a text out, token by token.

    writer = Writer(load("Qwen/Qwen3-0.6B"))
    writer.write("What is attention?", lambda text: True)     # Written(text="Attention is …", ended=True)

What it is asked and what it writes are nobody's business here. It may well be the very model that is looked into: a
wish (`heads.py`) belongs to the thread that has it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any

import torch
from torch import Tensor
from transformers import StoppingCriteria, StoppingCriteriaList

from attention.errors import ModelError
from attention.model import Model
from attention.tokens import clean

MOST_TOKENS = 256
"""The longest text written, in tokens, unless told otherwise."""

THINKS, SPEAKS = "<think>", "</think>"
"""Between these, models that reason do so before they answer."""

_LIKELIEST: dict[str, Any] = {"do_sample": False, "temperature": 1.0, "top_p": 1.0, "top_k": 50}
"""transformers' own values, named so that a model's taste for chance doesn't take their place, with a warning."""


@dataclass(frozen=True, slots=True)
class Written:
    """A text, perhaps one that isn't finished.

    Attributes:
        text: What was written so far.
        ended: Whether the model came to an end by itself.
    """

    text: str
    ended: bool = False


class Writer:
    """A chat model; it writes one text at a time."""

    def __init__(self, model: Model) -> None:
        """Take a loaded model.

        Raises:
            ModelError: It can't write, or nobody told how it is spoken to.
        """
        name = model.facts.name
        if model.facts.kind != "causal" or not model.network.can_generate():
            raise ModelError("cannot-write", name, model.facts.architecture)
        if not model.tokenizer.chat_template:
            raise ModelError("no-template", name)
        self._model = model
        self._marks = [str(mark) for mark in model.tokenizer.added_tokens_decoder.values()]

    @property
    def name(self) -> str:
        """What to call it: the last part of its id or path."""
        return PurePath(self._model.facts.name).name

    def prompt(self, message: str) -> str:
        """Put a message into the model's own template.

        A mark such as `<|im_end|>` in the message would end it, and what follows would speak for somebody else.
        """
        text = clean(message)
        for mark in self._marks:
            text = text.replace(mark, " ") if mark.strip() else text
        made: Any = self._model.tokenizer.apply_chat_template(  # a text, which its type doesn't say
            [{"role": "user", "content": text}], tokenize=False, add_generation_prompt=True, enable_thinking=False
        )
        return str(made)

    def write(self, message: str, heard: Callable[[str], bool], most_tokens: int = MOST_TOKENS) -> Written:
        """Write an answer, always the likeliest token. Blocks.

        Args:
            message: What is asked.
            heard: Gets the text so far after each token; what it returns says whether to go on.
            most_tokens: The longest answer.

        Returns:
            The answer; an empty one where the message leaves no room for it.
        """
        network: Any = self._model.network  # generate comes from a mixin that the type doesn't name
        tokenizer = self._model.tokenizer
        prompt = self.prompt(message)
        inputs = tokenizer(prompt, add_special_tokens=False, return_tensors="pt", verbose=False).to(network.device)
        read = inputs["input_ids"].shape[1]
        room = min(most_tokens, (self._model.facts.context or read + most_tokens) - read)
        if room <= 0:
            return Written("")
        ear = _Ear(self._model, read, heard, thinks=prompt.rstrip().endswith(THINKS))
        ends = _ends(self._model)
        ids = network.generate(
            input_ids=inputs["input_ids"],
            attention_mask=inputs["attention_mask"],
            stopping_criteria=StoppingCriteriaList([ear]),
            max_new_tokens=room,
            eos_token_id=ends,
            pad_token_id=ends[0],
            **_LIKELIEST,
        )
        return Written(ear.text(ids), ended=int(ids[0, -1]) in ends)


class _Ear(StoppingCriteria):
    """Hears each token as it comes; whoever listens may have heard enough."""

    def __init__(self, model: Model, read: int, heard: Callable[[str], bool], *, thinks: bool) -> None:
        self._tokenizer = model.tokenizer
        self._read = read
        self._heard = heard
        self._thinks = thinks

    def __call__(self, input_ids: Tensor, scores: Any, **_: Any) -> Any:  # Any: more than its type says
        return torch.full((len(input_ids),), not self._heard(self.text(input_ids)), device=input_ids.device)

    def text(self, ids: Tensor) -> str:
        """What was said so far, without what was only thought; half a letter at the end is left out."""
        decoded: Any = self._tokenizer.decode(ids[0, self._read :], skip_special_tokens=True)
        text = clean(decoded).rstrip("\N{REPLACEMENT CHARACTER}")
        if self._thinks or text.lstrip().startswith(THINKS):
            return text.partition(SPEAKS)[2]
        return text


def _ends(model: Model) -> list[int]:
    """The tokens that end an answer; chat models often have another for that than their tokenizer names."""
    config: Any = model.network.generation_config  # None only in networks that don't write
    named = config.eos_token_id
    ends = [*named] if isinstance(named, list) else [named]
    return [one for one in dict.fromkeys([*ends, model.tokenizer.eos_token_id]) if one is not None]
