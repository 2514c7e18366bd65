"""A small valid deal as nested texts, as a spec file would give them, and a way to change parts of it."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from obcgen.spec import Spec

Texts = dict[str, Any]


def outcome(name: str, **changes: Any) -> Texts:
    """Return an outcome counted by participant."""
    measure = {"assessment": "test", "metric": "overall", "kind": "level", "scale": "percentile"}
    return {
        "name": name,
        "definition": f"The participant reaches {name}.",
        "measure": measure | {"at_least": "40", "to": "spring", **changes.pop("measure", {})},
        "missing": {"initial": "not_counted", "final": "not_counted"},
        "expected_without": "20%",
        "target": "40%",
        "horizon": "near",
        "verification": {
            "sources": {
                "scores": {"from": "district", "system": "export", "supplies": "scores", "due": "2028-06-01"}
            },
            "decided_by": "district",
            "method": "The results are recomputed.",
            "within": "15 business days",
        },
        **changes,
    }


def group_outcome(name: str) -> Texts:
    """Return an outcome with one value for all."""
    return outcome(name, measure={"counted_by": "group"})


PLAIN: Texts = {
    "obcgen": "1",
    "document": {"number": "R-1", "title": "Tutoring", "issued": "2027-03-01"},
    "district": {"name": "Example District", "state": "CO", "address": "1 Main Street, Denver, CO 80203"},
    "assessments": {
        "test": {
            "name": "Test",
            "administered_by": "district",
            "windows": {"spring": {"opens": "2028-05-01", "closes": "2028-05-12"}},
        }
    },
    "population": {"content_area": "Reading", "grades": ["3"], "planned": "100"},
    "program": {
        "service": "Tutoring.",
        "dosage": {"sessions_per_week": "3", "minutes": "30", "weeks": "28", "minimum": "36 hours"},
        "starts": "2027-10-04",
        "ends": "2028-05-19",
    },
    "outcomes": {"reading": outcome("Reading"), "math": outcome("Math"), "absence": group_outcome("Absence")},
    "funding": {"not_to_exceed": "$1,000,000"},
    "payment": {
        "base": {"fixed": "$10,000", "due": "2027-10-15"},
        "rates": {"reading": {"per_participant": "$500", "due": "2028-07-31"}},
    },
}


def overlaid(below: Any, above: Any) -> Any:
    """Return `above` over `below`; a key whose value is None is removed."""
    if not (isinstance(below, dict) and isinstance(above, dict)):
        return deepcopy(above)
    merged = dict(below)
    for key, value in above.items():
        merged[key] = overlaid(merged.get(key), value)
    return {key: value for key, value in merged.items() if value is not None}


def deal(**changes: Any) -> Spec:
    """Return the plain deal with changes over it."""
    return Spec.model_validate(overlaid(PLAIN, changes))


def rated(rates: Texts, **payment: Any) -> Spec:
    """Return the plain deal with these lines as its whole rate card."""
    changed = overlaid(PLAIN, {"payment": payment})
    changed["payment"]["rates"] = rates
    return Spec.model_validate(changed)
