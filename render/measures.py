"""Sizes that all pictures share.

Pixels, from the top left corner. A phone shows a picture as wide as its screen, and Telegram scales its longer side to
1280 before it recompresses: the sizes of type below keep every label at least 20 px high after that.
"""

Pixels = int | float  # whole or not; the types are checked at run time in tests, where an int is no float

WIDEST = 1280
NARROWEST = 1000
TALLEST = 1440
MARGIN = 44
TITLE = 42
LEAD = 27
LABEL = 24
LABEL_LARGEST = 36
LINE = 1.34  # height of a line, in ems
PITCH = 1.14  # least distance between the middles of two labels, in ems
GAP = 12  # between a label and its cells
