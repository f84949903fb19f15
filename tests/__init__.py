"""Tests, in the shape of the four packages."""
