"""Which works are read, which are kept for measuring, and what a step reads of them."""

import lzma
from pathlib import Path

import numpy as np
import pytest

from attention.embedded import FOLDER
from attention.embedded.batches import Diet, Reader
from attention.embedded.repeats import repeated_text, shuffled_repeats
from attention.embedded.texts import BLOCK_LINES, Work, read_works
from attention.embedded.tokens import character_counts, dress, newline_id, read_tokenizer, tokenize

LINES = "\n".join(f"Line {number} of it." for number in range(3 * BLOCK_LINES))
MODERN = (
    f"\f\n# Tatoeba: sentences\n{LINES}\n\f\n# GNOME Help: Windows\nClick it.\n\f\n# The Rust Book: Hello\nHello.\n"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with lzma.open(tmp_path / "modern-en.txt.xz", "wt", encoding="utf-8") as file:
        file.write(MODERN)
    (tmp_path / "ru.txt").write_text("\f\n# Chekhov: Ванька (prose)\nВанька Жуков.\n", encoding="utf-8")
    return tmp_path


def pool(size: int) -> Reader:
    text = np.arange(300, 300 + size, dtype=np.uint16)
    return Reader({("modern", "en"): text}, newline=13, diet=Diet({("modern", "en"): 1.0}, 3, 1, 1, length=32))


def test_works_under_share_alike_are_left_out(folder: Path) -> None:
    assert {work.source for work in read_works(folder)} == {"Tatoeba", "The Rust Book", "Chekhov"}


def test_a_collection_of_sentences_is_read_in_blocks(folder: Path) -> None:
    blocks = [work for work in read_works(folder) if work.source == "Tatoeba"]

    assert [work.body.count("\n") + 1 for work in blocks] == [BLOCK_LINES] * 3


def test_whether_a_work_is_held_out_depends_on_its_header_alone() -> None:
    first = Work("Chekhov", "Ванька (prose)", "ru", "novels", "one")
    second = Work("Chekhov", "Ванька (prose)", "ru", "novels", "two")

    assert first.held_out
    assert second.held_out


def test_one_work_in_ten_is_held_out() -> None:
    works = [Work("Somebody", str(number), "en", "novels", "") for number in range(2000)]

    assert 150 < sum(work.held_out for work in works) < 250


def test_an_empty_folder_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match="expected files such as"):
        list(read_works(tmp_path))


def test_every_line_begins_with_a_word() -> None:
    tokenizer = dress(read_tokenizer(FOLDER))

    both = tokenizer.encode("Кошка\nКошка", add_special_tokens=False).tokens

    assert both[: both.index("<0x0A>")] == both[both.index("<0x0A>") + 1 :]


@pytest.mark.parametrize("text", ["Маша купила хлеб,\n\nа Петя — молоко.", "Two  blanks 🙂 and 42", "日本"])
def test_what_was_encoded_is_decoded_again(text: str) -> None:
    tokenizer = dress(read_tokenizer(FOLDER))

    assert tokenizer.decode(tokenizer.encode(text).ids) == text


@pytest.mark.parametrize("text", ["The cat sat", "Кошка\nсидела 🙂", "日本\n\nи всё"])
def test_characters_are_those_of_the_text(text: str) -> None:
    tokenizer = dress(read_tokenizer(FOLDER))
    ids = np.array(tokenizer.encode(text, add_special_tokens=False).ids)

    assert character_counts(ids, tokenizer).sum() == len(" " + text)


def test_held_out_works_are_never_among_the_tokens_to_train_on(folder: Path) -> None:
    tokenizer = dress(read_tokenizer(FOLDER))
    works = tuple(read_works(folder))

    assert ("novels", "ru") not in tokenize(works, tokenizer, held_out=False)
    assert tokenize(works, tokenizer, held_out=True)["novels", "ru"][-1] == newline_id(tokenizer)


def test_shuffled_tokens_come_again_and_only_then_count() -> None:
    text = np.arange(300, 700, dtype=np.uint16)

    row, counts = shuffled_repeats(text, 21, (7, 7), np.random.default_rng(0))

    assert row[1:8].tolist() == row[8:15].tolist()
    assert counts.tolist() == [False] * 8 + [True] * 13


def test_repeated_text_counts_from_its_first_token() -> None:
    text = np.arange(300, 700, dtype=np.uint16)

    row, counts = repeated_text(text, 21, (7, 7), np.random.default_rng(0))

    assert np.diff(row[1:8]).tolist() == [1] * 6
    assert counts.sum() == 20


def test_a_reader_goes_on_from_its_counters() -> None:
    whole, begun = pool(5000), pool(5000)
    for _ in range(3):
        whole.batch()
        begun.batch()

    later = pool(5000)
    later.step, later.read = begun.step, begun.read

    assert later.batch().tokens.equal(whole.batch().tokens)


def test_a_pool_is_read_evenly() -> None:
    reader = pool(5000)
    starts = {int(row[1]) // 500 for _ in range(12) for row in reader.batch().tokens[:3]}

    assert len(starts) >= 9


def test_every_fourth_batch_has_longer_rows() -> None:
    reader = pool(5000)

    assert [reader.batch().tokens.shape[1] for _ in range(4)] == [32, 32, 32, 64]
