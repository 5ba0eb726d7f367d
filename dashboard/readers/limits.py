"""How large an article may be before reading it is refused."""

from dashboard import model

BYTES = 25_000_000  # of the file itself
PAGES = 500  # of a PDF
CHARACTERS = model.CHARACTERS  # at most; how many is a setting
UNPACKED_BYTES = 100_000_000  # of everything inside a .docx, or of one stream of a PDF
PACKING_RATIO = 200  # unpacked to packed: beyond this a large .docx is a bomb, not prose
MARKUP = 5_000_000  # characters of a web page without the pictures in it
PARTS = 500  # of an e-mail message
ROWS = 10_000  # articles in one .json, .jsonl or .csv
GLYPHS = 20_000  # on one page of a PDF; a full broadsheet page has about 15,000
SECONDS = 120  # for one PDF
