"""What a build keeps, so that nothing is done twice: fingerprints of inputs, and results under those fingerprints."""
