"""Someone's code: found in .py, .ipynb or a module, bound to what is asked of it, driven in a process of its own."""
