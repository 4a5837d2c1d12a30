"""The vocabularies, and finding what they name in a text."""
