"""Every reference class is of one dataset that is known, in words that are known, with sources that are."""

import pytest

from detente.evidence.datasets.catalogue import datasets
from detente.evidence.episodes import KINDS
from detente.evidence.reference_classes import CLASSES, DEFAULT, reference_class
from detente.shelf.packaged import source_keys
from detente.vocabulary.errors import UnknownName


@pytest.mark.parametrize("one", CLASSES.values(), ids=CLASSES)
def test_a_class_is_made_of_what_is_known(one):
    assert datasets()[one.dataset].episodes is not None
    assert set(one.kinds) <= set(KINDS)
    assert set(one.cite) <= source_keys()


def test_a_class_that_is_not_known_is_named_with_the_nearest():
    assert reference_class(DEFAULT).name == DEFAULT
    with pytest.raises(UnknownName, match="interstate"):
        reference_class("inter-state")
