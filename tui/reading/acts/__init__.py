"""What parties do: frames over a sentence's mentions, put together to deals and events."""
