"""Waymark on one machine: what stands behind `./waymark`.

Standard library only, because it runs before anything is installed. What needs a package runs as a child
process inside the virtual environment: the modules in `inside/` and `mailsink.py`.
"""
