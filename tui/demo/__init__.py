"""The demonstration: feeds written for the project, served on the loopback, polled and read like any others."""

from tui.demo.edition import DEMO_NOW
from tui.demo.server import DemoServer

__all__ = ["DEMO_NOW", "DemoServer"]
