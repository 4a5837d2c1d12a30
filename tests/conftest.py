"""Beside this file lie the samples that several tests share; pytest makes them importable because it is here."""

from __future__ import annotations

import os

from hypothesis import settings

os.environ["LC_ALL"] = "C.UTF-8"  # what is said is in English, whatever the machine's locale

settings.register_profile("kenwatch", deadline=None)  # a loaded machine is no mistake
settings.load_profile("kenwatch")
