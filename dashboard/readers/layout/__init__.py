"""The text layer of a PDF set right: glyphs to lines, paragraphs, the order of right to left."""
