"""Learns to tell topics and kinds from phrasings: `python -m handlers.questions.fitting` writes `fitted.npz`.

Both are linear support vector machines (Cortes and Vapnik 1995): scikit-learn's, which the extra `fit` installs. What
the topics' scores say goes into the kinds: of messages that they haven't been fitted to, else they would be too sure.

On 1,033 messages written by others and never looked at (`benchmarks/phrasings/unseen.jsonl`) the ridge regression and
the rules that stood here before told 82 % of the kinds and 74 % of the topics; `benchmarks/questions.py` prints what is
told now. On the 815 to tune on, pieces of words and the longer answers brought ten points, four times as many
phrasings eleven; word vectors (navec) added nothing.
"""

import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.model_selection import StratifiedKFold, cross_val_predict
from sklearn.preprocessing import normalize
from sklearn.svm import LinearSVC

from handlers.answers import read_answers
from handlers.questions.features import PLACES, hints, marks, places
from handlers.questions.fitted import NAME, Fitted, Linear, write_fitted
from handlers.questions.forms import read_forms
from handlers.questions.messages import Message, fingerprint, read_messages
from handlers.questions.reading import Reader, split

_FOLDS = 5
_KNOWN = 2  # messages with a word, from which on it is taken for no misspelling


def learn(messages: Sequence[Message], stamp: str) -> Fitted:
    """Fit to messages.

    Args:
        messages: What to learn from.
        stamp: The fingerprint of the texts that they come from.
    """
    occurs = Counter(word for message in messages for word in set(split(message.text)))
    reader = Reader(word for word, times in occurs.items() if times >= _KNOWN)
    counted = _counts([places(message.text, reader) for message in messages])
    rarity = np.log(len(messages) / (1 + np.asarray(counted.sum(0)).ravel())).astype(np.float32).clip(min=0)
    said = normalize(counted @ sparse.diags(rarity)).tocsr()
    topics, scores = _learn_topics(said, messages)
    kept = [at for at, message in enumerate(messages) if message.kind]
    forms = read_forms()
    form = [marks(messages[at].text, reader.words(messages[at].text), forms) for at in kept]
    rest = np.hstack([np.array(form, np.float32), hints(scores[kept], topics.classes_)])
    kinds = LinearSVC(C=1.0, class_weight="balanced").fit(
        sparse.hstack([said[kept], sparse.csr_matrix(rest)]).tocsr(), [messages[at].kind for at in kept]
    )
    return Fitted(rarity, _rounded(topics), _rounded(kinds), tuple(sorted(reader.known)), stamp)


def _learn_topics(said: sparse.csr_matrix, messages: Sequence[Message]) -> tuple[LinearSVC, NDArray[np.float64]]:
    """Fit the topics, and score each message by what was fitted to others."""
    about = [at for at, message in enumerate(messages) if message.topic]
    names = [messages[at].topic for at in about]
    weights = np.array([messages[at].weight for at in about])
    topics = LinearSVC(C=1.0).fit(said[about], names, sample_weight=weights)
    scores = topics.decision_function(said)
    scores[about] = cross_val_predict(
        LinearSVC(C=1.0),
        said[about],
        names,
        cv=StratifiedKFold(_FOLDS, shuffle=True, random_state=0),
        method="decision_function",
        params={"sample_weight": weights},
    )
    return topics, scores


def _counts(found: Sequence[Sequence[int]]) -> sparse.csr_matrix:
    lengths = [len(each) for each in found]
    columns = np.concatenate([np.array(each, np.int32) for each in found])
    return sparse.csr_matrix(
        (np.ones(len(columns), np.float32), columns, np.concatenate([[0], np.cumsum(lengths)])),
        shape=(len(found), PLACES),
    )


def _rounded(machine: LinearSVC) -> Linear:
    scale = np.abs(machine.coef_).max(1) / 127
    weights = np.round(machine.coef_ / scale[:, None]).astype(np.int8)
    return Linear(
        tuple(map(str, machine.classes_)),
        np.ascontiguousarray(weights.T),
        scale.astype(np.float32),
        machine.intercept_.astype(np.float32),
    )


def main() -> None:
    """Learn from the package's texts and write what was learned beside them."""
    answers = read_answers()
    fitted = learn(list(read_messages(answers)), fingerprint(answers))
    path = Path(__file__).with_name(NAME)
    write_fitted(fitted, path)
    sys.stdout.write(f"{path.name}: {path.stat().st_size / 1e6:.1f} MB\n")


if __name__ == "__main__":
    main()
