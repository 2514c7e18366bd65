"""Rules of design: what an experienced designer of outcomes deals asks, computed from the spec.

Each rule stands in a module of its own, with the figures of its question in its message. All are warnings or
notes: a district may have its reason, and says it under `waive`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from obcgen.policy.design import (
    ahead_of_service,
    baseline,
    before_the_roster,
    choosers,
    cliffs,
    conditions,
    deadweight,
    definition,
    dosage,
    horizon,
    indicators,
    lowered_baseline,
    paid_twice,
    places,
    price_score,
    promised,
    replacement,
    selecting_score,
    testers,
    threshold,
    untested,
    used_up,
    who_leaves,
)

if TYPE_CHECKING:
    from obcgen.policy.rule import Rule

ALWAYS: tuple[Rule, ...] = (
    dosage.minimum_comes_before_the_window,
    replacement.replacements_can_count,
    threshold.thresholds_lie_beyond_the_cut_off,
    threshold.gains_are_no_losses,
    definition.definitions_say_the_level,
    selecting_score.gains_start_after_selection,
    paid_twice.each_result_is_paid_once,
    baseline.baselines_are_like,
    lowered_baseline.expectations_follow_the_history,
    cliffs.no_step_carries_too_much,
    deadweight.money_buys_more_than_comes_anyway,
    deadweight.group_lines_begin_above_what_comes_anyway,
    choosers.district_chooses_participants,
    testers.provider_does_not_test_itself,
    testers.provider_is_not_the_only_source,
    untested.rates_count_who_is_not_tested,
    untested.rates_count_who_stops_coming,
    who_leaves.rates_count_who_leaves,
    untested.rates_count_what_is_not_proved,
    ahead_of_service.base_follows_service,
    places.places_paid_are_filled,
    places.provider_knows_how_many,
    promised.duties_agree_with_the_guarantee,
    before_the_roster.duties_wait_for_the_roster,
    horizon.some_results_are_near,
    horizon.somebody_asks_whether_results_last,
    used_up.limits_leave_room_for_the_target,
    used_up.ladders_reach_the_target,
    indicators.indicators_have_a_level,
    conditions.base_waits_for_what_is_defined,
    price_score.price_scores_what_bidders_may_set,
)
