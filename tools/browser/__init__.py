"""A real Chromium on a real JupyterLab, for tests, benchmarks and screenshots."""
