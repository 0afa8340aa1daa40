"""Where the sample model's sources lie and where its files go."""

from pathlib import Path

TOOL = Path(__file__).resolve().parent.parent
REPOSITORY = TOOL.parent.parent
LEXICON = TOOL / "lexicon"
SENTENCES = TOOL / "sentences"
SCORE = TOOL / "score.json"
MODEL = REPOSITORY / "media" / "sample-model"
GOLDEN = REPOSITORY / "test" / "fixtures" / "sample-model" / "golden.json"
