"""What the machine offers: a device, the numbers it is good at, threads and memory that are free."""

import os
from pathlib import Path

import torch

AMPERE = (8, 0)
"""The first CUDA generation that works in bfloat16 by itself; older ones imitate it, slowly."""


def pick_device(asked: str = "auto") -> torch.device | None:
    """Choose where a network runs: CUDA, else Apple's MPS, else the CPU.

    Args:
        asked: `auto`, or a device as torch names it (`cuda`, `cuda:1`, `mps`, `cpu`).

    Returns:
        The device, tried with a number; None if what was asked for isn't there.
    """
    if asked == "auto":
        asked = "cuda" if torch.cuda.is_available() else "mps" if torch.backends.mps.is_available() else "cpu"
    try:
        device = torch.device(asked)
        torch.zeros(1, device=device).item()
    except (RuntimeError, AssertionError, NotImplementedError):  # torch has an own error for each kind of absence
        return None
    return device


def pick_dtype(device: torch.device, asked: str = "auto") -> torch.dtype:
    """Choose a network's numbers: bfloat16 where the device does it well, else float32."""
    if asked == "auto":
        good = device.type == "cuda" and torch.cuda.get_device_capability(device) >= AMPERE
        return torch.bfloat16 if good else torch.float32
    dtypes = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float16}
    if asked not in dtypes:
        raise ValueError(f"dtype {asked!r} asked for; there are auto, {', '.join(dtypes)}")
    return dtypes[asked]


def free_threads(allowed: int | None = None, busy: float | None = None, most: int | None = None) -> int:
    """Count the threads that torch may use without waiting for others.

    Two threads on a busy two-core machine were 7 times slower than one: each step waits for the slower of both.

    Args:
        allowed: Processors this process may use; None to ask the system.
        busy: How many are kept busy, on average of the last minute; None to ask the system.
        most: How many threads torch would take by itself (`OMP_NUM_THREADS` counts there); None to ask it.
    """
    if allowed is None:
        allowed = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if busy is None:
        busy = os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0
    return max(1, min(most or torch.get_num_threads(), allowed - round(busy)))


def free_memory(
    device: torch.device, *, meminfo: Path = Path("/proc/meminfo"), group: Path = Path("/sys/fs/cgroup")
) -> int | None:
    """Tell how many bytes are free on a device; None where the system doesn't say.

    Args:
        device: Where.
        meminfo: Where Linux tells what can be had without swapping.
        group: Where Linux tells what this container may take, and has taken.
    """
    if device.type == "cuda":
        return torch.cuda.mem_get_info(device)[0]
    if device.type == "mps":
        return torch.mps.recommended_max_memory() - torch.mps.driver_allocated_memory()
    limits = [limit for limit in (_free_in_system(meminfo), _free_in_container(group)) if limit is not None]
    return min(limits, default=None)


def _free_in_system(meminfo: Path) -> int | None:
    try:
        lines = meminfo.read_text().splitlines()
    except OSError:
        return None
    kilobytes = next((line.split()[1] for line in lines if line.startswith("MemAvailable:")), None)
    return None if kilobytes is None else int(kilobytes) * 1024


def _free_in_container(group: Path) -> int | None:
    try:
        most, used = ((group / name).read_text().strip() for name in ("memory.max", "memory.current"))
    except OSError:
        return None
    return int(most) - int(used) if most.isdigit() else None
