"""What a Word template may say: the fields of the question set, and nothing that reaches for Python."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document

from infoshare.errors import TemplateError
from infoshare.model.answers import Answers
from infoshare.protocols.draft import Draft
from infoshare.workflows.protocol import Protocol

Template = Callable[..., Path]
Refusal = Callable[[Path], str]

PLACES = ("body", "header", "footer", "subject")
TRICKS = "Smith & Sons <LLP> {{ 7191*13 }} {% raw %} {# gone #} <w:p> ]]> &amp; 👩‍👧 עברית “x”"


def exported(protocol: Protocol, template: Path) -> Path:
    return protocol.export(template.with_name("protocol.docx"), template=template)


def said(path: Path, place: str) -> str:
    document = Document(str(path))
    section = document.sections[0]
    return {
        "body": document.paragraphs[0].text,
        "header": section.header.paragraphs[0].text,
        "footer": section.footer.paragraphs[0].text,
        "subject": document.core_properties.subject,
    }[place]


@pytest.mark.parametrize("place", PLACES)
def test_a_template_of_ones_own_may_name_fields_anywhere(protocol: Protocol, template: Template, place: str) -> None:
    path = exported(protocol, template(**{place: "{{ partnership }}, from {{ a.start_date }}"}))
    assert said(path, place) == "Harrowmere Community Safety Partnership, from 1 December 2026"


@pytest.mark.parametrize("place", PLACES)
def test_an_answer_is_printed_as_it_stands_and_never_run(template: Template, place: str) -> None:
    given = Answers(questionnaire="cda-s115", version=1, answers={"partnership_name": TRICKS})
    protocol = Protocol(Draft.of(given, "answers.yaml"))
    assert said(exported(protocol, template(**{place: "[{{ partnership }}]"})), place) == f"[{TRICKS}]"


@pytest.mark.parametrize("tricky", ["{_{ 7*7 }_}", "{_% raw %_}"])
def test_even_docxtpls_own_escapes_are_printed_as_they_stand(template: Template, tricky: str) -> None:
    given = Answers(questionnaire="cda-s115", version=1, answers={"partnership_name": tricky})
    protocol = Protocol(Draft.of(given, "answers.yaml"))
    assert said(exported(protocol, template(body="[{{ partnership }}]")), "body") == f"[{tricky}]"


def test_conditions_and_loops_over_fields_work(protocol: Protocol, template: Template) -> None:
    body = "{% for row in a.flows %}{% if row.gateway and not row.includes %}{{ row.name }}; {% endif %}{% endfor %}"
    shown = said(exported(protocol, template(body=body)), "body")
    assert shown == "Complaints about premises; Admissions; Alcohol treatment; Domestic abuse; "


# Tags that reach for Python.
REACHING = [
    "{{ cycler.__init__.__globals__ }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ a.__class__.__mro__ }}",
    "{{ ''.__class__.__base__.__subclasses__() }}",
    '{{ a|attr("__class__") }}',
    '{{ "{0.__class__}".format(a) }}',
    "{{ self.__init__ }}",
    "{{ a.purposes.append('x') }}",
    "{{ a.update(owner='x') }}",
]

# Tags that name what is not there, or are no tags.
WRONG = [
    "Lawful basis: {{ lawful_base }}.",
    "{{ a.no_such_question }}",
    "{{ a.parties[99].name }}",
    "{{ title.no_such_part }}",
    "{{ title|no_such_filter }}",
    "{{ title is no_such_test }}",
    "{% if %}",
    "{% for row in a.parties %}",
    "{% endif %}",
    "{{ title",
]

# Tags that go wrong only when they are filled in.
FAILING = [
    "{{ 1/0 }}",
    "{{ title + 1 }}",
    "{% for each in 5 %}{% endfor %}",
    "{{ title() }}",
    "{{ 1|round('x') }}",
    '{% include "/etc/hostname" %}',
    '{% extends "other" %}',
    '{% import "other" as other %}',
]


@pytest.mark.parametrize("tag", [*REACHING, *WRONG])
def test_a_tag_that_is_no_field_is_refused_and_nothing_is_written(
    refusal: Refusal, template: Template, tag: str
) -> None:
    message = refusal(template(body=tag))
    assert message.startswith("own.docx: ")
    assert "it may name only the fields of the question set" in message


@pytest.mark.parametrize("tag", FAILING)
def test_a_tag_that_fails_when_it_is_filled_in_is_a_fault_of_the_template(
    refusal: Refusal, template: Template, tag: str
) -> None:
    assert refusal(template(body=tag)).startswith("own.docx: ")


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("tag", ["{{ cycler.__init__.__globals__ }}", "{{ a.__class__.__mro__ }}", "{{ nothing }}"])
def test_such_a_tag_is_refused_wherever_it_stands(refusal: Refusal, template: Template, tag: str, place: str) -> None:
    assert refusal(template(**{place: tag})).startswith("own.docx: ")


def test_the_message_names_the_field_that_is_not_there(refusal: Refusal, template: Template) -> None:
    assert "'lawful_base' is undefined" in refusal(template(body="Lawful basis: {{ lawful_base }}."))


@pytest.mark.parametrize("tag", ["{{ a[partnership] }}", "{{ partnership[a.owner] }}", "{{ law[a.owner].x }}"])
def test_the_message_says_no_answer(refusal: Refusal, template: Template, tag: str) -> None:
    assert "Harrowmere" not in refusal(template(body=tag))


@pytest.mark.parametrize("name", ["St Mary's Partnership", "harrowmere", "O'Neill's and 'others'", 'The "best" one'])
def test_the_message_says_no_answer_however_it_is_spelt(template: Template, name: str) -> None:
    given = Answers(questionnaire="cda-s115", version=1, answers={"partnership_name": name})
    with pytest.raises(TemplateError) as caught:
        exported(Protocol(Draft.of(given, "answers.yaml")), template(body="{{ a[partnership] }}"))
    assert not [word for word in ("Mary", "harrow", "Neill", "others", "best") if word in str(caught.value)]


@pytest.mark.parametrize("tag", ["{{ lipsum() }}", "{{ joiner() }}"])
def test_a_tag_that_prints_something_else_each_time_is_refused(refusal: Refusal, template: Template, tag: str) -> None:
    """Equal answers give equal bytes, whatever the template."""
    refusal(template(body=tag))


def test_an_endless_loop_is_refused_and_does_not_hang(protocol: Protocol, template: Template) -> None:
    path, raised = template(body="{% for each in range(10**9) %}{% endfor %}"), list[BaseException]()

    def export() -> None:
        try:
            exported(protocol, path)
        except BaseException as error:
            raised.append(error)

    worker = threading.Thread(target=export, daemon=True)
    worker.start()
    worker.join(timeout=20)
    assert not worker.is_alive()
    assert not path.with_name("protocol.docx").exists()
    assert [type(error) for error in raised] == [TemplateError]


def test_a_document_from_a_template_of_ones_own_has_the_protocols_properties(
    protocol: Protocol, template: Template
) -> None:
    properties = Document(str(exported(protocol, template(body="{{ title }}")))).core_properties
    assert (
        properties.title == "Crime and disorder information-sharing protocol: Harrowmere Community Safety Partnership"
    )
    assert (properties.author, properties.last_modified_by, properties.language) == ("infoshare", "infoshare", "en-GB")


def test_a_document_that_was_there_stays_when_the_template_is_refused(protocol: Protocol, template: Template) -> None:
    path = template(body="{{ nothing }}")
    old = path.with_name("protocol.docx")
    old.write_bytes(b"the one that was signed")
    with pytest.raises(TemplateError, match="'nothing' is undefined"):
        exported(protocol, path)
    assert old.read_bytes() == b"the one that was signed"
