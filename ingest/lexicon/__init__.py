"""Words as data: what a domain expert may edit."""

from pathlib import Path

#: The folder of the lexicon files.
LEXICON = Path(__file__).parent
