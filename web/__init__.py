"""The course on the web: pages that live without a kernel, and a lab that needs no installation."""
