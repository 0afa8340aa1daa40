"""A WordPiece tokenizer: common words whole, and pieces learned from the same words for everything else."""

from collections import Counter
from collections.abc import Iterable

from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers, processors

from .grammar import MADE_UP
from .lexicon import Lexicon

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
PUNCTUATION = list("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~’‘“”…–—€£°")
LETTERS = list("abcdefghijklmnopqrstuvwxyz0123456789")


def empty_tokenizer(vocabulary: dict[str, int]) -> Tokenizer:
    """Gives an uncased BERT tokenizer on a vocabulary."""
    tokenizer = Tokenizer(models.WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=100))
    tokenizer.normalizer = normalizers.BertNormalizer(lowercase=True)
    tokenizer.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    tokenizer.decoder = decoders.WordPiece(prefix="##")
    return tokenizer


def count_words(texts: Iterable[str]) -> Counter[str]:
    """Counts the words that the normaliser and the pre-tokenizer make of texts."""
    tokenizer = empty_tokenizer({"[UNK]": 0})
    counts: Counter[str] = Counter()
    for text in texts:
        normalised = tokenizer.normalizer.normalize_str(text)
        counts.update(word for word, _ in tokenizer.pre_tokenizer.pre_tokenize_str(normalised))
    return counts


def learn_pieces(words: Iterable[str], size: int) -> list[str]:
    """Gives the continuing pieces (`##...`) that would save most tokens in words; the trainer's own ties are random."""
    savings: Counter[str] = Counter()
    for word in words:
        for start in range(1, len(word) - 1):
            for length in range(2, min(5, len(word) - start) + 1):
                savings[word[start : start + length]] += length - 1
    ranked = sorted(savings, key=lambda piece: (-savings[piece], piece))
    return [f"##{piece}" for piece in ranked[:size]]


def vocabulary_of(texts: list[str], lexicon: Lexicon, words: int, pieces: int) -> list[str]:
    """Gives the tokens in order of their ids: special tokens, signs, letters, pieces, then words by frequency."""
    counts = count_words(texts + [item for items in lexicon.values() for item in items])
    # The section `split` is left to pieces, so that there is something to see: transform ##ers, token ##izers.
    for word in [*lexicon["split"], *filter(MADE_UP.fullmatch, list(counts))]:
        del counts[word]
    ranked = sorted(counts, key=lambda word: (-counts[word], word))
    emoji = [word for word in ranked if not word.isascii() and not word.isalpha()]
    endings = [f"##{ending}" for ending in lexicon["endings"]]
    whole = [word for word in ranked if word.isalnum()]
    parts = learn_pieces((word for word in counts if word.isascii() and word.isalpha()), pieces)
    continued = [f"##{sign}" for sign in LETTERS + emoji]
    signs = PUNCTUATION + LETTERS + emoji + continued
    return list(dict.fromkeys(SPECIAL + signs + endings + parts + lexicon["beginnings"] + whole[:words]))


def build_tokenizer(tokens: list[str]) -> Tokenizer:
    """Gives the whole tokenizer: specials, and templates for one text and for a pair."""
    tokenizer = empty_tokenizer({token: index for index, token in enumerate(tokens)})
    tokenizer.add_special_tokens(SPECIAL)
    tokenizer.post_processor = processors.TemplateProcessing(
        single="[CLS]:0 $A:0 [SEP]:0",
        pair="[CLS]:0 $A:0 [SEP]:0 $B:1 [SEP]:1",
        special_tokens=[(name, tokens.index(name)) for name in ("[CLS]", "[SEP]")],
    )
    return tokenizer
