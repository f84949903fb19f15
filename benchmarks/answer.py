"""Where the time of an answer goes: model, drawing, the rest.

    python benchmarks/answer.py [--rounds 15] [--drawers 1]

Each round sends a new sentence of 12 words, `/heads 2`, and presses a button, through the handlers with the embedded
model, so nothing is at hand but what the round itself has worked out. Medians, one torch thread.
"""

import argparse
import asyncio
import platform
import random
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # before this folder, which has a render.py of its own

import attention
from handlers import House, Place, Press, Reply, Request, open_house

_WORDS = "the cat dog bird saw found lost a red old small house river on under near garden letter".split()
_HERE = Place("benchmark", "reader")
_STEPS = ("a sentence of 12 words", "/heads 2", "a press: next layer", "a press: the map", "a press: dark theme")


async def main() -> None:
    """Run the rounds and print the table."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--rounds", type=int, default=15)
    arguments.add_argument("--drawers", type=int, default=1, help="worker processes that draw; 0: a thread")
    chosen = arguments.parse_args()
    began = time.perf_counter()
    model = attention.load("embedded", device="cpu", threads=1)
    print(
        f"{platform.machine()}, Python {platform.python_version()}; model loaded in {time.perf_counter() - began:.1f} s"
    )
    rows: dict[str, list[Reply]] = {step: [] for step in _STEPS}
    with tempfile.TemporaryDirectory() as folder:
        async with open_house(model, data_dir=Path(folder), drawers=chosen.drawers) as house:
            await anext(house.answer(Request("One round to warm up the whole way", _HERE)))
            for number in range(chosen.rounds):
                async for step, reply in _round(house, random.Random(number)):  # noqa: S311 - words, not secrets
                    rows[step].append(reply)
    _print(rows)


async def _round(house: House, chance: random.Random) -> AsyncIterator[tuple[str, Reply]]:
    sentence = " ".join(chance.choices(_WORDS, k=12))
    messages = (sentence, "/heads 2")
    for step, message in zip(_STEPS, messages, strict=False):
        reply = await anext(house.answer(Request(message, _HERE)))
        yield step, reply
    for step, label in zip(_STEPS[len(messages) :], ("Layer 3 ▶", "Model map", "Dark theme"), strict=True):
        data = next(button.data for row in reply.buttons for button in row if button.label == label)
        reply = await house.press(Press(data, _HERE))
        yield step, reply


def _print(rows: dict[str, list[Reply]]) -> None:
    print(f"{'milliseconds':<24}{'model':>8}{'render':>8}{'rest':>8}{'total':>8}")
    for step, replies in rows.items():
        spent = [reply.seconds for reply in replies]
        model = 1000 * statistics.median(one.model for one in spent)
        render = 1000 * statistics.median(one.render for one in spent)
        total = 1000 * statistics.median(one.total for one in spent)
        print(f"{step:<24}{model:>8.1f}{render:>8.1f}{total - model - render:>8.1f}{total:>8.1f}")


if __name__ == "__main__":
    asyncio.run(main())
