"""Where the configuration and the archive live. The folder and the environment are passed in."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

NAME = "feeds.toml"
CONFIG_VARIABLE, ARCHIVE_VARIABLE = "KENWATCH_CONFIG", "KENWATCH_ARCHIVE"


def config_path(given: str | None, folder: Path, environ: Mapping[str, str]) -> Path:
    """The configuration to use: the one given, else the environment's, else ``folder``'s, else the platform's."""
    named = given or environ.get(CONFIG_VARIABLE)
    if named:
        return Path(named).expanduser()
    beside = folder / NAME
    return beside if beside.is_file() else platform_config()


def archive_path(given: str | None, folder: Path, environ: Mapping[str, str]) -> Path:
    """The archive to use: the one given, else the environment's, else cache/ beside ``folder``'s feeds.toml, else the
    platform's."""
    named = given or environ.get(ARCHIVE_VARIABLE)
    if named:
        return Path(named).expanduser()
    if (folder / NAME).is_file():
        return folder / "cache" / "archive.db"
    from platformdirs import user_data_path

    return user_data_path("kenwatch", appauthor=False) / "archive.db"


def cache_folder(folder: Path, environ: Mapping[str, str]) -> Path:
    """Where what can be lost is kept: cache/ beside ``folder``'s feeds.toml, else the platform's."""
    if not environ.get(CONFIG_VARIABLE) and (folder / NAME).is_file():
        return folder / "cache"
    from platformdirs import user_cache_path

    return user_cache_path("kenwatch", appauthor=False)


def log_path(config: Path) -> Path:
    """The log of a program that polls without a screen: in cache/ beside the configuration, unless that is the platform's."""
    if config != platform_config():
        return config.parent / "cache" / "kenwatch.log"
    from platformdirs import user_log_path

    return user_log_path("kenwatch", appauthor=False) / "kenwatch.log"


def platform_config() -> Path:
    """Where feeds.toml lives when none is named and none is at hand."""
    from platformdirs import user_config_path

    return user_config_path("kenwatch", appauthor=False) / NAME


def default_text() -> str:
    """The commented feeds.toml that a first start gets: packed into the package, else at the root of a source tree."""
    here = Path(__file__).resolve().parent
    packed = here / "default.toml"
    return (packed if packed.is_file() else here.parents[1] / NAME).read_text(encoding="utf-8")


def write_default(path: Path) -> None:
    """Write the default configuration to ``path``, which must not exist yet. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("x", encoding="utf-8") as file:
        file.write(default_text())
