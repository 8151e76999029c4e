"""R07 Two surveys around an event: 52 to 57 per cent reject, 40 to 36 per cent accept a compromise.

Class P (arithmetic on published shares; n = 1,003 twice, design effect 1.3 as published). Not causal:
the pollster itself reports no significant change, and other things happened in between.
Through public_support.survey_change_z, two_sided_p_value.
"""

import pytest
from scipy.stats import norm

from detente.formulas.public_support import survey_change_z, two_sided_p_value


@pytest.mark.parametrize(
    ("before", "after", "z", "p", "p_tolerance"),
    [(0.52, 0.57, 1.975, 0.0483, 0.001), (0.40, 0.36, -1.62, 0.105, 0.003)],
)
def test_change_between_surveys(before, after, z, p, p_tolerance):
    found = survey_change_z(before, 1003.0, after, 1003.0, design_effect=1.3)
    assert found == pytest.approx(z, abs=0.01)
    assert two_sided_p_value(found) == pytest.approx(p, abs=p_tolerance)
    assert two_sided_p_value(found) == pytest.approx(2 * norm.sf(abs(found)), abs=1e-12)
