"""`playbook score`: answers → results, in the adviser's terminal or spreadsheet. Beside `cli`, which adds it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from playbook.load.assessments import read_assessment
from playbook.load.located import read_yaml
from playbook.load.schema import validate
from playbook.load.site import parse_settings
from playbook.model.assessment import Assessment
from playbook.model.profile import Profile
from playbook.model.source import SourceFile
from playbook.problems import did_you_mean
from playbook.scoring.better import better
from playbook.scoring.definition import definition, with_thresholds
from playbook.scoring.evaluate import evaluate, remarks, scorer, worker
from playbook.scoring.paper_text import paper_text
from playbook.scoring.trace import trace

LARGEST = 10_000_000
"""Bytes of an answers file."""
UNREAD = object()
"""Stands for answers that could not be read, which has been told."""
_Json = dict[str, Any]


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--answers", multiple=True, metavar="FILE", help="Answers as JSON, or one JSON a line; - for standard input.")
@click.option(
    "--format", "form", type=click.Choice(["json", "csv"]), default="json", show_default=True, help="One JSON a line, or a table."
)
@click.option("--industry", metavar="ID", help="Take the band limits of this industry's profile.")
@click.option("--explain", is_flag=True, help="Tell how each number came about, and what would lead one band up.")
@click.option("--definition", "as_definition", is_flag=True, help="Print what the page embeds.")
@click.option("--paper", "as_paper", is_flag=True, help="Print the form, and the scoring by hand.")
def score(
    file: Path, answers: tuple[str, ...], form: str, industry: str | None, explain: bool, as_definition: bool, as_paper: bool
) -> None:
    """Score answers to a self-assessment, as the page would.

    Answers are a mapping of question to answer, or a file saved from the page.

    \b
    Example: playbook score content/assessments/event-audit.yaml --answers workshop.jsonl --format csv
    """
    test = _assessment(file)
    made = _definition_of(file, test, industry)
    if as_definition:
        click.echo(json.dumps(made, ensure_ascii=False, separators=(",", ":")))
    if as_paper:
        click.echo(paper_text(made, test), nl=False)
    if not answers:
        if as_definition or as_paper:
            return
        raise click.UsageError("Say which answers with --answers FILE, or ask for --definition or --paper.")
    read = [(place, given) for name in answers for place, given in _answers(name)]
    sets = [_checked(place, given, made) for place, given in read]
    known = [given for given in sets if given is not None]
    if explain:
        click.echo("\n".join(_explained(made, given) for given in known), nl=False)
        raise SystemExit(1 if None in sets else 0)
    work = scorer(made)
    results = [work(given) for given in known]
    lines = [json.dumps(each, ensure_ascii=False) for each in results]
    click.echo(_as_csv(results) if form == "csv" else "".join(f"{line}\n" for line in lines), nl=False)
    raise SystemExit(1 if None in sets else 0)


def _explained(made: _Json, given: _Json) -> str:
    """How each number came about, the bands, the flags' words, and the way up."""
    lines = [f"{entry['label']}: {entry['words']}" for entry in trace(made, given)]
    result = evaluate(made, given)
    for bands in made.get("bands", ()):
        level = next((each for each in bands["levels"] if each["id"] == result[f"band.{bands['score']}"]), None)
        lines.append(f"{level['label']}: {level['say']}" if level else f"No band for {bands['score']}.")
    lines += [f"{flag['id']}: {flag['say']}" for flag in made.get("flags", ()) if flag["id"] in result["flags"]]
    for remark in remarks(made, worker(made)(given)):
        place = f"Row {remark['row'] + 1}: " if "row" in remark else ""
        lines.append(f"{place}{made['checks'][remark['check']]['say']}")
    lines += [entry["words"] for entry in better(made, given)]
    return "".join(f"{line}\n" for line in lines)


def read_source(file: Path) -> SourceFile:
    """A YAML file by itself, wherever it lies."""
    data = file.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise click.UsageError(f"{file} is not UTF-8 text.") from None
    return SourceFile(str(file), text.replace("\r\n", "\n").replace("\r", "\n"), hashlib.sha256(data).hexdigest(), folder="")


def _assessment(file: Path) -> Assessment:
    """An assessment that can be scored; examples that do not hold are told, and do not stop it."""
    test, problems = read_assessment(read_source(file))
    for problem in problems:
        click.echo(str(problem), err=True)
    if test is None:
        raise SystemExit(1)
    return test


