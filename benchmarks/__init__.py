"""Benchmarks: the yearbook's reading and comparing against the plain pandas way (`python -m benchmarks`)."""
