"""The phases of a run: what is read, and how long the steps are."""

from dataclasses import dataclass

from .batches import Diet
from .tokens import Pool

WARM_UP = 0.01  # of the run
LAST = 0.972  # of the run; what is left sharpens the induction heads on text that repeats
SHARES: dict[Pool, float] = {
    ("novels", "ru"): 0.33,
    ("novels", "en"): 0.33,
    ("modern", "ru"): 0.17,
    ("modern", "en"): 0.17,
}
MAKE_HEADS = Diet(SHARES, plain=12, shuffled=12, repeated=8, length=128, period=(6, 40), long_every=0)
READ = Diet(SHARES)  # first small batches, while any step helps
READ_ON = Diet(SHARES, plain=30, shuffled=2, repeated=0)  # then larger ones: Muon's work is done once a step
SHARPEN = Diet(SHARES, plain=12, shuffled=1, repeated=3, period=(6, 60), long_every=0)  # sense repeated, at last


@dataclass(frozen=True, slots=True)
class Phase:
    """One part of a run.

    Attributes:
        until: the share of the run at which it ends.
        diet: what is read.
        muon: the longest step of the matrices.
        adam: the longest step of everything else.
        hold: the share of the run until which steps stay long; then they shrink in a line, to nothing at `until`.
    """

    until: float
    diet: Diet
    muon: float
    adam: float
    hold: float


def phases(*, fresh: bool) -> tuple[Phase, ...]:
    """Gives the plan of a run.

    From nothing, a short phase full of repeats makes previous-token and induction heads first; going on from weights
    that have them, two rows of repeats in sixteen keep them.
    """
    begin = Phase(until=0.085, diet=READ, muon=0.012, adam=0.0015, hold=0.085)
    reading = Phase(until=LAST, diet=READ_ON, muon=0.012, adam=0.0015, hold=0.15)
    sharpen = Phase(until=1.0, diet=SHARPEN, muon=0.005, adam=0.0005, hold=LAST)
    heads = Phase(until=0.15, diet=MAKE_HEADS, muon=0.02, adam=0.002, hold=0.15)
    return (heads if fresh else begin, reading, sharpen)


def learning_rate(plan: tuple[Phase, ...], progress: float) -> tuple[Phase, tuple[float, float]]:
    """Tells the phase at a share of the run, and the step lengths there (Muon's, AdamW's)."""
    phase = next((phase for phase in plan if progress < phase.until), plan[-1])
    left = (phase.until - progress) / max(phase.until - phase.hold, 1e-9)
    factor = max(0.0, min(1.0, left)) * min(1.0, (progress + WARM_UP / 10) / WARM_UP)
    return phase, (phase.muon * factor, phase.adam * factor)
