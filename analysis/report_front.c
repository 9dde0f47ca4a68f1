// SPDX-License-Identifier: GPL-3.0-or-later
#include "analysis/report_front.h"

#include <math.h>
#include <stdlib.h>

#include "analysis/comparison_front.h"
#include "analysis/report_number.h"
#include "analysis/report_say.h"

static const char *const sides[] = {"families", "firms"};
enum { SIDES = sizeof sides / sizeof *sides };

typedef void put_value(struct json *json, double value);

// {"mean", "low", "high"}; low and high are null where there are too few replications for an interval.
static void put_estimate(struct json *json, const struct comparison *comparison,
                         struct statistics_estimate estimate, double per, put_value *put) {
    bool interval = comparison_has_intervals(comparison) && isfinite(estimate.half_width);
    const double values[] = {estimate.mean, interval ? estimate.mean - estimate.half_width : NAN,
                             interval ? estimate.mean + estimate.half_width : NAN};
    static const char *const keys[] = {"mean", "low", "high"};
    json_open(json, '{');
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        json_key(json, keys[i]);
        put(json, values[i] / per);
    }
    json_close(json, '}');
}

static void put_side(struct json *json, const struct comparison *comparison, const char *side,
                     size_t policy) {
    const struct comparison_row *won = comparison_front_won(comparison, side);
    json_open(json, '{');
    json_key_text(json, "side", side);
    json_key(json, "mean");
    report_put_money(json, comparison_mean(comparison, won, policy));
    json_key(json, "difference");
    if (policy == 0)
        json_text(json, NULL);
    else
        put_estimate(json, comparison, comparison_row_difference(comparison, won, policy),
                     (double)comparison->frame.homes, report_put_money);
    json_close(json, '}');
}

static void put_guess(struct json *json, const struct report_source *source,
                      const struct comparison_front_policy *own, size_t policy) {
    const char *attacker = own->guess ? own->guess->measure.name : "";
    json_key(json, "guessed");
    if (own->guess)
        put_estimate(json, source->comparison, comparison_row_level(source->comparison, own->guess, policy),
                     1, report_put_number);
    else
        json_text(json, NULL);
    json_key_text(json, "attacker", attacker);
    json_key(json, "bound");
    report_put_number(json, report_guesses_bound(&source->guesses, attacker, policy));
}

static void put_policy(struct json *json, const struct report_source *source,
                       const struct comparison_front_policy *own, size_t policy) {
    const struct comparison *comparison = source->comparison;
    json_open(json, '{');
    json_key(json, "sides");
    json_open(json, '[');
    for (size_t i = 0; i < SIDES; i++) put_side(json, comparison, sides[i], policy);
    json_close(json, ']');
    put_guess(json, source, own, policy);
    json_key(json, "above");
    if (own->above == SIZE_MAX)
        json_text(json, NULL);
    else
        json_whole(json, (int64_t)own->above);
    json_key(json, "runs");
    json_open(json, '[');
    report_put_number(json, (double)own->runs);
    report_put_number(json, (double)comparison->replications);
    json_close(json, ']');
    json_close(json, '}');
}

void report_put_front(struct json *json, const struct report_source *source) {
    struct comparison_front_policy *front = comparison_front(source->comparison);
    if (!front) {
        json_text(json, NULL);
        return;
    }
    json_open(json, '[');
    for (size_t policy = 0; policy < source->policy_count; policy++)
        put_policy(json, source, &front[policy], policy);
    json_close(json, ']');
    free(front);
}

// ---- What there is to see ----

static void say_front(struct json *json, const struct report_source *source,
                      const struct comparison_front_policy *front) {
    size_t count = source->policy_count, held = 0;
    for (size_t i = 0; i < count; i++) held += front[i].above == SIZE_MAX;
    report_say_begin(json, held == count ? "see_front_all" : held == 1 ? "see_front_one" : "see_front");
    report_say_count(json, "count", (double)held);
    report_say_count(json, "all", (double)count);
    json_key(json, "policies");
    json_open(json, '[');
    for (size_t i = 0; i < count; i++)
        if (front[i].above == SIZE_MAX) json_text(json, source->policies[i]);
    json_close(json, ']');
    report_say_end(json);
}

void report_caption_front(struct json *json, const struct report_source *source) {
    struct comparison_front_policy *front = comparison_front(source->comparison);
    json_key(json, "front");
    json_open(json, '[');
    if (front) say_front(json, source, front);
    json_close(json, ']');
    free(front);
}
