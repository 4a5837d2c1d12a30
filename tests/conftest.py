"""Beside this file lie the samples that several tests share; pytest makes them importable because it is here."""
