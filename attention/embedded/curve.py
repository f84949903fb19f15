"""The picture of a run: its losses against the tokens read."""

from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure


def draw_curve(log: list[dict[str, int | float]], path: Path) -> None:
    """Draws training loss on the left and bits a character on held-out text on the right."""
    figure = Figure(figsize=(10, 4.2), dpi=120, layout="constrained")
    FigureCanvasAgg(figure)
    left, right = figure.subplots(1, 2)
    steps = [line for line in log if "text" in line]
    millions = [line["tokens"] / 1e6 for line in steps]
    for name, label in (("text", "text"), ("repeats", "repeats")):
        left.plot(millions, _smooth([line[name] for line in steps]), label=label)
    left.set(xlabel="tokens read, millions", ylabel="loss, nats a token", title="training (running mean)")
    glances = [line for line in log if "text" not in line]
    for name in sorted({key for line in glances for key in line if key.startswith("bits ")}):
        right.plot([line["tokens"] / 1e6 for line in glances], [line[name] for line in glances], label=name[5:])
    right.set(xlabel="tokens read, millions", ylabel="bits a character", title="held-out text (small sample)")
    for axes in (left, right):
        axes.grid(alpha=0.3)
        if axes.get_lines():
            axes.legend()
    figure.savefig(path)


def _smooth(values: list[float], keep: float = 0.9) -> list[float]:
    smooth: list[float] = []
    for value in values:
        smooth.append(value if not smooth else keep * smooth[-1] + (1 - keep) * value)
    return smooth
