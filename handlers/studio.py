"""The model and the drawing board, each behind one queue, off the event loop.

Looks and pictures are kept for a while, so that a button does not run the model again, and equal requests under way are
worked out once.
"""

import math
import os
import signal
from collections.abc import AsyncIterator
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context, parent_process
from threading import Thread

import attention
import render
from attention import Facts, Part, Pattern, Seen, patterns
from handlers.desk import Busy, Desk, Timed
from handlers.memory import Text
from handlers.scene import Scene
from render import Card, Picture, View

_LOOK_BYTES = 256 * 2**20
_PICTURE_BYTES = 64 * 2**20
_WEIGHT_BYTES = 4  # float32


class Studio:
    """Looks and draws, one thing at a time each; opened by `open_studio`."""

    def __init__(self, model: "attention.Model", looks: Desk, pictures: Desk, max_tokens: int) -> None:
        """Take the model and the two queues; `max_tokens` is the longest text looked at."""
        self._model = model
        self._max_tokens = max_tokens
        self._looks = looks
        self._pictures = pictures

    @property
    def facts(self) -> Facts:
        """The model that is looked into."""
        return self._model.facts

    @property
    def waiting(self) -> int:
        """How many looks and pictures are under way or in the queue."""
        return self._looks.waiting + self._pictures.waiting

    async def survey(self, text: Text, part: Part) -> Timed[Seen] | Busy:
        """Look at all layers.

        Of a long text and a large model only as many tokens are looked at as memory allows; `Seen.cut` tells.
        """
        facts = self.facts
        layers = max(facts.layers, facts.decoder_layers or 0)
        most = math.isqrt(_LOOK_BYTES // (_WEIGHT_BYTES * layers * facts.heads))
        return await self._look(text, part, None, min(most, self._max_tokens))

    async def look(self, text: Text, part: Part, layer: int) -> Timed[Seen] | Busy:
        """Look at one layer."""
        survey = self._looks.at_hand((text.body, text.target, part, None))
        if isinstance(survey, Seen) and (not survey.cut or len(survey.rows) >= self._max_tokens):
            return Timed(replace(survey, weights={layer: survey.weights[layer]}), 0.0)
        return await self._look(text, part, layer, self._max_tokens)

    async def _look(self, text: Text, part: Part, layer: int | None, most: int) -> Timed[Seen] | Busy:
        def work() -> tuple[Seen, int]:
            layers = None if layer is None else [layer]
            seen = attention.look(self._model, text.body, layers, part=part, target=text.target, max_tokens=most)
            return seen, sum(weights.nbytes for weights in seen.weights.values())

        return await self._looks.work_out((text.body, text.target, part, layer), work)

    async def find_telling(self, text: Text, part: Part, seen: Seen, view: View) -> Timed[Pattern] | Busy:
        """Find the head that tells most, on what its picture would show: words if the tokens don't fit."""

        def work() -> tuple[Pattern, int]:
            drawn = render.as_drawn(seen, 1, view)
            described = [patterns.describe(drawn, layer, hide_first=view.hide_first) for layer in drawn.weights]
            return patterns.telling([one for layer in described for one in layer]), 0

        return await self._looks.work_out((text.body, text.target, part, "telling", view.unit, view.hide_first), work)

    async def draw(self, scene: Scene, seen: Seen) -> Timed[Picture] | Busy:
        """Draw a scene: one head large, a layer's heads, or the map of the model."""
        what = (seen.text, seen.target, seen.cut, replace(scene, text=""))
        return await self._pictures.work_out(what, _Drawing(scene, seen))

    async def draw_card(self, card: Card, view: View) -> Timed[Picture] | Busy:
        """Draw a formula or a table."""
        return await self._pictures.work_out((card, view.theme), _CardDrawing(card, view))


@asynccontextmanager
async def open_studio(model: "attention.Model", *, max_tokens: int, drawers: int) -> AsyncIterator[Studio]:
    """Open the studio and close its queues at the end.

    Args:
        model: The one model that is looked into.
        max_tokens: The longest text looked at.
        drawers: Worker processes that draw; 0 draws in a thread, which starts quicker and answers slower.
    """
    looks = Desk(partial(ThreadPoolExecutor, 1, thread_name_prefix="model"), _LOOK_BYTES)
    pictures = Desk(partial(_open_drawing, drawers), _PICTURE_BYTES)
    try:
        yield Studio(model, looks, pictures, max_tokens)
    finally:
        await looks.close()
        await pictures.close()


def _open_drawing(drawers: int) -> Executor:
    if not drawers:
        return ThreadPoolExecutor(1, thread_name_prefix="drawing")
    executor = ProcessPoolExecutor(drawers, mp_context=get_context("spawn"), initializer=_start_drawing)
    executor.submit(render.View)  # a process takes a second to come up: let it be there before the first picture
    return executor


def _start_drawing() -> None:
    """Leave Ctrl-C to the parent, which finishes what is under way; end with it if it is killed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := parent_process():
        parent.join()
        os._exit(0)


@dataclass(frozen=True, slots=True)
class _CardDrawing:
    """A card to draw; a value, as `_Drawing` is."""

    card: Card
    view: View

    def __call__(self) -> tuple[Picture, int]:
        picture = render.card(self.card, self.view)
        return picture, len(picture.png)


@dataclass(frozen=True, slots=True)
class _Drawing:
    """A picture to draw; a value, so that it can travel to a worker process."""

    scene: Scene
    seen: Seen

    def __call__(self) -> tuple[Picture, int]:
        scene, seen = self.scene, self.seen
        if scene.layer is None:
            picture = render.model(seen, scene.view)
        elif scene.head is not None:
            picture = render.head(seen, scene.layer, scene.head, scene.view)
        else:
            picture = render.layer(seen, scene.layer, scene.view, heads=scene.heads or None)
        return picture, len(picture.png)
