// SPDX-License-Identifier: GPL-3.0-or-later
// Fault diagnosis: a desk in the maker's cloud that reads the signs of coming faults. It looks at each from
// afar: some faults are removed at once (a setting, a restart, new software), some signs are recognised as
// nothing, and for the rest it offers the family a technician's visit before the product fails. Who does not
// let signs out gets none of it; the false alarms that are not recognised cost a technician's time and some
// trust.
#include "models/oversight/reviewers.h"
#include "models/people/choice.h"
#include "models/products/after_service.h"
#include "models/products/data_desk.h"
#include "models/products/product_health.h"
#include "sim/engine/party_act.h"

struct fault_diagnosis_settings {
    double remote_fix, gladness, sees_false, check_won;
    double worth_won, reward_won;
};

typedef struct fault_diagnosis_settings S;
// clang-format off
static const struct setting rows[] = {
    UNCERTAIN(S, remote_fix, "1", 0.25, 0, 1, "share of coming faults removed from afar; 0.1 to 0.4 plausible", "assumption"),
    UNCERTAIN(S, gladness, "1", 0.5, 0, 2, "weight of a fault removed from afar, 1: an ordinary good experience", "assumption: half, the family noticed no fault"),
    UNCERTAIN(S, sees_false, "1", 0.5, 0, 1, "share of signs that mean nothing and are recognised as such", "assumption"),
    UNCERTAIN(S, check_won, "won", 1000, 0, 20000, "cost of looking at a sign", "assumption: 3 minutes of wages"),
    UNCERTAIN(S, worth_won, "won/month", 2000, 0, 50000, "what it is worth to a family that its products are watched",
              "assumption: below the monthly fee of a rental's care service"),
    REWARD_AT_START("allowed", S, reward_won, "won/month", 0, 0, 10000, "paid to each family that allows it", "assumption: it gets the service"),
};
// clang-format on

enum { ALLOWED, SIGNS, REMOTE, DISMISSED, DECLINED, STOPPED, METRICS };
enum what { SIGN_CONFIRMED, SIGN_REJECTED };
TIMERS_CARRY(confirmed_sign, struct product_note, SIGN_CONFIRMED);
static const struct metric metrics[METRICS] = {
    [ALLOWED] = {"allowed", "month", "months of families that allowed it", false, NULL},
    [SIGNS] = {"signs", "1", "signs of faults looked at", true, NULL},
    [REMOTE] = {"remote_fixes", "1", "coming faults removed from afar", true, NULL},
    [DISMISSED] = {"dismissed", "1", "signs recognised as nothing", false, NULL},
    [DECLINED] = {"declined", "1", "visits that families did not want, or need no more", false, NULL},
    [STOPPED] = {"stopped", "1", "visits that a reviewer stopped before they were planned", false, NULL},
};

struct fault_diagnosis_state {
    uint16_t flow;
};

static void plan_visit(struct world *world, struct party *desk, uint32_t home, struct product_note note,
                       uint64_t cause) {
    if (!after_service_plan_visit(world, home, note.product, note.real, cause))
        party_count(world, desk, DECLINED, home, 1);
}

// It never says why it is unsure: a reviewer, where there are some, judges it afresh before a technician is
// sent.
static bool reviewed(struct world *world, const struct party *desk, const struct item *item,
                     struct product_note note, uint64_t cause) {
    struct review_case review = {
        .subject = REVIEW_SIGN,
        .home = item->home,
        .asker = desk->number,
        .confirmed = confirmed_sign_put((struct timer){.what = SIGN_CONFIRMED}, note),
        .rejected = SIGN_REJECTED,
        .real = note.real,
        .cause = cause,
        .number =
            (uint64_t)product_health_stream(world, item->home, note.product) << 28 ^ (uint64_t)item->sent};
    return reviewers_look(world, &review);
}

static void wake(struct world *world, struct party *desk, const struct timer *timer) {
    if (timer->what == SIGN_CONFIRMED)
        plan_visit(world, desk, timer->home, confirmed_sign_of(timer), timer->cause);
    else
        party_count(world, desk, STOPPED, timer->home, 1);
}

static void look_at_sign(struct world *world, struct party *desk, const struct item *item,
                         struct product_note note) {
    const S *s = desk->entry->settings;
    struct random_sequence luck =
        luck_of_home(world, item->home, "fault_diagnosis.look", (uint64_t)item->sent << 4);
    luck.stream ^= product_health_stream(world, item->home, note.product);
    uint64_t cause = party_note(world, desk->number, item->home, item->cause, "sign of a fault");
    party_spend(world, desk, s->check_won, "remote checks", cause);
    bool easy = random_next_uniform(&luck) < (note.real ? s->remote_fix : s->sees_false);
    if (easy && note.real) {
        product_health_repaired(world, item->home, note.product);
        choice_good_experience(world, item->home, desk->maker, s->gladness);
        party_count(world, desk, REMOTE, item->home, 1);
    } else if (easy) {
        party_count(world, desk, DISMISSED, item->home, 1);
    } else if (!reviewed(world, desk, item, note, cause)) {
        plan_visit(world, desk, item->home, note, cause);
    }
}

// A product that broke meanwhile, or for which a technician is on the way, needs no look.
static void receive(struct world *world, struct party *desk, const struct item *item) {
    if (item->topic != &product_health_sign) return;
    struct product_note note = product_note_of(item);
    const struct product *product = product_health_at(world, item->home, note.product);
    if (!product || product->order || product->broken_since != CLOCK_NEVER) return;
    party_count(world, desk, SIGNS, item->home, 1);
    look_at_sign(world, desk, item, note);
}

static void midnight(struct world *world, struct party *desk) {
    const S *s = desk->entry->settings;
    const struct fault_diagnosis_state *state = desk->state;
    data_desk_end_month(world, desk, state->flow, s->reward_won, ALLOWED);
}

static void prepare(struct world *world, struct party *desk) {
    const S *s = desk->entry->settings;
    struct fault_diagnosis_state *state = desk->state;
    state->flow = data_desk_open(world, desk, USE_DIAGNOSIS, s->worth_won, s->reward_won);
    if (!world_party_of_kind(world, &after_service_party, NULL))
        status_fail(&world->status, STATUS_SCENARIO, "%s: there is no after_service {} to send technicians",
                    desk->name);
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation look = {
    "looking at a sign",
    "costs check_won; a real fault is removed from afar with chance remote_fix, which earns trust by weight "
    "gladness; a sign that means nothing is dismissed with chance sees_false; for the rest a visit is "
    "offered",
    "of products that work and for which nobody is on the way", "assumption"};
static const struct equation rest = {
    "the rest", "stopped by a reviewer; declined by the family, or needed no more; else a visit is planned",
    "by the office of reviewers, where there is one, and by the after-service", "definition"};
static const struct submodel submodels[] = {
    {&data_desk_equation, "allowed, reward for data, rewards of the month", "worth_won, reward_won"},
    {&look, "signs, remote_fixes, dismissed, sign of a fault, remote checks",
     "check_won, remote_fix, gladness, sees_false, product_health"},
    {&rest, "stopped, declined", "reviewers, after_service"},
};

const struct party_kind fault_diagnosis_party = {
    .kind = {.name = "fault_diagnosis",
             .summary = "a desk in the maker's cloud that reads signs of coming faults",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels)},
    .metrics = metrics,
    .metric_count = METRICS,
    .state_size = sizeof(struct fault_diagnosis_state),
    .in_cloud = true,
    .prepare = prepare,
    .receive = receive,
    .wake = wake,
    .midnight = midnight,
};
