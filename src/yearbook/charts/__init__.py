"""Charts of the yearbook: plain records in, a matplotlib figure in the house style out."""

from .alt import describe
from .bars import columns
from .export import to_png, to_svg
from .fields import heat, tile_map
from .halves import pyramid, waterfall
from .house import WIDTHS, house_style
from .lines import line
from .pairs import dumbbell, slope
from .panels import small_multiples
from .ranks import ranking
from .records import Bar, Pair, Panel, Reader, Series
from .sparks import sparkline
from .stacks import stacked

__all__ = [
    "WIDTHS",
    "Bar",
    "Pair",
    "Panel",
    "Reader",
    "Series",
    "columns",
    "describe",
    "dumbbell",
    "heat",
    "house_style",
    "line",
    "pyramid",
    "ranking",
    "slope",
    "small_multiples",
    "sparkline",
    "stacked",
    "tile_map",
    "to_png",
    "to_svg",
    "waterfall",
]
