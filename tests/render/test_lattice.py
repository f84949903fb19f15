"""Rectangles."""

from render.lattice import Box


def test_boxes_tell_what_they_hold_and_meet() -> None:
    outer, inner, beside = Box(0, 0, 10, 8), Box(2, 3, 4, 5), Box(6, 3, 2, 2)

    assert outer.holds(inner)
    assert not inner.holds(outer)
    assert not inner.meets(beside)
    assert outer.meets(beside)
