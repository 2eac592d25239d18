"""``python -m bot.encoder.vocabulary``: choose the pieces of the big tokenizer to keep, write the small tokenizer.

A quarter of a million pieces for a hundred languages would make the encoder ninety megabytes. Kept: what the
training phrases, the knowledge and French words need, the most frequent pieces of all languages, and letters.
A programme of its own: SentencePiece's trainer crashes beside TensorFlow.
"""

from __future__ import annotations

import gzip
import json
import tempfile
from collections import Counter
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path

import sentencepiece
from sentencepiece import sentencepiece_model_pb2 as layout

from bot.cli.check_phrases import phrases
from bot.components.sentence_encoder import TOKENIZER
from bot.encoder.start_weights import StartWeights, bundled_file, read
from knowledge.text import normalise

_KNOWLEDGE = Path(__file__).resolve().parents[2] / "data" / "knowledge"

_FREQUENT = 30_000
_OFTEN = 3
"""A piece that only French words need is kept when that many words need it."""
_LETTERS = 20_000
"""Single letters of any script are kept among so many most frequent pieces."""
_MARKS = {0: "<s>", 1: "<pad>", 2: "</s>", 3: "<unk>"}


def main() -> None:
    start = read(bundled_file())
    knowledge = [line for path in sorted(_KNOWLEDGE.rglob("*.yml")) for line in _lines(path)]
    kept = choose(start, [*(phrase.text for phrase in phrases()), *knowledge])
    TOKENIZER.write_bytes(tokenizer(start, kept).serialized_model_proto())
    print(f"{len(kept)} pieces of {len(start.pieces)}")


def _lines(path: Path) -> list[str]:
    return path.read_text("utf-8").splitlines()


def kept_in(start: StartWeights, small: sentencepiece.SentencePieceProcessor) -> list[int]:
    """Return the numbers that the pieces of the *small* tokenizer have in *start*, in the order of the small one."""
    number = {piece: n for n, piece in enumerate(start.pieces)}
    return [number[small.id_to_piece(n)] for n in range(small.get_piece_size())]


def choose(start: StartWeights, texts: Iterable[str]) -> list[int]:
    """Return the numbers of the pieces to keep, in their old order, for *texts* and for French."""
    whole = tokenizer(start, list(range(len(start.pieces))))
    counts: Counter[int] = Counter()
    for text in texts:
        counts.update(dict.fromkeys(whole.encode(text), _OFTEN))
        counts.update(dict.fromkeys(whole.encode(normalise(text)), _OFTEN))
    for word in french_words():
        counts.update(set(whole.encode(word)))
        counts.update(set(whole.encode(normalise(word))))
    kept = {number for number, count in counts.items() if count >= _OFTEN} | set(range(_FREQUENT))
    letters = [n for n, piece in enumerate(start.pieces) if len(piece.removeprefix("▁")) <= 1]
    return sorted(kept | set(letters[:_LETTERS]))


def french_words() -> list[str]:
    """Return the French word forms that spaCy's lemma table knows."""
    spec = find_spec("spacy_lookups_data")
    assert spec is not None and spec.origin is not None
    table = Path(spec.origin).parent / "data" / "fr_lemma_lookup.json.gz"
    return list(json.loads(gzip.decompress(table.read_bytes())))


def tokenizer(start: StartWeights, kept: list[int]) -> sentencepiece.SentencePieceProcessor:
    """Return a tokenizer that knows the pieces *kept*, numbered in that order."""
    model = layout.ModelProto()
    for number in kept:
        piece = model.pieces.add()
        piece.piece, piece.score = start.pieces[number], float(start.scores[number])
        if number in _MARKS:
            mark = layout.ModelProto.SentencePiece
            piece.type = mark.UNKNOWN if _MARKS[number] == "<unk>" else mark.CONTROL
    model.trainer_spec.model_type = layout.TrainerSpec.UNIGRAM
    model.trainer_spec.vocab_size = len(kept)
    model.trainer_spec.bos_id, model.trainer_spec.pad_id = 0, 1
    model.trainer_spec.eos_id, model.trainer_spec.unk_id = 2, 3
    model.normalizer_spec.CopyFrom(_usual_normaliser())
    return sentencepiece.SentencePieceProcessor(model_proto=model.SerializeToString())


def _usual_normaliser() -> layout.NormalizerSpec:
    """Return SentencePiece's own « nmt_nfkc » table, which the big tokenizer was made with."""
    with tempfile.TemporaryDirectory() as folder:
        text = Path(folder) / "text"
        text.write_text("une deux trois quatre cinq six\n" * 10, "utf-8")
        sentencepiece.SentencePieceTrainer.train(
            input=str(text), model_prefix=str(text), vocab_size=20, minloglevel=2, hard_vocab_limit=False
        )
        model = layout.ModelProto()
        model.ParseFromString(Path(f"{text}.model").read_bytes())
    return model.normalizer_spec


if __name__ == "__main__":
    main()
