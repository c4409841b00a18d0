"""R Markdown in one warm R session against the runner, HTML alone on both sides.

python -m benchmarks.peer [--runs 5]

Needs `apt-get install r-base-core r-cran-rmarkdown r-cran-ggplot2 r-cran-svglite pandoc`. What R is asked for is less:
every table and every series of a chart stands in a CSV file already, every sentence in the text; it computes and
compares nothing, draws one picture of a chart where we draw two, and judges no page. A chunk for each table and each
chart, as our notebook has cells. Charts are drawn once by ggplot2, once by base graphics.
"""

from __future__ import annotations

import argparse
import csv
import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from benchmarks.batch import EIGHT, between, read_project, words_of
from benchmarks.harness import REPOSITORY, forget, now, taken, tell, tell_machine

PART, TABLE, PICTURE = "application/vnd.thidua.part+json", "application/vnd.dataresource+json", "image/svg+xml"
WARM = 2
HEAD = """---
title: "Báo cáo"
---
```{r, include=FALSE}
knitr::opts_chunk$set(echo = FALSE, message = FALSE, warning = FALSE, fig.width = 6.5, fig.height = 3)
```
"""


def main() -> None:
    """Render and build in turn, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=5)
    asked = parser.parse_args()
    if shutil.which("Rscript") is None or shutil.which("pandoc") is None:
        raise SystemExit("R or pandoc is not on the path")
    tell_machine()
    ways = [way for way in ("base", "ggplot2") if has(way)]
    ours: list[float] = []
    theirs: dict[str, list[float]] = {way: [] for way in ways}
    with tempfile.TemporaryDirectory() as folder:
        project = read_project(now(), REPOSITORY, Path(folder) / "project")
        build = ("build", *words_of(EIGHT), "--jobs", "1", "--format", "html")
        now().run(project, *build)
        given = [
            write(path, Path(folder) / path.parent.name) for path in (project / "reports").glob("*/*/*/district.ipynb")
        ]
        print(f"{len(given)} reports, {len(list(given[0].glob('*.csv')))} tables and charts in the first")
        for _ in range(asked.runs):
            forget(project)
            now().run(project, *build)
            ours += between(project)
            for way in ways:
                theirs[way] += rendered(way, given)[WARM:]
    mine = tell("one report of the runner, HTML, warm, one process", ours)
    for way in ways:
        other = tell(f"one report of R Markdown, {way}, HTML, warm", theirs[way])
        tell(f"R Markdown ({way}) / runner", [other / mine], unit="x", aim="2, better 4")


def has(way: str) -> bool:
    """Whether R can draw this way."""
    return way == "base" or not subprocess.run(["Rscript", "-e", f"library({way})"], capture_output=True).returncode


def rendered(way: str, folders: list[Path]) -> list[float]:
    """Seconds of each report in one session of R."""
    script = str(REPOSITORY / "benchmarks" / "peer.R")
    said = taken(["Rscript", script, way, *map(str, folders)], folders[0].parent, now().environment()).said
    pages = [folder / "report.html" for folder in folders]
    if any("<table" not in page.read_text(encoding="utf-8") for page in pages):
        raise SystemExit(f"R made a page without tables:\n{said}")
    return [float(each) for each in json.loads(said.splitlines()[-1])]


def write(notebook: Path, folder: Path) -> Path:
    """What an executed notebook shows as a folder for R."""
    folder.mkdir()
    text = [HEAD]
    for cell in json.loads(notebook.read_text(encoding="utf-8"))["cells"]:
        if cell["cell_type"] == "markdown":
            text.append("".join(cell["source"]))
        for output in cell.get("outputs", ()):
            text.append(_written(output["data"], folder))
    (folder / "report.Rmd").write_text("\n\n".join(text), encoding="utf-8")
    return folder


def _written(data: dict[str, Any], folder: Path) -> str:
    """One output as Markdown or a chunk."""
    if TABLE not in data:
        return "".join(data["text/plain"])
    resource = data[TABLE]
    fields = resource["schema"]["fields"]
    with (folder / f"{resource['name']}.csv").open("w", encoding="utf-8", newline="") as file:
        rows = csv.writer(file)
        rows.writerow([field.get("title", field["name"]) for field in fields])
        rows.writerows([row.get(field["name"]) for field in fields] for row in resource["data"])
    doing = "show_chart" if PICTURE in data else "show_table"
    return (
        f"```{{r}}\n{doing}({json.dumps(resource['name'])}, {json.dumps(resource['title'], ensure_ascii=False)})\n```"
    )


if __name__ == "__main__":
    main()