def _definition_of(file: Path, test: Assessment, industry: str | None) -> _Json:
    made = definition(test, _sign(file))
    if industry is None:
        return made
    threshold = _profile(file, industry).thresholds.get(test.id)
    if threshold is None:
        click.echo(f"The profile {industry} has no limits of its own for {test.id}.", err=True)
    return with_thresholds(made, threshold.scores) if threshold else made


def _sign(file: Path) -> str:
    """The currency's sign, where the file lies in a handbook."""
    above = file.resolve().parents
    settings = above[2] / "playbook.yml" if len(above) > 2 else file
    return parse_settings(read_source(settings))[0].currency_sign if settings.is_file() and settings != file else ""


def _profile(file: Path, industry: str) -> Profile:
    """The profile beside the assessment: `../industries/ID.yaml`."""
    folder = file.resolve().parent.parent / "industries"
    path = folder / f"{industry}.yaml"
    if not path.is_file():
        known = [each.stem for each in folder.glob("*.yaml")]
        raise click.UsageError(f"There is no profile {industry} in {folder}. {did_you_mean(industry, known)}".strip())
    document = read_yaml(read_source(path))
    profile, problems = validate(Profile, document)
    for problem in [*document.problems, *problems]:
        click.echo(str(problem), err=True)
    if profile is None:
        raise SystemExit(1)
    return profile


def _answers(name: str) -> Iterator[tuple[str, Any]]:
    """Each set of answers of a file with its place; one that cannot be read is UNREAD, and told."""
    data = sys.stdin.buffer.read(LARGEST + 1) if name == "-" else _bytes(Path(name))
    if len(data) > LARGEST:
        raise click.UsageError(f"{name} is larger than {LARGEST // 1_000_000} MB: answers are a few KB.")
    text = data.decode("utf-8-sig", errors="replace")
    try:
        whole = UNREAD if name.endswith(".jsonl") else json.loads(text)
    except (ValueError, RecursionError) as error:
        lines = [line for line in text.splitlines() if line.strip()]
        if name.endswith(".json") or len(lines) < 2:
            yield _unread(name, error)
            return
        whole = UNREAD
    if whole is not UNREAD:
        yield from (
            [(f"{name}, item {number}", each) for number, each in enumerate(whole, 1)]
            if isinstance(whole, list)
            else [(name, whole)]
        )
        return
    for number, line in enumerate(text.splitlines(), 1):
        if line.strip():
            try:
                yield f"{name}:{number}", json.loads(line)
            except (ValueError, RecursionError) as error:
                yield _unread(f"{name}:{number}", error)


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes() if path.stat().st_size <= LARGEST else bytes(LARGEST + 1)
    except OSError as error:
        raise click.UsageError(f"{path} cannot be read: {error.strerror}.") from None


def _unread(place: str, error: Exception) -> tuple[str, object]:
    where = f" (line {error.lineno}, column {error.colno})" if isinstance(error, json.JSONDecodeError) else ""
    click.echo(f"{place}: error: this is not whole JSON{where}\n    Save the answers again: the file may be cut off.", err=True)
    return place, UNREAD


def _checked(place: str, given: Any, made: _Json) -> _Json | None:
    """The answers of a set, out of its saved file where it is one; None, and told, where they are not for this assessment."""
    if given is UNREAD:
        return None
    if not isinstance(given, dict):
        click.echo(f"{place}: error: answers must be a mapping of question: answer", err=True)
        return None
    if isinstance(given.get("answers"), dict):
        name, version = given.get("id", made["id"]), given.get("version", made["version"])
        if name != made["id"]:
            click.echo(f"{place}: error: these answers are for '{name}', not for '{made['id']}'", err=True)
            return None
        if version != made["version"]:
            click.echo(
                f"{place}: warning: saved with version {version}, scored with version {made['version']} where answers fit", err=True
            )
        given = given["answers"]
    asked = [question["id"] for question in made["ask"]]
    for key in given:
        if key not in asked:
            click.echo(f"{place}: warning: no question '{key}'. {did_you_mean(key, asked)}".rstrip(), err=True)
    return dict(given)


def _as_csv(results: list[_Json]) -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    if results:
        table.writerow(results[0])
    for each in results:
        table.writerow([" ".join(map(str, cell)) if isinstance(cell, list) else cell for cell in each.values()])
    return out.getvalue()
