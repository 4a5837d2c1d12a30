"""What a quantity measures, of whom, for which period: metrics."""
