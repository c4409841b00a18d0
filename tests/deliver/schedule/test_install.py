"""Entries of the system's own schedulers: read again as those programs read them, and given to them once."""

import configparser
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath
from xml.etree import ElementTree

import pytest

from thidua.deliver.schedule.install import entries, install
from thidua.errors import ConfigError

PYTHON = PurePosixPath("/opt/thidua env/bin/python")
ROOT = PurePosixPath("/srv/Thi đua 100%/bao cao & 'khen'")
NAMESPACE = {"t": "http://schemas.microsoft.com/windows/2004/02/mit/task"}


def command_of(line):
    """What cron hands to the shell: all after five fields, up to a bare %."""
    text = line.rstrip("\n").split(maxsplit=5)[5]
    assert "%" not in text.replace(r"\%", "")
    return text.replace(r"\%", "%")


@pytest.fixture
def programs(tmp_path, monkeypatch):
    """A folder that alone is on PATH beside the shell; puts small programs there."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for name in ("sh", "cat", "touch"):
        (folder / name).symlink_to(shutil.which(name))
    monkeypatch.setenv("PATH", str(folder))

    def put(name, script):
        (folder / name).write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        (folder / name).chmod(0o755)
        return folder

    return put


@pytest.fixture
def crontab(tmp_path, programs):
    """A crontab program that keeps its table in a file, and speaks as cron's does when there is none."""
    table = tmp_path / "table"
    programs(
        "crontab",
        f'''if [ "$1" = -l ]; then
  if [ -e "{table}" ]; then cat "{table}"; else echo "no crontab for $USER" >&2; exit 1; fi
else cat > "{table}"; echo written >> "{tmp_path}/writes"; fi''',
    )
    return table


@pytest.mark.parametrize(
    ("minutes", "field"), [(15, "*/15"), (1, "*"), (30, "*/30"), (60, "0")], ids=["15", "1", "30", "60"]
)
def test_cron_line_has_five_fields_and_the_command(minutes, field):
    """Every hour alike: what is due is not cron's to know."""
    [(where, text)] = entries(ROOT, "cron", python=PYTHON, every_minutes=minutes)

    assert where == "crontab -e"
    assert text.count("\n") == 1
    assert text.split()[:5] == [field, "*", "*", "*", "*"]
    words = shlex.split(command_of(text), comments=True)
    assert words == ["cd", str(ROOT), "&&", str(PYTHON), "-m", "thidua", "due", ">/dev/null"]


def test_cron_line_runs_in_a_folder_of_any_name(tmp_path):
    """Spaces, %, & and quotes stand in the names of real folders; the shell of cron is sh."""
    root = tmp_path / ROOT.relative_to("/")
    root.mkdir(parents=True)
    (root / "thidua").mkdir()  # in place of the package
    (root / "thidua" / "__init__.py").touch()
    (root / "thidua" / "__main__.py").write_text(
        "import os, sys\nopen('ran', 'w').write(f'{os.getcwd()} {sys.argv[1:]}')\nprint('said')\n", encoding="utf-8"
    )
    python = tmp_path / "py %thon's"
    python.symlink_to(sys.executable)
    [(_, line)] = entries(root, "cron", python=python)

    done = subprocess.run(["/bin/sh", "-c", command_of(line)], capture_output=True, text=True, check=True)

    assert (root / "ran").read_text(encoding="utf-8") == f"{root} ['due']"
    # cron mails whatever is said: every quarter of an hour would be too often.
    assert (done.stdout, done.stderr) == ("", "")


def test_installing_twice_leaves_one_line_and_the_lines_of_others(crontab, tmp_path):
    """Another project of the same machine has a line of its own; a last line without an end stays a line."""
    others = "# của tôi\nMAILTO=a@b.example\n5 4 * * 1 sao-luu"
    crontab.write_text(others, encoding="utf-8")
    root = tmp_path / "Thi đua 100%"

    install(root, "cron", python=Path(sys.executable))
    install(tmp_path / "khac" / "Thi đua 100%", "cron", python=Path(sys.executable))
    install(root, "cron", python=Path(sys.executable), every_minutes=30)
    told = install(root, "cron", python=Path(sys.executable), every_minutes=30)

    lines = crontab.read_text(encoding="utf-8").splitlines()
    assert lines[:3] == others.splitlines()
    assert sorted(line.split()[0] for line in lines[3:]) == ["*/15", "*/30"]
    assert told == ["crontab: has this line already"]
    assert (tmp_path / "writes").read_text(encoding="utf-8").count("written") == 3


