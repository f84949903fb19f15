"""Small tokenizers of every kind, made in memory."""

from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors, trainers
from transformers import AutoTokenizer, ByT5Tokenizer, PreTrainedTokenizerBase, PreTrainedTokenizerFast
from transformers.models.bert.tokenization_bert_legacy import BertTokenizerLegacy

from attention.sources import EMBEDDED

WORDS = ["the cat sat on the mat", "кошка сидела на окне", "the cat sat", "кошка сидела"] * 3
PIECES = "[PAD] [UNK] [CLS] [SEP] the cat sat un ##believ ##able кош ##ка cafe !".split()
UNKNOWN, OPENS, CLOSES, PADS, ENDS, UNSPELLED = "[UNK]", "[CLS]", "[SEP]", "<pad>", "</s>", "<unk>"


@cache
def embedded() -> PreTrainedTokenizerBase:
    """Byte fallback, blanks written `▁`, `<s>` at the start."""
    return AutoTokenizer.from_pretrained(EMBEDDED)


@cache
def byte_level() -> PreTrainedTokenizerBase:
    """As GPT-2's: letters outside English are split into bytes, blanks written `Ġ` and left out of the spans."""
    tokenizer = Tokenizer(models.BPE())
    tokenizer.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    tokenizer.decoder = decoders.ByteLevel()
    tokenizer.post_processor = processors.ByteLevel(trim_offsets=True)
    alphabet = pre_tokenizers.ByteLevel.alphabet()
    tokenizer.train_from_iterator(
        WORDS[:1], trainers.BpeTrainer(vocab_size=280, initial_alphabet=alphabet, show_progress=False)
    )
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer)


@cache
def word_piece() -> PreTrainedTokenizerBase:
    """As BERT's: no case, no accents, no blanks, pieces inside a word marked `##`, special tokens on both sides."""
    tokenizer = Tokenizer(models.WordPiece({piece: place for place, piece in enumerate(PIECES)}, unk_token=UNKNOWN))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece()
    tokenizer.post_processor = processors.BertProcessing((CLOSES, 3), (OPENS, 2))
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, unk_token=UNKNOWN, cls_token=OPENS, sep_token=CLOSES)


@cache
def unigram() -> PreTrainedTokenizerBase:
    """As T5's: SentencePiece, blanks written `▁`, `</s>` at the end."""
    tokenizer = Tokenizer(models.Unigram())
    tokenizer.normalizer = normalizers.NFKC()
    tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
    tokenizer.decoder = decoders.Metaspace()
    specials = [PADS, ENDS, UNSPELLED]
    trainer = trainers.UnigramTrainer(vocab_size=60, special_tokens=specials, unk_token=UNSPELLED, show_progress=False)
    tokenizer.train_from_iterator(WORDS, trainer)
    tokenizer.post_processor = processors.TemplateProcessing(single=f"$A {ENDS}", special_tokens=[(ENDS, 1)])
    return PreTrainedTokenizerFast(tokenizer_object=tokenizer, pad_token=PADS, eos_token=ENDS, unk_token=UNSPELLED)


@cache
def slow_bytes() -> PreTrainedTokenizerBase:
    """ByT5's: a token a byte, and no spans."""
    return ByT5Tokenizer()


@cache
def slow_word_piece() -> PreTrainedTokenizerBase:
    """BERT's in Python: no spans."""
    with TemporaryDirectory() as folder:
        vocabulary = Path(folder) / "vocab.txt"
        vocabulary.write_text("\n".join(PIECES))
        return BertTokenizerLegacy(str(vocabulary))


EVERY_KIND = {
    "embedded": embedded,
    "byte-level": byte_level,
    "word-piece": word_piece,
    "unigram": unigram,
    "slow-bytes": slow_bytes,
    "slow-word-piece": slow_word_piece,
}
