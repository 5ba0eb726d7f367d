"""Sums over many events: columns, counts, clusters, histograms, for millions of them."""
