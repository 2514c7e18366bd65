"""`agreement:` what the contract adds."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from obcgen.spec.scalars import (
    Count,
    DateField,
    DurationField,
    Id,
    Line,
    MoneyField,
    ProseField,
    ShareField,
    YesNo,
)
from obcgen.spec.shapes import Choice, Scalar, Section
from obcgen.spec.states import GoverningLaw
from obcgen.spec.texts import read_id
from obcgen.spec.written import VARIANT


def read_variant(text: str) -> str | bool:
    """Read the name of a clause's variant, or `false` to leave the clause out."""
    return False if text.strip() == "false" else read_id(text)


Variant = Annotated[str | bool, Scalar(read_variant, "a variant's name, or false", VARIANT)]


class Award(Section):
    """The award that the contract carries out. Never read by an RFP."""

    date: DateField = Field(description="The day the board awarded.")
    resolution: Line | None = Field(None, description="The board's resolution or agenda item.")
    proposal: DateField | None = Field(None, description="The day the accepted proposal is dated.")
    lots: tuple[Id, ...] = Field((), description="Ids of the lots awarded, where there are lots.")


class Convenience(Section):
    """Ending the contract without cause."""

    notice: DurationField = Field(description="Notice the district gives: `30 days`.")
    last_notice: DateField | None = Field(
        None,
        description="A notice after this day takes effect only once every result has been measured: "
        "`2028-01-31`. Service that has come so far then runs on to its results.",
    )
    in_flight: ShareField | None = Field(
        None,
        description="What is owed for results that nobody could measure yet: this share of what performance "
        "funding comes to at target, in proportion to the days of service, less what outcomes earn: `50%`.",
    )
    fee: MoneyField | None = Field(
        None, description="One amount that is owed besides, for closing down: `$15,000`."
    )
    start_up: MoneyField | None = Field(
        None,
        description="Documented start-up cost that is paid back, at most, where the contract ends before "
        "service starts: `$40,000`.",
    )


class Cause(Section):
    """Ending the contract for a breach."""

    cure: DurationField = Field(description="Time to put the breach right after notice: `15 days`.")


class Settlement(Section):
    """What is owed for participants in flight when the contract ends early."""

    base: Annotated[Literal["pro_rata", "installments_due"], Choice()] = Field(
        description="`pro_rata`: by days of service; a base with tiers by the service received, and costs as "
        "they arose, without regard to days. `installments_due`: the installments that fell due."
    )
    outcomes: Annotated[Literal["reached", "none"], Choice()] = Field(
        description="`reached`: outcomes reached by then are paid. `none`: no outcome is paid."
    )


class Termination(Section):
    """How the contract ends early."""

    convenience: Convenience | None = Field(
        None, description="Ending it without cause; absent if that is not allowed."
    )
    cause: Cause = Field(description="Ending it for a breach.")
    settlement: Settlement = Field(description="What is owed for participants in flight.")


class Insurance(Section):
    """One policy the provider holds."""

    kind: Line = Field(description="The kind of insurance: `Commercial general liability`.")
    amount: Line = Field(
        description="The limit, as printed: `$1,000,000 per occurrence`. In braces, quote it."
    )
    aggregate: Line | None = Field(
        None, description="The limit for all claims of a year, as printed: `$3,000,000`. In braces, quote it."
    )
    waives_subrogation: YesNo = Field(
        False, description="`true` if the insurer gives up its right to recover from the district."
    )


class Renewal(Section):
    """Options of the district to renew the contract."""

    options: Count = Field(description="How many times the district may renew: `2`.")
    length: DurationField = Field(description="How long each renewal lasts: `12 months`.")
    notice: DurationField = Field(
        description="How long before the contract ends the district says so: `60 days`."
    )


class Bond(Section):
    """A performance bond of the provider."""

    amount: MoneyField = Field(description="The amount of the bond: `$120,000`.")


class Liability(Section):
    """The most that a party owes the other in damages; payments for service and results are none."""

    provider: MoneyField | None = Field(
        None, description="The most the provider owes; not limited unless given."
    )
    district: MoneyField | None = Field(
        None,
        description="The most the district owes beside the payments; the not-to-exceed amount for everything "
        "unless given.",
    )
    not_limited: tuple[
        Annotated[Literal["third_party_claims", "security_incident", "injury"], Choice()], ...
    ] = Field(
        (),
        description="What no limit holds for, beside fraud and intent: `third_party_claims` under the "
        "indemnity, a `security_incident`, `injury` to a person.",
    )


class Agreement(Section):
    """What the contract adds."""

    number: Line = Field(description="The district's number for the contract: `C-2027-014`.")
    effective: DateField = Field(description="The day it takes effect.")
    ends: DateField = Field(description="The day it ends; late enough for the last outcome payment.")
    governing_law: GoverningLaw = Field(description="The state whose law governs: `Colorado`.")
    precedence: tuple[Annotated[Literal["agreement", "exhibits", "rfp", "proposal"], Choice()], ...] = Field(
        (), description="Which document prevails in a conflict, first to last."
    )
    termination: Termination | None = Field(None, description="How the contract ends early.")
    insurance: dict[Id, Insurance] = Field(
        default_factory=dict, description="By id: policies the provider holds."
    )
    renewal: Renewal | None = Field(
        None, description="Options to renew. Without them the contract does not renew."
    )
    bond: Bond | None = Field(None, description="A performance bond, where one is asked for.")
    liability: Liability | None = Field(
        None, description="Limits on damages, for either side. Without them only the district's are limited."
    )
    clauses: dict[Id, Variant] = Field(
        default_factory=dict,
        description="By clause id: the variant to print, or `false` to leave it out where that is allowed.",
    )
    award: Award | None = Field(
        None, description="The award the contract carries out. Confidential in an RFP."
    )
    notices: ProseField | None = Field(
        None, description="How formal notices are given, where it differs from mail."
    )
