"""One model of all causes for the session: its programs are compiled once and serve every theory."""

import pytest

from detente.faces.settings import machine_settings
from tests.behaviour.laboratory import Laboratory
from tools.behaviour_table import everyone


@pytest.fixture(scope="session")
def laboratory() -> Laboratory:
    machine_settings()
    return Laboratory(everyone())
