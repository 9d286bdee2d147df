"""X."""
from ..cli import app

def f(x):
    return x
# TODO
