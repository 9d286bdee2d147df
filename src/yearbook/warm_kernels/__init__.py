"""Kernels forked from a warm process: a Jupyter kernel that starts in milliseconds, with its libraries imported.

It knows nothing of this project; `docs/warm-kernels.md` tells how another one uses it. Jupyter finds `WarmProvisioner`
by its entry point; programs that run notebooks take a `WarmServer` and the `WarmKernelManager`.
"""
