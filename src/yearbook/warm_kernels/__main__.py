"""The warm process as a program: `python -m yearbook.warm_kernels DESCRIPTOR PRELOAD`, started by `WarmServer`."""

import sys

from .server import main

main(*sys.argv[1:])
