"""One small multilingual encoder: text in, vectors for its pieces and sentences out."""
