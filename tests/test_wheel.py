"""The distribution stands alone: the installed wheel verifies the guide with no checkout near."""

import json
import os
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

import pytest

from dialonce import catalog

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("dialonce", "machines", "properties", "spec")


def run(*command, **options):
    """Return what the command printed; fail with everything it said if it failed."""
    done = subprocess.run([*map(str, command)], capture_output=True, text=True, **options)
    assert done.returncode == 0, f"{command} exited {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout


def bare_environment(home):
    """Return this environment without Python's own variables, and with an empty home."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    return kept | {"HOME": str(home), "XDG_CACHE_HOME": str(home / ".cache")}


def source_files():
    """Return the path of every file of the four packages, bytecode aside."""
    files = (path for package in PACKAGES for path in (ROOT / package).rglob("*"))
    return {
        path.relative_to(ROOT).as_posix()
        for path in files
        if path.is_file() and "__pycache__" not in path.parts
    }


@pytest.fixture(scope="module")
def distribution(tmp_path_factory):
    """Build the sdist, and from it the wheel; return both paths."""
    built = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", built, ROOT)
    (sdist,), (wheel,) = built.glob("*.tar.gz"), built.glob("*.whl")
    return sdist, wheel


@pytest.mark.slow
def test_wheel_holds_every_file_of_the_packages(distribution):
    """The wheel, built from the sdist, has each source file and each clause page, and no others."""
    sdist, wheel = distribution
    inside = {name for name in zipfile.ZipFile(wheel).namelist() if ".dist-info/" not in name}
    assert inside == source_files()
    assert {Path(name).parts[0] for name in inside} == set(PACKAGES)
    pages = {name for name in inside if name.startswith("spec/") and name.endswith(".md")}
    assert pages, "the wheel has no clause pages"
    with tarfile.open(sdist) as archive:
        assert pages <= {name.partition("/")[2] for name in archive.getnames()}


@pytest.mark.slow
def test_wheel_alone_has_the_whole_law_and_verifies(distribution, tmp_path):
    """In an empty environment with only the wheel, every system is known and some hold."""
    _, wheel = distribution
    scripts = tmp_path / "venv" / "bin"
    run(sys.executable, "-m", "venv", "--without-pip", tmp_path / "venv")
    pip = (sys.executable, "-m", "pip", "--python", scripts / "python", "--quiet")
    run(*pip, "install", "--no-compile", wheel)

    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    options = {"cwd": elsewhere, "env": bare_environment(tmp_path / "home")}
    run(scripts / "dialonce", "check", "cpd_single_addp", "ha_lone", **options)
    listed = json.loads(run(scripts / "dialonce", "systems", "--json", **options))
    assert {each["name"] for each in listed["systems"]} == set(catalog.systems())
