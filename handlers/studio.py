"""The model and the drawing board, each behind one queue, off the event loop.

Looks and pictures are kept for a while, so that a button does not run the model again, and equal requests under way are
worked out once.
"""

import asyncio
import math
import signal
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Hashable
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from functools import partial
from multiprocessing import get_context
from typing import Generic, TypeVar, cast

import attention
import render
from attention import Facts, Part, Pattern, Seen
from handlers.memory import Text
from handlers.scene import Scene
from render import Picture

MOST_WAITING = 32
_LOOK_BYTES = 256 * 2**20
_PICTURE_BYTES = 64 * 2**20
_WEIGHT_BYTES = 4  # float32

T = TypeVar("T")
_Work = Future[tuple[tuple[object, int], float]]


@dataclass(frozen=True, slots=True)
class Busy:
    """The queue is full; the person is asked to come back in a moment."""

    waiting: int


@dataclass(frozen=True, slots=True)
class Timed(Generic[T]):
    """A result and how long it took to work out; 0 seconds if it was at hand."""

    value: T
    seconds: float


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """Some layers of one part of the model on one text, and what each of their heads does.

    Attributes:
        seen: The weights. Of a long text and a large model, a look at all layers takes only as many tokens as memory
            allows; `seen.cut` tells.
        patterns: What each head does, layer by layer.
    """

    seen: Seen
    patterns: tuple[Pattern, ...]

    def of(self, layer: int) -> "Look":
        """The same look at one layer alone."""
        weights = {layer: self.seen.weights[layer]}
        return Look(replace(self.seen, weights=weights), tuple(one for one in self.patterns if one.layer == layer))


class Studio:
    """Looks and draws, one thing at a time each; opened by `open_studio`."""

    def __init__(self, model: attention.Model, looks: "_Desk", pictures: "_Desk", max_tokens: int) -> None:
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

    async def survey(self, text: Text, part: Part) -> Timed[Look] | Busy:
        """Look at all layers."""
        facts = self.facts
        layers = max(facts.layers, facts.decoder_layers or 0)
        most = math.isqrt(_LOOK_BYTES // (_WEIGHT_BYTES * layers * facts.heads))
        return await self._look(text, part, None, min(most, self._max_tokens))

    async def look(self, text: Text, part: Part, layer: int) -> Timed[Look] | Busy:
        """Look at one layer."""
        survey = self._looks.at_hand((text.body, text.target, part, None))
        if isinstance(survey, Look) and (not survey.seen.cut or len(survey.seen.rows) >= self._max_tokens):
            return Timed(survey.of(layer), 0.0)
        return await self._look(text, part, layer, self._max_tokens)

    async def _look(self, text: Text, part: Part, layer: int | None, most: int) -> Timed[Look] | Busy:
        def work() -> tuple[Look, int]:
            layers = None if layer is None else [layer]
            seen = attention.look(self._model, text.body, layers, part=part, target=text.target, max_tokens=most)
            found = tuple(pattern for each in seen.weights for pattern in attention.patterns.describe(seen, each))
            return Look(seen, found), sum(weights.nbytes for weights in seen.weights.values())

        return await self._looks.work_out((text.body, text.target, part, layer), work)

    async def draw(self, scene: Scene, seen: Seen) -> Timed[Picture] | Busy:
        """Draw a scene: one head large, a layer's heads, or the map of the model."""
        what = (seen.text, seen.target, seen.cut, replace(scene, text=""))
        return await self._pictures.work_out(what, _Drawing(scene, seen))


@asynccontextmanager
async def open_studio(model: attention.Model, *, max_tokens: int, drawers: int) -> AsyncIterator[Studio]:
    """Open the studio and close its queues at the end.

    Args:
        model: The one model that is looked into.
        max_tokens: The longest text looked at.
        drawers: Worker processes that draw; 0 draws in a thread, which starts quicker and answers slower.
    """
    looks = _Desk(partial(ThreadPoolExecutor, 1, thread_name_prefix="model"), _LOOK_BYTES)
    pictures = _Desk(partial(_open_drawing, drawers), _PICTURE_BYTES)
    try:
        yield Studio(model, looks, pictures, max_tokens)
    finally:
        await looks.close()
        await pictures.close()


def _open_drawing(drawers: int) -> Executor:
    if not drawers:
        return ThreadPoolExecutor(1, thread_name_prefix="drawing")
    executor = ProcessPoolExecutor(drawers, mp_context=get_context("spawn"), initializer=_start_drawing)
    executor.submit(_start_drawing)  # a process takes a second to come up: let it be there before the first picture
    return executor


def _start_drawing() -> None:
    """Leave Ctrl-C to the parent, which finishes what is under way."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


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


class _Desk:
    """One queue with a memory: bounded, equal work done once, results kept while there is room for their bytes."""

    def __init__(self, open_executor: Callable[[], Executor], most_bytes: int) -> None:
        self._open_executor = open_executor
        self._executor = open_executor()
        self._most_bytes = most_bytes
        self._kept: OrderedDict[Hashable, tuple[object, int]] = OrderedDict()
        self._bytes = 0
        self._under_way: dict[Hashable, _Work] = {}

    @property
    def waiting(self) -> int:
        return len(self._under_way)

    def at_hand(self, key: Hashable) -> object | None:
        if key not in self._kept:
            return None
        self._kept.move_to_end(key)
        return self._kept[key][0]

    async def work_out(self, key: Hashable, work: Callable[[], tuple[T, int]]) -> Timed[T] | Busy:
        """Give what is at hand, join what is under way, or queue it; `work` gives the result and its size in bytes."""
        if (kept := self.at_hand(key)) is not None:
            return Timed(cast(T, kept), 0.0)
        future = self._under_way.get(key)
        if future is None:
            if self.waiting >= MOST_WAITING:
                return Busy(self.waiting)
            future = self._submit(key, work)
        # A person who goes away leaves the work to the others who wait for it.
        (value, _), seconds = await asyncio.shield(asyncio.wrap_future(future))
        return Timed(cast(T, value), seconds)

    async def close(self) -> None:
        """Finish the work under way, drop what waits."""
        await asyncio.to_thread(self._executor.shutdown, wait=True, cancel_futures=True)

    def _submit(self, key: Hashable, work: Callable[[], tuple[object, int]]) -> "_Work":
        try:
            future = self._executor.submit(_timed, work)
        except BrokenExecutor:  # a worker process was killed, as by a system out of memory: start anew
            self._executor = self._open_executor()
            future = self._executor.submit(_timed, work)
        self._under_way[key] = future
        loop = asyncio.get_running_loop()
        future.add_done_callback(lambda done: loop.call_soon_threadsafe(self._finish, key, done))
        return future

    def _finish(self, key: Hashable, future: "_Work") -> None:
        del self._under_way[key]
        if not future.cancelled() and future.exception() is None:
            (value, size), _ = future.result()
            self._kept[key] = (value, size)
            self._bytes += size
        while self._bytes > self._most_bytes and len(self._kept) > 1:
            _, (_, freed) = self._kept.popitem(last=False)
            self._bytes -= freed


def _timed(work: Callable[[], tuple[object, int]]) -> tuple[tuple[object, int], float]:
    began = time.perf_counter()
    return work(), time.perf_counter() - began
