"""`district:` and `provider:` who buys and who delivers."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from obcgen.spec.nouns import Role
from obcgen.spec.scalars import Count, DateField, Email, Id, Line, MonthDayField
from obcgen.spec.shapes import Choice, Section
from obcgen.spec.states import StateField


class Contact(Section):
    """Someone to write to or call."""

    title: Line = Field(description="The office the person holds, such as `Purchasing Agent`.")
    name: Line | None = Field(None, description="The person's name; leave it out where the office is enough.")
    email: Email = Field(description="An email address.")
    phone: Line | None = Field(None, description="A telephone number, as printed.")


class Signatory(Section):
    """Who signs for a party."""

    title: Line = Field(description="The office the signer holds, such as `Superintendent`.")
    name: Line | None = Field(
        None, description="The signer's name, if known; a blank line is printed otherwise."
    )


class Closure(Section):
    """Days on which the district's offices are closed, holidays of the state and the nation aside."""

    name: Line = Field(description="What the closure is, such as `Winter break`.")
    starts: DateField = Field(description="The first day closed.")
    ends: DateField = Field(description="The last day closed.")


class District(Section):
    """The buying body: a school district, a workforce board or another agency."""

    name: Line = Field(description="The everyday name; also the legal name unless that is given apart.")
    legal_name: Line | None = Field(
        None,
        description="The name in law, under which contracts are made: "
        "`School District No. 1 in the City and County of Denver`.",
    )
    legal_form: Line | None = Field(
        None,
        description="What kind of body it is in law, as the contract names it: `a Colorado school district`. "
        "Without it the contract says `a public body of` the state.",
    )
    role: Annotated[Role, Choice()] = Field(
        "district",
        description="What documents call it: `district` (the District), `board` (the Board) or `agency` "
        "(the Agency).",
    )
    state: StateField = Field(description="The state, as two letters, `CO`, or by its name.")
    address: Line = Field(description="The postal address, on one line.")
    population: Count | None = Field(
        None,
        description="People living in the jurisdiction, not students. Decides from which date federal "
        "accessibility duties apply.",
    )
    fiscal_year_starts: MonthDayField | None = Field(
        None, description="Month and day on which the fiscal year starts: `07-01`."
    )
    contacts: dict[Id, Contact] = Field(
        default_factory=dict, description="By id; `procurement` answers bidders, `program` runs the program."
    )
    signatory: Signatory | None = Field(None, description="Who signs for the district.")
    terms: tuple[Line, ...] = Field(
        (),
        description="Terms that state law and the district's own policy require of the contract, each in one "
        "line with its citation: `C.R.S. 24-18-201, interests in contracts`. Both documents print them.",
    )
    closures: dict[Id, Closure] = Field(
        default_factory=dict,
        description="By id: days the offices are closed; deadlines that fall on them are flagged.",
    )


class Provider(Section):
    """Who delivers the program and is paid. Required in a contract, never read by an RFP."""

    name: Line = Field(description="The legal name.")
    address: Line = Field(description="The postal address, on one line.")
    organized: Line | None = Field(
        None, description="What kind of body it is, such as `a Virginia limited liability company`."
    )
    contacts: dict[Id, Contact] = Field(
        default_factory=dict, description="By id; `program` leads delivery, `notices` receives legal notices."
    )
    signatory: Signatory | None = Field(None, description="Who signs for the provider.")


NOT_YET_KNOWN = Provider(
    name="[Provider]", address="[address of the Provider]", organized=None, signatory=None
)
"""Stands for the other party in the draft agreement that bidders see."""
