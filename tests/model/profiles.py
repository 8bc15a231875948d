"""How many walks a rule is tried on: a hundred while somebody works, a thousand, always the same, in CI."""

from __future__ import annotations

import os

from hypothesis import HealthCheck, settings

_SLOW = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)

settings.register_profile("dev", max_examples=100, deadline=None, suppress_health_check=_SLOW)
settings.register_profile("ci", max_examples=1000, deadline=None, suppress_health_check=_SLOW, derandomize=True)

_ASKED_FOR = os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "dev")
IN_CI = _ASKED_FOR == "ci"
walked = settings(settings.get_profile(_ASKED_FOR))
