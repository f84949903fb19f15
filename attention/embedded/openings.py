"""How the model goes on: ten openings in each language, everyday ones of today among them."""

import torch
from tokenizers import Tokenizer
from transformers import LlamaForCausalLM

OPENINGS = (
    "Кошка сидела на окне и",
    "Вчера мы ходили в магазин и купили",
    "Мама сказала, что завтра",
    "Чтобы установить программу, откройте",
    "Я не знаю, почему он",
    "В доме было тихо, только",
    "Мой телефон опять",
    "Дети играли во дворе, когда",
    "Князь вошёл в комнату и",
    "Модель учится на данных, чтобы",
    "The cat sat on the window and",
    "Yesterday we went to the shop and bought",
    "My mother told me that",
    "To install the package, open",
    "I don't know why he",
    "The house was quiet, and",
    "My phone is",
    "The children were playing in the garden when",
    "Lady Margaret entered the room and",
    "The model learns from data in order to",
)
LENGTH = 32  # tokens


def go_on(network: LlamaForCausalLM, tokenizer: Tokenizer, opening: str, seed: int = 0) -> str:
    """Continues a text: one draw, at the settings that the card names (temperature 0.6, the likeliest 90 %)."""
    torch.manual_seed(seed)
    ids = torch.tensor([tokenizer.encode(opening).ids], device=network.device)
    out = network.generate(
        ids,
        attention_mask=torch.ones_like(ids),
        max_new_tokens=LENGTH,
        do_sample=True,
        temperature=0.6,
        top_p=0.9,
        top_k=0,
        repetition_penalty=1.1,
        use_cache=True,
        pad_token_id=0,
    )
    return str(tokenizer.decode(out[0].tolist()))