def test_first_line_of_an_empty_crontab(crontab, tmp_path):
    """Most accounts have none."""
    [told] = install(tmp_path, "cron", python=Path(sys.executable))

    assert crontab.read_text(encoding="utf-8") == told.removeprefix("crontab: ") + "\n"


def test_bytes_of_others_stay_as_they_are(crontab, tmp_path):
    """An old crontab may be in another encoding; it is not ours to mend."""
    crontab.write_bytes(b"# c\xf4ng vi\xea\xecc\r\n0 1 * * * x\n")

    install(tmp_path, "cron", python=Path(sys.executable))

    assert crontab.read_bytes().startswith(b"# c\xf4ng vi\xea\xecc\r\n0 1 * * * x\n*/15 ")


def test_crontab_that_cannot_be_read_is_not_written(programs, tmp_path):
    """Taken for empty, it would be lost."""
    programs("crontab", f'echo "you are not allowed to use this program" >&2; touch "{tmp_path}/$1"; exit 1')

    with pytest.raises(ConfigError, match='crontab -l failed: "you are not allowed to use this program"'):
        install(tmp_path, "cron", python=Path(sys.executable))
    assert not (tmp_path / "-").exists()


@pytest.mark.parametrize(
    ("system", "program"), [("cron", "crontab"), ("systemd", "systemctl"), ("windows", "schtasks")]
)
def test_scheduler_that_is_not_there_is_named(programs, tmp_path, monkeypatch, system, program):
    """Nothing is written for a program that would never read it."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))

    with pytest.raises(ConfigError, match=f"{program} is not on this machine"):
        install(tmp_path, system, python=Path(sys.executable))
    assert not (tmp_path / "config").exists()
    assert not (tmp_path / "reports").exists()


def units(root=ROOT, python=PYTHON, **changes):
    """The service and the timer as systemd would read them."""
    found = {}
    for where, text in entries(root, "systemd", python=python, **changes):
        parser = configparser.RawConfigParser(comment_prefixes=("#",))
        parser.optionxform = str
        parser.read_string(text)
        found[where.rpartition(".")[2]] = parser
    return found


def test_systemd_units_say_what_to_run_where_and_when():
    """Persistent makes up what was missed while the machine was off; %% is systemd's %."""
    found = units()
    service, timer = found["service"], found["timer"]

    assert service["Service"]["WorkingDirectory"].replace("%%", "%") == str(ROOT)
    assert service["Service"]["ExecStart"] == f':"{PYTHON}" -m thidua due'
    assert service["Service"]["Type"] == "oneshot"
    assert dict(timer["Timer"]) == {"OnCalendar": "*:0/15", "Persistent": "true"}
    assert timer["Install"]["WantedBy"] == "timers.target"
    assert units(every_minutes=60)["timer"]["Timer"]["OnCalendar"] == "hourly"


@pytest.mark.parametrize("sign", ["'", '"', "\\"])
def test_systemd_starts_no_program_with_a_quote_in_its_name(sign):
    """It refuses the whole unit: better said before than in its journal."""
    with pytest.raises(ConfigError, match="systemd starts no program with"):
        units(python=PurePosixPath(f"/opt/a{sign}b/python"))


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here")
def test_systemd_itself_takes_the_units(tmp_path):
    """Its own check of both files, in a folder with a hard name."""
    root = tmp_path / "Thi đua 100% & $HOME 'x'"
    root.mkdir()
    python = tmp_path / "100% & $HOME" / "python"
    python.parent.mkdir()
    python.symlink_to(sys.executable)
    for where, text in entries(root, "systemd", python=python):
        (tmp_path / where.rpartition("/")[2]).write_text(text, encoding="utf-8")
    paths = sorted(map(str, tmp_path.glob("thidua-*")))

    check = ["systemd-analyze", "--user", "verify", *paths]
    here = {**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}
    done = subprocess.run(check, capture_output=True, text=True, check=False, env=here)

    assert (done.returncode, done.stderr) == (0, "")
    assert len(paths) == 2


