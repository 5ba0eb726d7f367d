"""How large an article may be before reading it is refused."""

from dashboard import model

BYTES = 25_000_000  # of the file itself
PAGES = 500  # of a PDF
CHARACTERS = model.CHARACTERS  # at most; how many is a setting
UNPACKED_BYTES = 100_000_000  # of everything inside a .docx, or of one stream of a PDF
PACKING_RATIO = 200  # unpacked to packed: beyond this a large .docx is a bomb, not prose
MARKUP = 5_000_000  # characters of a web page without the pictures in it
TAGS = 100_000  # of a web page; the longest live blogs have half of it
MARKUP_BYTES = 30_000_000  # of the text of a .docx as XML
MARKS = 1_000_000  # of elements in it, at their start and end
PARTS = 500  # of an e-mail message
HEADER = 2_000  # characters of one of its headers
COLUMNS = 1_000  # of a table
ROWS = 10_000  # articles in one .json, .jsonl or .csv
FIGURES = 5_000  # forms and pictures drawn on a page of a PDF, each as often as it is drawn
DEPTH = 40  # of forms in forms
OPERANDS = 500_000  # of the instructions of a page; detailed maps have a tenth of it
GLYPHS = 20_000  # on one page of a PDF; a full broadsheet page has about 15,000
SECONDS = 120  # for one PDF
