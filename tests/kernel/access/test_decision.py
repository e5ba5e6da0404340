import pytest

from netzwerkstatt.kernel.access import ALLOWED, Decision, NotAllowed, denied, require


def test_a_refusal_without_a_reason_cannot_be_made():
    with pytest.raises(ValueError, match="reason"):
        Decision(allowed=False)


def test_a_permission_with_a_reason_cannot_be_made():
    with pytest.raises(ValueError, match="reason"):
        Decision(allowed=True, reason="weil")


def test_require_passes_a_permission():
    assert require(ALLOWED) is None


def test_require_raises_the_reason():
    with pytest.raises(NotAllowed, match="Nur die Autorin") as caught:
        require(denied("Nur die Autorin darf das."))
    assert not caught.value.decision
