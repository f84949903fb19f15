"""What the machine offers, read from files that tests write."""

from pathlib import Path

import pytest
import torch

from attention.machine import free_memory, free_threads, pick_device, pick_dtype


def test_the_cpu_is_always_there() -> None:
    assert pick_device("cpu") == torch.device("cpu")


def test_some_device_is_chosen_by_itself() -> None:
    assert pick_device() is not None


@pytest.mark.parametrize("asked", ["cuda:99", "mps:9", "abacus", "", "cpu:cpu"])
def test_a_device_that_is_not_there_is_none(asked: str) -> None:
    assert pick_device(asked) is None


def test_the_cpu_works_in_float32() -> None:
    assert pick_dtype(torch.device("cpu")) == torch.float32


def test_a_dtype_can_be_asked_for() -> None:
    assert pick_dtype(torch.device("cpu"), "bfloat16") == torch.bfloat16


def test_an_unknown_dtype_is_told_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="float32, bfloat16, float16"):
        pick_dtype(torch.device("cpu"), "int4")


@pytest.mark.parametrize(
    ("allowed", "busy", "threads"), [(8, 0.2, 8), (8, 2.6, 5), (2, 1.9, 1), (4, 9.0, 1), (1, 0.0, 1)]
)
def test_threads_are_the_processors_that_nobody_keeps_busy(allowed: int, busy: float, threads: int) -> None:
    assert free_threads(allowed, busy, most=16) == threads


def test_no_more_threads_are_used_than_torch_was_given() -> None:
    assert free_threads(8, 0.0, most=2) == 2


def test_free_memory_is_the_systems_own_estimate(tmp_path: Path) -> None:
    (tmp_path / "meminfo").write_text("MemTotal: 9000 kB\nMemAvailable:    2000 kB\n")

    assert free_memory(torch.device("cpu"), meminfo=tmp_path / "meminfo", group=tmp_path) == 2000 * 1024


def test_a_containers_limit_counts_where_it_is_lower(tmp_path: Path) -> None:
    (tmp_path / "meminfo").write_text("MemAvailable: 2000 kB\n")
    (tmp_path / "memory.max").write_text("500000\n")
    (tmp_path / "memory.current").write_text("200000\n")

    assert free_memory(torch.device("cpu"), meminfo=tmp_path / "meminfo", group=tmp_path) == 300_000


def test_a_container_without_a_limit_has_the_systems(tmp_path: Path) -> None:
    (tmp_path / "meminfo").write_text("MemAvailable: 2000 kB\n")
    (tmp_path / "memory.max").write_text("max\n")
    (tmp_path / "memory.current").write_text("200000\n")

    assert free_memory(torch.device("cpu"), meminfo=tmp_path / "meminfo", group=tmp_path) == 2000 * 1024


def test_a_system_that_does_not_say_is_none(tmp_path: Path) -> None:
    assert free_memory(torch.device("cpu"), meminfo=tmp_path / "gone", group=tmp_path) is None
