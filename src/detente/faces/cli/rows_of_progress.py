"""Progress at the terminal, one line a stage."""

from dataclasses import dataclass, field

from rich.progress import Progress, TaskID


@dataclass(frozen=True)
class Rows:
    """One line a class of wars: how many theories are done."""

    bar: Progress
    rows: list[TaskID] = field(default_factory=list)

    def stage(self, name: str) -> None:
        """Begin a line, and stop the clock of the one before."""
        for row in self.rows[-1:]:
            self.bar.stop_task(row)
        self.rows.append(self.bar.add_task(name, total=None))

    def step(self, done: int, total: int) -> None:
        """Say how far the last line is."""
        self.bar.update(self.rows[-1], completed=done, total=total)
