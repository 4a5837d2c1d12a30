"""What the desk is drawn with; a widget knows its data, not where it comes from."""
