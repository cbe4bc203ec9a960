"""The rows of qa/evidence/performance.md, and how parts that were measured at other times stay in it."""
import re


class Row:
    """A figure, from where on it is a defect, and the goal; without a goal it is only told."""

    def __init__(self, what, seen, goal=None, defect=None, most=False, digits=2):
        self.what, self.seen, self.goal, self.defect, self.most, self.digits = what, seen, goal, defect, most, digits

    def judge(self):
        if self.goal is None:
            return ''
        if self.seen <= self.goal if self.most else self.seen >= self.goal:
            return 'yes'
        return '**defect**' if self.defect is not None and self.seen < self.defect else 'no'

    def __str__(self):
        number = lambda x: '' if x is None else f'{x:.{self.digits}f}'
        goal = '' if self.goal is None else ('at most ' if self.most else '') + number(self.goal)
        return f'| {self.what} | {number(self.seen)} | {number(self.defect)} | {goal} | {self.judge()} |\n'


HEAD = '| | seen | defect below | goal | holds |\n|---|---|---|---|---|\n'


def section(title, note, rows):
    return f'## {title}\n\n{note}\n\n{HEAD}{"".join(map(str, rows))}'


def merge(old, head, fresh, order):
    """The text with the sections of {title: text} that are new, and of the others what stood there."""
    kept = {text.split('\n', 1)[0]: '## ' + text.strip() + '\n' for text in re.split(r'^## ', old, flags=re.M)[1:]}
    sections = {**kept, **fresh}
    return head + ''.join('\n' + sections[title] for title in order if title in sections)
