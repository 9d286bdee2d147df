"""The explorer: a page on which readers set the indicators of an edition against one another, without a server.

`series` writes observations as files that a page can load from disk; `catalogue` says what there is and what it means;
`write` puts both beside the pages of a book; `static/` holds the script, in parts that are joined into one file.
"""
