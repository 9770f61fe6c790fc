"""YAML to nodes that know their place, or all that is wrong with it."""

from __future__ import annotations

from ruamel.yaml.error import MarkedYAMLError, YAMLError

from newscast.base.errors import FilesError, Problem
from newscast.base.garbage import no_collection
from newscast.document.building import Builder
from newscast.document.mending import StumbleError, without_block
from newscast.document.nodes import Mapping
from newscast.document.text import Document

MISTAKES = 20
"""What the parser may stumble over before reading stops."""


def read_tree(document: Document, problems: list[Problem]) -> Mapping:
    """The file's top level. Raises FilesError when it is no YAML mapping; adds lesser problems to `problems`.

    What the parser stumbles over is reported, and reading goes on with what was most likely meant.
    """
    found: list[Problem] = []
    mended: Document | None = document
    while mended is not None:
        lesser: list[Problem] = []
        try:
            # Reading takes a third longer with it.
            with no_collection():
                top = Builder(mended, lesser).top()
        except MarkedYAMLError as error:
            failed = mended
            problem, mended = _explained(error, failed)
            if len(found) == MISTAKES:
                break
            if found and _same_line(problem, found[-1]):
                # What was meant there was guessed wrongly.
                mended = without_block(failed, problem.place.line - 1) if problem.place else None
            else:
                found.append(problem)
        except StumbleError as stumble:
            problem, mended = stumble.problem, stumble.mended
            if len(found) == MISTAKES:
                break
            found.append(problem)
        except FilesError as error:
            raise FilesError([*found, *error.problems]) from error
        except (YAMLError, ValueError, IndexError, AttributeError, TypeError, AssertionError) as error:
            raise FilesError([*found, _explained_any(document)]) from error
        else:
            problems += found + lesser
            return top
    raise FilesError(found)


def _explained(error: MarkedYAMLError, document: Document) -> tuple[Problem, Document | None]:
    # Most files are right, and need nothing of what explains mistakes.
    from newscast.document.mistakes import explain

    return explain(error, document)


def _explained_any(document: Document) -> Problem:
    from newscast.document.mistakes import explain_any

    return explain_any(document)


def _same_line(one: Problem, other: Problem) -> bool:
    return one.place is not None and other.place is not None and one.place.line == other.place.line
