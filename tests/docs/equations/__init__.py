"""The checks of the equations: one function for each displayed equation of docs/, in a file named after its page.

    exact_numbers   rational numbers that know the degree of the polynomial they came from; dual numbers
    families        random points: θ, X, y and what is derived from them, from a seed
    binding         what it means for a transcription to agree, and the decorators that say so
    mutation        the same transcription with one thing wrong
    pages           the equations as the pages have them

`python -m tests.docs.equations` (`make equations`) prints the table.
"""
