"""Figures and times: quantities in base units, periods resolved against the day of publication."""
