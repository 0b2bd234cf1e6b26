"""The six services. They never import each other; they share `chassis` and `contracts`."""
