"""What makes the weights: the loss, the optimizer, the schedule, and a run that stops and goes on."""

from itertools import count
from pathlib import Path

import numpy as np
import pytest
import torch

from attention.embedded.batches import Reader
from attention.embedded.blend import blend
from attention.embedded.loss import Choice, choose, cross_entropy
from attention.embedded.muon import orthogonalise
from attention.embedded.network import read_network
from attention.embedded.schedule import learning_rate, phases
from attention.embedded.train import Run, save, start, train

WORDS = "the cat sat on a mat and saw who came in from out of doors before it was dark again".split()


@pytest.fixture
def draw() -> np.random.Generator:
    return np.random.default_rng(0)


def test_loss_and_gradients_are_those_of_torch() -> None:
    torch.manual_seed(0)
    hidden, output = torch.randn(7, 5, requires_grad=True), torch.randn(11, 5, requires_grad=True)
    targets = torch.randint(11, (7,))
    every = Choice(torch.arange(11), torch.zeros(11), torch.arange(11))

    ours, _ = cross_entropy(hidden, output, targets, every)
    theirs = torch.nn.functional.cross_entropy(hidden @ output.T, targets, reduction="sum")

    for mine, yours in zip(
        torch.autograd.grad(ours, (hidden, output)), torch.autograd.grad(theirs, (hidden, output)), strict=True
    ):
        torch.testing.assert_close(mine, yours)  # float32


def test_loss_in_bfloat16_is_nearly_that_in_float32() -> None:
    torch.manual_seed(0)
    hidden, output = torch.randn(64, 32, requires_grad=True), torch.randn(99, 32, requires_grad=True)
    targets, every = torch.randint(99, (64,)), Choice(torch.arange(99), torch.zeros(99), torch.arange(99))

    exact, _ = cross_entropy(hidden, output, targets, every)
    with torch.autocast("cpu", torch.bfloat16):
        fast, each = cross_entropy(hidden, output, targets, every)

    assert fast.item() == pytest.approx(exact.item(), rel=0.01)
    assert fast.item() != exact.item()
    assert each.dtype == torch.float32
    for slow, quick in zip(
        torch.autograd.grad(exact, (hidden, output)), torch.autograd.grad(fast, (hidden, output)), strict=True
    ):
        assert torch.cosine_similarity(slow.flatten(), quick.flatten(), dim=0) > 0.999


def test_a_choice_holds_the_common_tokens_and_the_targets(draw: np.random.Generator) -> None:
    common = np.arange(3000) < 20

    choice = choose(common, torch.tensor([2999, 5]), draw)

    assert {*range(20), 2999} <= {*choice.ids.tolist()}
    assert choice.ids[choice.place[2999]] == 2999


def test_sampled_tokens_stand_for_the_rest(draw: np.random.Generator) -> None:
    common = np.arange(3000) < 20

    choice = choose(common, torch.tensor([5]), draw)

    assert choice.shift.exp().sum().item() == pytest.approx(3000, rel=1e-4)


@pytest.mark.parametrize("shape", [(2, 24, 9), (3, 9, 24)], ids=["tall", "wide"])
def test_singular_values_come_near_one(shape: tuple[int, int, int]) -> None:
    torch.manual_seed(0)

    values = torch.linalg.svdvals(orthogonalise(torch.randn(shape)))

    assert values.min() > 0.5
    assert values.max() < 1.3


@pytest.mark.parametrize("fresh", [True, False], ids=["from nothing", "going on"])
def test_steps_grow_at_first_and_shrink_to_nothing(fresh: bool) -> None:  # noqa: FBT001 - pytest hands it over by name
    plan = phases(fresh=fresh)
    lengths = [learning_rate(plan, progress)[1][0] for progress in (0.0, 0.05, 0.5, 0.9999)]

    assert lengths[0] < lengths[1]
    assert lengths[1] > lengths[2] > lengths[3]
    assert lengths[3] < lengths[1] / 100


@pytest.mark.parametrize("fresh", [True, False], ids=["from nothing", "going on"])
def test_every_phase_gives_rows_of_each_length(fresh: bool) -> None:  # noqa: FBT001 - pytest hands it over by name
    dice = np.random.default_rng(0)
    for phase in phases(fresh=fresh):
        pools = {pool: dice.integers(5, 9999, 20_000).astype(np.uint16) for pool in phase.diet.shares}
        reader = Reader(pools, newline=10, diet=phase.diet)
        batches = [reader.batch() for _ in range(8)]
        assert {batch.tokens.numel() for batch in batches} == {batches[0].tokens.numel()}
        assert all(0 < batch.plain < len(batch.tokens) for batch in batches)


@pytest.fixture(autouse=True)
def few_everyday_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("attention.embedded.train.MADE_UP", 20_000)


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder, dice = tmp_path_factory.mktemp("texts"), np.random.default_rng(0)
    for stem in ("ru", "en", "modern-ru", "modern-en"):
        works = [f"# Nobody: {stem} {number}\n{' '.join(dice.choice(WORDS, 2000))}\n" for number in range(12)]
        (folder / f"{stem}.txt").write_text("\f\n".join(works), encoding="utf-8")
    return folder


def one_step(run: Run, until: float) -> None:
    for _ in train(run, phases(fresh=True), until, run.network.model, count(0.0, 1.0).__next__):
        pass


def test_a_run_goes_on_where_it_stopped(texts: Path, tmp_path: Path) -> None:
    run, held_out = start(texts, tmp_path, None, seed=0)
    one_step(run, until=1.0)
    save(run, tmp_path, held_out)

    again, _ = start(texts, tmp_path, None, seed=0)

    assert (again.reader.step, again.tokens, again.seconds) == (1, run.tokens, run.seconds)
    assert again.network.lm_head.weight.equal(run.network.lm_head.weight)


def test_a_run_passes_over_what_another_has_read(texts: Path, tmp_path: Path) -> None:
    fresh, _ = start(texts, tmp_path, None, seed=0)
    later, _ = start(texts, tmp_path, None, seed=0, skip=1000)

    first, second = fresh.reader.batch(), later.reader.batch()

    assert later.reader.read["novels", "en"] > 400
    assert not first.tokens[: first.plain].equal(second.tokens[: second.plain])


def test_a_run_leaves_weights_log_and_curve(texts: Path, tmp_path: Path) -> None:
    run, held_out = start(texts, tmp_path, None, seed=0)

    save(run, tmp_path, held_out)

    for name in ("weights/model.safetensors", "weights/tokenizer.json", "log.jsonl", "curve.png", "checkpoint.pt"):
        assert (tmp_path / name).stat().st_size > 0


def test_a_blend_lies_between_two_models(texts: Path, tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    for seed, folder in enumerate((one, other)):
        folder.mkdir()
        run, held_out = start(texts, folder, None, seed=seed)
        save(run, folder, held_out)

    blend(one / "weights", other / "weights", 0.25, tmp_path / "blend")

    first, second, mean = (
        read_network(folder).state_dict()["model.layers.3.mlp.up_proj.weight"]
        for folder in (one / "weights", other / "weights", tmp_path / "blend")
    )
    assert not first.equal(second)
    assert torch.allclose(mean, 0.75 * first + 0.25 * second, atol=1e-3)
