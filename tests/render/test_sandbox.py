"""What a template may touch: the parts of values, a few methods and filters, small numbers; nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from deals import deal
from obcgen.money import Money
from packs import html_of, problems_of, spot

NAMES: dict[str, Any] = {
    "text": "s",
    "money": Money.parse("$500"),
    "things": {"a": "1"},
    "many": [1],
    "spec": deal(),
}
ESCAPES = (
    "{{ text.__class__ }}",
    "{{ text.__class__.__mro__[1].__subclasses__() }}",
    "{{ text['__class__'] }}",
    "{{ text|attr('__class__') }}",
    "{{ text|map(attribute='__class__')|list|first }}",
    "{{ many|groupby('__class__') }}",
    "{{ [text]|sort(attribute='__class__.__init__')|first }}",
    "{{ '{0.__class__}'.format(text) }}",
    "{{ '{0.__class__}'.format_map(things) }}",
    "{{ '%s' % text }}",
    "{{ money.parse }}",
    "{{ money.__init__.__globals__ }}",
    "{{ spec.model_dump() }}",
    "{{ spec.parse_raw('x') }}",
    "{{ spec.parse_file('/etc/passwd') }}",
    "{{ spec.model_fields }}",
    "{{ spec.copy() }}",
    "{{ self.__init__ }}",
    "{{ self._TemplateReference__context }}",
    "{{ loop }}",
    "{{ lipsum.__globals__ }}",
    "{{ cycler.__init__ }}",
    "{{ namespace(a=1) }}",
    "{{ dict(a=1) }}",
    "{{ joiner('x') }}",
    "{{ things.pop('a') }}",
    "{{ things.update({'b': 2}) }}",
    "{{ many.append(2) }}",
    "{{ text.encode() }}",
    "{{ text|safe }}",
    "{{ text|xmlattr }}",
    "{{ text|pprint }}",
    "{{ text|random }}",
    "{{ text|urlize }}",
    "{{ text|center(3000000000) }}",
    "{{ 'a' * 100000000 }}",
    "{{ many * 100000000 }}",
    "{{ 2 ** 100000 }}",
    "{{ 10 ** 9 * 10 ** 9 * 10 }}",
    "{{ 1000000000 * 1000000000 * 10 }}",
    "{{ 10 / 4 }}",
    "{{ range(100001)|list }}",
    "{% do many.append(2) %}",
    "{% import 'os' as os %}",
    "{% macro a() %}x{% endmacro %}{{ a.__globals__ }}",
    "{% macro a() %}x{% endmacro %}{{ a._func }}",
)


@pytest.mark.parametrize("body", ESCAPES)
def test_a_template_cannot(tmp_path: Path, body: str) -> None:
    (problem,) = problems_of(tmp_path, body + "\n", **NAMES)
    assert problem.code in {"TPL-01", "TPL-02", "TPL-03", "TPL-05", "TPL-06", "PCK-02", "PCK-03"}
    assert spot(problem) == "pack/rfp/x.md:6"


@pytest.mark.parametrize(
    ("body", "code", "message"),
    [
        ("{{ text.__class__ }}", "TPL-03", "A template may not use “__class__” here."),
        ("{{ '{0}'.format(text) }}", "TPL-03", "A template may not call this."),
        ("{{ 2 ** 9 }}", "TPL-03", "A template may not compute with ** here."),
        ("{{ spec.model_dump() }}", "TPL-03", "A template may not use “model_dump” here."),
    ],
)
def test_what_is_refused_is_named(tmp_path: Path, body: str, code: str, message: str) -> None:
    (problem,) = problems_of(tmp_path, body + "\n", **NAMES)
    assert (problem.code, problem.message) == (code, message)


@pytest.mark.parametrize(
    ("body", "printed"),
    [
        ("{{ 7 // 2 }} {{ 7 % 2 }} {{ 3 * 4 }}", "3 1 12"),
        ("{{ money * 3 }} {{ 3 * money }} {{ money - money }}", "$1,500 $1,500 $0"),
        ("{{ money.over(money) }}", "100%"),
        ("{{ text.upper() }} {{ text.startswith('s') and 'yes' }}", "S yes"),
        ("{% for key, value in things.items() %}{{ key }}={{ value }}{% endfor %}", "a=1"),
        ("{{ things.get('b') or 'none' }}", "none"),
        ("{{ spec.outcomes.reading.name }}", "Reading"),
        ("{{ spec.outcomes.reading.verification.sources.scores.from }}", "the District"),
        ("{% for n in range(1, 4) %}{{ n }}{% endfor %}", "123"),
        ("{% for n in many %}{{ loop.index }}{{ loop.first and 'f' }}{% endfor %}", "1f"),
        ("{% if nowhere is defined %}x{% else %}y{% endif %}", "y"),
        ("{{ [3, 1, 2]|sort|join(', ') }}", "1, 2, 3"),
    ],
)
def test_a_template_may(tmp_path: Path, body: str, printed: str) -> None:
    html = html_of(tmp_path, body + "\n", **NAMES)
    assert html.strip() == f'<p data-at="pack/rfp/x.md:6">{printed}</p>'