def test_systemd_units_are_written_and_enabled(programs, tmp_path, monkeypatch):
    """Twice is as once: the same two files."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    programs("systemctl", f'echo "$@" >> "{tmp_path}/asked"')

    for _ in range(2):
        told = install(tmp_path, "systemd", python=Path(sys.executable))

    files = sorted(path.name for path in (tmp_path / "config" / "systemd" / "user").iterdir())
    assert [Path(name).suffix for name in files] == [".service", ".timer"]
    asked = (tmp_path / "asked").read_text(encoding="utf-8").splitlines()
    assert asked[:2] == ["--user daemon-reload", f"--user enable --now {files[1]}"]
    assert "enable-linger" in told[-1]


def test_scheduler_that_refuses_is_quoted(programs, tmp_path, monkeypatch):
    """Its own last words say more than its exit status."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    programs("systemctl", 'echo "Failed to connect to bus: No medium found" >&2; exit 1')

    with pytest.raises(ConfigError, match=r"systemctl --user daemon-reload failed: .*No medium found"):
        install(tmp_path, "systemd", python=Path(sys.executable))


def task(root, python, **changes):
    """The task of the Task Scheduler, and the command that takes it."""
    [(where, text)] = entries(PureWindowsPath(root), "windows", python=PureWindowsPath(python), **changes)
    return where, ElementTree.fromstring(text.encode("utf-16"))


def test_windows_task_reads_back_whatever_the_folders_are_called():
    """Ampersands are XML's; the command is quoted for its spaces, the working directory must not be."""
    root, python = r"D:\Thi đua & <khen>\báo cáo", r"C:\Program Files\Python\python.exe"
    where, found = task(root, python)
    run = found.find(".//t:Exec", NAMESPACE)

    assert where.startswith("schtasks /Create /TN thidua-")
    assert [part.text for part in run] == [f'"{python}"', "-m thidua due", root]
    assert found.findtext(".//t:Interval", namespaces=NAMESPACE) == "PT15M"
    assert found.findtext(".//t:StartWhenAvailable", namespaces=NAMESPACE) == "true"
    assert found.findtext(".//t:MultipleInstancesPolicy", namespaces=NAMESPACE) == "IgnoreNew"


def test_windows_task_is_given_as_utf_16(programs, tmp_path):
    """schtasks reads no other encoding; the file is not left behind."""
    programs("schtasks", f'echo "$@" > "{tmp_path}/asked"; cat "$5" > "{tmp_path}/given.xml"')

    [told] = install(tmp_path, "windows", python=Path(sys.executable))

    given = (tmp_path / "given.xml").read_bytes()
    assert given[:2] in (b"\xff\xfe", b"\xfe\xff")
    assert ElementTree.fromstring(given).findtext(".//t:WorkingDirectory", namespaces=NAMESPACE) == str(tmp_path)
    assert (tmp_path / "asked").read_text(encoding="utf-8").split()[:3] == ["/Create", "/TN", told.split()[1][:-1]]
    assert list((tmp_path / "reports").iterdir()) == []


@pytest.mark.parametrize("system", ["cron", "systemd", "windows"])
@pytest.mark.parametrize("name", ["a\nb", "a\x1bb", "a\x00b", os.fsdecode(b"a\xffb"), "../a"], ids=ascii)
def test_path_that_would_be_another_line_is_refused(system, name):
    """A second line of a crontab is a second command."""
    root = PurePosixPath(name) if name.startswith("..") else PurePosixPath("/srv") / name
    with pytest.raises(ConfigError, match="expected an absolute path on one line") as problem:
        entries(root, system, python=PYTHON)
    assert str(problem.value).isprintable()


def test_backslash_that_cron_or_systemd_would_read_is_refused():
    """Both take one as the beginning of something."""
    with pytest.raises(ConfigError, match="holds a backslash"):
        entries(PurePosixPath("/srv/a\\b"), "cron", python=PYTHON)
    with pytest.raises(ConfigError, match="ends with a backslash"):
        entries(PurePosixPath("/srv/a\\"), "systemd", python=PYTHON)


@pytest.mark.parametrize("minutes", [0, -5, 7, 45, 90])
def test_minutes_that_do_not_divide_an_hour_are_refused(minutes):
    """Every 45 minutes would be at :00 and :45 and then again at :00."""
    with pytest.raises(ConfigError, match=f"every {minutes} minutes does not divide an hour"):
        entries(ROOT, "cron", python=PYTHON, every_minutes=minutes)
