"""The desk's screens: they compose widgets and answer their messages."""
