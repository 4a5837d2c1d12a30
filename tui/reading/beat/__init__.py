"""What an item is about: on the beat or not, whose partners take part, its tags."""
