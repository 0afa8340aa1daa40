"""Reads the word lists: `[section]` lines, each followed by items that are separated by commas."""

from pathlib import Path

Lexicon = dict[str, list[str]]


def sections(path: Path) -> dict[str, list[str]]:
    """Gives the lines below each `[section]` of a file, without comments and empty lines."""
    found: dict[str, list[str]] = {}
    current: list[str] | None = None
    for line in path.read_text(encoding="utf-8").splitlines():
        line = line.strip()
        if not line or line.startswith("#"):
            continue
        if line.startswith("[") and line.endswith("]"):
            current = found.setdefault(line[1:-1], [])
        elif current is None:
            raise ValueError(f"{path.name}: text before the first section: {line}")
        else:
            current.append(line)
    return found


def read_lexicon(folder: Path) -> Lexicon:
    """Gives the items of every section of every `.txt` file in a folder, each item once, in order."""
    lexicon: Lexicon = {}
    for path in sorted(folder.glob("*.txt")):
        for name, lines in sections(path).items():
            items = (item.strip() for line in lines for item in line.split(", "))
            lexicon[name] = list(dict.fromkeys(item.rstrip(",") for item in items if item.rstrip(",")))
    return lexicon
