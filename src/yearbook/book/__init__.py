"""From executed chapters to a book: pages staged, rendered by Jupyter Book and Typst, published in one step."""
