"""How an answer speaks whenever it is printed: in the territory and the language of the dataset that was asked."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from thidua.facts.dataset import Dataset
from thidua.present.language import named_on, written_in
from thidua.registry import Language
from thidua.speech import speaking


@contextmanager
def spoken(dataset: Dataset, lang: Language) -> Iterator[None]:
    """Write of a dataset in a language as long as the block runs; names are those of the day that is asked about.

    Whoever asks is the one who reads why a question is refused: that is said in this language too.
    """
    with dataset.territory.in_force(), written_in(lang), speaking(lang), named_on(None):
        yield
