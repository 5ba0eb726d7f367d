"""The evidence packet: events with their words, sources and hashes as one page that needs nothing.

The page runs no script and asks nobody for anything; `dashboard.exports.packet_` writes it.
"""
