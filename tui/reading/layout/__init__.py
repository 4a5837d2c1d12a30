"""What a document is before anything is understood: its words, sentences and language, in their places."""
