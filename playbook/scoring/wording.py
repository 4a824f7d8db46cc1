"""Small words for lists, numbers and letters. Pure."""

from __future__ import annotations

from collections.abc import Sequence


def letter_of(position: int) -> str:
    """The letter of a step, from 0: A to Z, then AA, AB and so on."""
    first, last = divmod(position, 26)
    return (letter_of(first - 1) if first else "") + chr(65 + last)


def joined(words: Sequence[str]) -> str:
    """`A, B and C`."""
    return " and ".join([", ".join(words[:-1]), words[-1]]) if len(words) > 1 else "".join(words)


def numbers_in_words(numbers: Sequence[int]) -> str:
    """`1–4, 6 and 8`."""
    runs: list[list[int]] = []
    for each in numbers:
        if runs and each == runs[-1][-1] + 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    return joined([f"{run[0]}–{run[-1]}" if len(run) > 2 else joined([str(each) for each in run]) for run in runs])


def times_of(weight: int) -> str:
    """`twice`, `3 times`."""
    return "twice" if weight == 2 else f"{weight} times"
