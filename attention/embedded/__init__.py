"""The model that comes with the package: its weights, its recipe and its measurements.

`python -m attention.embedded.train --texts FOLDER --minutes N` trains it, `python -m attention.embedded.measure` tells
what it can do. In the order of the computation:

- `texts.py`: works, their licences, which are held out
- `tokens.py`: the tokenizer, and texts as arrays of token ids
- `batches.py`: what a step reads: plain text and the repeats (`repeats.py`) that make induction heads
- `network.py`: a Llama-shaped network, new or going on from weights
- `loss.py`, `muon.py`, `schedule.py`: what is made small, and how
- `train.py`: the loop
- `scores.py`, `circuits.py`, `openings.py`, `measure.py`: what came of it: bits a character, heads, continuations
"""

from pathlib import Path

FOLDER = Path(__file__).parent
"""Where the weights and the tokenizer lie."""
