"""How large an article may be before reading it is refused."""

BYTES = 25_000_000  # of the file itself
PAGES = 500  # of a PDF
CHARACTERS = 2_000_000  # of one article's text
UNPACKED_BYTES = 100_000_000  # of everything inside a .docx
PACKING_RATIO = 200  # unpacked to packed: beyond this a large .docx is a bomb, not prose
ROWS = 10_000  # articles in one .json, .jsonl or .csv
GLYPHS = 20_000  # on one page of a PDF; a full broadsheet page has about 15,000
SECONDS = 120  # for one PDF
