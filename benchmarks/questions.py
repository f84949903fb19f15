"""How well questions are understood, and what that costs: `python benchmarks/questions.py FILE.jsonl ...`.

A row holds `text`, `kind`, `topic`, and in `also` other kinds that count as right. Without a file: 1,033 messages of
which nobody looked at one while tuning (`benchmarks/phrasings/unseen.jsonl`): their writers saw the list of topics, not
the code, and their other 815 messages were there to tune on. What is read wrongly among them is not printed, lest
somebody tune to it.
"""

import json
import os
import platform
import sys
import time
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))  # before this folder, which has a render.py of its own

from handlers.questions import Guide, open_guide

_UNSEEN = Path(__file__).resolve().parent / "phrasings" / "unseen.jsonl"

Row = dict[str, str | list[str] | None]


def main() -> None:
    """Print the confusions and the figures of each file, then the costs."""
    before = time.process_time()
    guide = open_guide()
    start_up = time.process_time() - before
    files = [Path(name).resolve() for name in sys.argv[1:]] or [_UNSEEN]
    texts: list[str] = []
    for file in files:
        rows = [json.loads(line) for line in file.read_text("utf-8").splitlines() if line.strip()]
        texts += [row["text"] for row in rows]
        judge(guide, file, rows, named=file != _UNSEEN)
    costs = sorted(_cost(guide, text) for text in texts)
    print(f"start-up {1000 * start_up:.0f} ms of CPU (limit 300)")
    print(f"a question: median {costs[len(costs) // 2]:.2f} ms of CPU, slowest {costs[-1]:.2f} ms (limit 20)")
    print(f"{platform.processor() or platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}")


def judge(guide: Guide, file: Path, rows: list[Row], *, named: bool) -> None:
    """Print what was taken for what, message by message if they may be named, and the shares that are right."""
    kinds: Counter[tuple[str, str]] = Counter()
    right_kinds = right_topics = questions = 0
    for row in rows:
        text, kind = str(row["text"]), str(row["kind"])
        read = guide.kinds.read(text).kind
        right = read == kind or read in (row.get("also") or ())
        right_kinds += right
        if not right:
            kinds[kind, read] += 1
            if named:
                print(f"  kind  {kind} read as {read}: {text}")
        if kind != "question":
            continue
        questions += 1
        topic = guide.topic(text)
        right_topics += topic == row["topic"]
        if topic != row["topic"] and named:
            print(f"  topic {row['topic']} read as {topic}: {text}")
    print(f"{file.name}: {len(rows)} messages")
    print(f"  kind of message right:  {right_kinds}/{len(rows)} = {right_kinds / len(rows):.1%}")
    if questions:
        print(f"  topic right:            {right_topics}/{questions} = {right_topics / questions:.1%}")
    for (kind, read), count in kinds.most_common():
        print(f"  {kind} -> {read}: {count}")


def _cost(guide: Guide, text: str) -> float:
    guide.finder.reader.concept.cache_clear()
    before = time.process_time()
    guide.kinds.read(text)
    guide.find(text)
    return 1000 * (time.process_time() - before)


if __name__ == "__main__":
    main()
