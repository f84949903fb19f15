"""The phases of a run: what is read, and how long the steps are."""

from dataclasses import dataclass

from .batches import Diet
from .tokens import Pool

WARM_UP = 0.01  # of the run
HOLD = 0.15  # of the run: then steps shrink in a line, to nothing at its end
SHARES: dict[Pool, float] = {  # most of what was furthest from its aim when the weights went on from were measured
    ("novels", "ru"): 0.10,
    ("novels", "en"): 0.45,
    ("modern", "ru"): 0.15,
    ("modern", "en"): 0.20,
    ("everyday", "ru"): 0.05,
    ("everyday", "en"): 0.05,
}
MAKE_HEADS = Diet(SHARES, plain=12, shuffled=12, repeated=8, length=128, period=(6, 40), long_every=0)
READ = Diet(SHARES, plain=30, shuffled=2, repeated=0)  # repeated sense made it copy where text doesn't


@dataclass(frozen=True, slots=True)
class Phase:
    """One part of a run.

    Attributes:
        until: the share of the run at which it ends.
        diet: what is read.
        muon: the longest step of the matrices.
        adam: the longest step of everything else.
    """

    until: float
    diet: Diet
    muon: float = 0.012
    adam: float = 0.0015


def phases(*, fresh: bool) -> tuple[Phase, ...]:
    """Gives the plan of a run.

    From nothing, a short phase full of repeats makes previous-token and induction heads first; once there are some, two
    rows of shuffled repeats in 32 keep them.
    """
    heads = Phase(until=HOLD, diet=MAKE_HEADS, muon=0.02, adam=0.002)
    reading = Phase(until=1.0, diet=READ)
    return (heads, reading) if fresh else (reading,)


def learning_rate(plan: tuple[Phase, ...], progress: float) -> tuple[Phase, tuple[float, float]]:
    """Tells the phase at a share of the run, and the step lengths there (Muon's, AdamW's)."""
    phase = next((phase for phase in plan if progress < phase.until), plan[-1])
    left = max(0.0, min(1.0, (1 - progress) / (1 - HOLD)))
    factor = left * min(1.0, (progress + WARM_UP / 10) / WARM_UP)
    return phase, (phase.muon * factor, phase.adam * factor)
