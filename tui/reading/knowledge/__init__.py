"""The vocabularies and rules as data files (TOML), one table an entry."""
