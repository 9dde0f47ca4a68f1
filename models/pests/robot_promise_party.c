// SPDX-License-Identifier: GPL-3.0-or-later
// The maker's desk that answers for what its robots do on floors: what they broke it may make good in part,
// and a robot that was ruined it may replace. In money a promise costs the maker what it is worth to the
// family; in kind it costs less, because a robot costs the maker less than its price. Who was not helped
// thinks worse of it. What a smeared pet's mess costs, and how much of that is made good, is the maker's own
// (maker.mess_promise).
#include "models/pests/robot_promise.h"

#include "models/people/choice.h"
#include "sim/engine/party_act.h"

const struct topic robot_promise_broken = {"robot broke something"};
const struct topic robot_promise_ruined = {"robot ruined"};

struct robot_promise_settings {
    double met_per_run[FLOOR_HAZARDS], stops[FLOOR_HAZARDS], help_min[FLOOR_HAZARDS], breaks[FLOOR_HAZARDS],
        breaks_won[FLOOR_HAZARDS], ruins[FLOOR_HAZARDS];
    double spilt_min, spill_recall, minute_won;
    double makes_good, replaces, robot_won, cost_share;
};

typedef struct robot_promise_settings S;
static const double met_per_run[FLOOR_HAZARDS] = {0.12, 0.15, 0.14, 0.002};
static const double stops[FLOOR_HAZARDS] = {0.9, 0.2, 0.8, 0};
static const double help_min[FLOOR_HAZARDS] = {3, 3, 3, 20};
static const double breaks[FLOOR_HAZARDS] = {0.002, 0.02, 0.02, 0.05};
static const double breaks_won[FLOOR_HAZARDS] = {10000, 3000, 15000, 50000};
static const double ruins[FLOOR_HAZARDS] = {0, 0, 0.0005, 0.03};
#define EACH_OF ": clothing, toys, cables, spills"
// clang-format off
static const struct setting rows[] = {
    SETTING_NUMBERS(ROLE_UNCERTAIN, S, met_per_run, "1", met_per_run, 0, 5, "of each met on a run" EACH_OF,
                    "assumption: with stops as many stop a robot as robot_vacuum.stuck_per_run, 0.25; a spill in 500 runs, two to three years of them"),
    SETTING_NUMBERS(ROLE_UNCERTAIN, S, stops, "1", stops, 0, 1, "chance that one that is missed stops the robot" EACH_OF, "assumption: brushes wind up what is long and soft"),
    SETTING_NUMBERS(ROLE_UNCERTAIN, S, help_min, "min", help_min, 0, 240, "the family's time where it stopped the robot, or was smeared" EACH_OF, "assumption"),
    SETTING_NUMBERS(ROLE_UNCERTAIN, S, breaks, "1", breaks, 0, 1, "chance that one that is missed breaks, or damages the floor" EACH_OF, "assumption"),
    SETTING_NUMBERS(ROLE_UNCERTAIN, S, breaks_won, "won", breaks_won, 0, 1000000, "what that costs the family" EACH_OF, "assumption: a shirt, a piece of a toy, a charger, a carpet cleaned"),
    SETTING_NUMBERS(ROLE_UNCERTAIN, S, ruins, "1", ruins, 0, 1, "chance that one that is missed ruins the robot" EACH_OF,
                    "assumption; makers warn that liquid gets into motors, and exclude it from warranties (not read)"),
    UNCERTAIN(S, spilt_min, "min", 4, 0, 60, "the family's time to wipe up what the robot went around", "assumption"),
    UNCERTAIN(S, spill_recall, "1", 0.2, 0, 1, "share of spills recognised where nobody teaches the recogniser what they are (recogniser_training.knows_spills)", "assumption: they are flat and transparent"),
    UNCERTAIN(S, minute_won, "won/min", 125, 0, 2000, "what a minute of the family's time is worth", "assumption: the minimum wage of 2018, 7,530 won an hour"),
    LEVER(S, makes_good, "1", 0, 0, 1, "share of what its robots break that the maker pays, as it promised", "the question"),
    LEVER(S, replaces, "1", 0, 0, 1, "share of robots that were ruined that the maker replaces, as it promised; by lot", "the question; iRobot replaced robots that ran into a dog's mess in their first year (P.O.O.P., 2021, announcement not read)"),
    UNCERTAIN(S, robot_won, "won", 400000, 100000, 2000000, "price of a robot", "assumption: middle of the market"),
    UNCERTAIN(S, cost_share, "1", 0.6, 0.2, 1, "what a robot costs the maker as a share of its price", "assumption: as of its other goods"),
};
// clang-format on

enum { BROKEN, BROKEN_WON, RUINED, REPLACED, METRICS };
static const struct metric metrics[METRICS] = {
    [BROKEN] = {"broken", "1", "things of families that robots broke", true, NULL},
    [BROKEN_WON] = {"broken_won", "won", "what these cost the families and the maker", false, NULL},
    [RUINED] = {"ruined", "1", "robots that were ruined", true, NULL},
    [REPLACED] = {"replaced", "1", "of these, replaced by the maker", false, NULL},
};

struct robot_promise_state {
    struct robot_floor floor;
    uint16_t repair, made_good, robot, replaced;
};

const struct robot_floor *robot_promise_find(struct world *world, const struct party *maker) {
    struct party *party = world_party_of_maker(world, &robot_promise_party, maker);
    return party ? &((struct robot_promise_state *)party->state)->floor : NULL;
}

static void copy_each(double *to, const double *from) {
    for (int hazard = 0; hazard < FLOOR_HAZARDS; hazard++) to[hazard] = from[hazard];
}

static struct robot_floor floor_of(const S *s, uint16_t party) {
    struct robot_floor made = {.hazards = {.spilt_min = s->spilt_min},
                               .spill_recall = s->spill_recall,
                               .minute_won = s->minute_won,
                               .party = party};
    copy_each(made.hazards.met_per_run, s->met_per_run);
    copy_each(made.hazards.stops, s->stops);
    copy_each(made.hazards.help_min, s->help_min);
    copy_each(made.hazards.breaks, s->breaks);
    copy_each(made.hazards.breaks_won, s->breaks_won);
    copy_each(made.hazards.ruins, s->ruins);
    return made;
}

static void robot_promise_prepare(struct world *world, struct party *party) {
    struct robot_promise_state *state = party->state;
    if (world_party_of_maker(world, &robot_promise_party, party->maker) != party)
        status_fail(&world->status, STATUS_SCENARIO, "%s: a maker answers for its robots at one desk",
                    party->name);
    if (!party->maker)
        status_fail(&world->status, STATUS_SCENARIO, "%s needs a maker in the scenario", party->name);
    state->floor = floor_of(party->entry->settings, party->number);
}

static void robot_promise_start(struct world *world, struct party *party) {
    struct robot_promise_state *state = party->state;
    state->repair = ledger_reason(world->ledger, "what a robot broke");
    state->made_good = ledger_reason(world->ledger, "what a robot broke made good");
    state->robot = ledger_reason(world->ledger, "a robot in place of a ruined one");
    state->replaced = ledger_reason(world->ledger, "replacing a ruined robot");
}

static account maker_account(const struct world *world, const struct party *party) {
    return ledger_party(world->ledger, party->maker->number);
}

static void pay_broken(struct world *world, struct party *party, const struct item *item) {
    const S *s = party->entry->settings;
    const struct robot_promise_state *state = party->state;
    journal_cause cause = party_note(world, party->number, item->home, item->cause, item->topic->name);
    account family = ledger_household(world->ledger, item->home);
    ledger_post(world->ledger, family, ledger_outside(world->ledger), item->value, WON, state->repair, cause);
    ledger_post(world->ledger, maker_account(world, party), family,
                (int64_t)((double)item->value * s->makes_good + 0.5), WON, state->made_good, cause);
    party_count(world, party, BROKEN, item->home, 1);
    party_count(world, party, BROKEN_WON, item->home, (double)item->value);
    if (s->makes_good < 1) choice_bad_experience(world, item->home, party->maker, 1 - s->makes_good);
}

// Either the maker sends a robot, which costs it what it costs, or the family buys one.
static void pay_ruined(struct world *world, struct party *party, const struct item *item) {
    const S *s = party->entry->settings;
    const struct robot_promise_state *state = party->state;
    journal_cause cause = party_note(world, party->number, item->home, item->cause, item->topic->name);
    struct random_sequence luck =
        luck_with_party(world, party, item->home, "robot_promise.lot", (uint64_t)clock_day(world->now));
    bool replaces = random_next_uniform(&luck) < s->replaces;
    party_count(world, party, RUINED, item->home, 1);
    party_count(world, party, REPLACED, item->home, replaces);
    double won = replaces ? s->robot_won * s->cost_share : s->robot_won;
    account payer = replaces ? maker_account(world, party) : ledger_household(world->ledger, item->home);
    ledger_post(world->ledger, payer, ledger_outside(world->ledger), (int64_t)(won + 0.5), WON,
                replaces ? state->replaced : state->robot, cause);
    if (!replaces) choice_bad_experience(world, item->home, party->maker, 1);
}

static void robot_promise_on_device(struct world *world, struct party *party, const struct item *item) {
    if (item->topic == &robot_promise_broken) pay_broken(world, party, item);
    if (item->topic == &robot_promise_ruined) pay_ruined(world, party, item);
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation broken = {"what robots break",
                                       "the family pays breaks_won, of which the maker makes makes_good "
                                       "good; costs trust by weight 1 - makes_good",
                                       "to the won", "assumption: who has lost nothing trusts as before"};
static const struct equation ruined = {"robots that are ruined",
                                       "replaced with chance replaces, at cost_share robot_won to the maker; "
                                       "else the family buys one at robot_won, and trusts less by "
                                       "weight 1; the new one is there at once",
                                       "to the won",
                                       "assumption; a promise in kind costs less than its worth"};
static const struct submodel submodels[] = {
    {&floor_hazards_equation, "",
     "met_per_run, stops, help_min, breaks, ruins, spilt_min, spill_recall, minute_won"},
    {&broken, "broken, broken_won, robot broke something, what a robot broke, what a robot broke made good",
     "breaks_won, makes_good, robot_vacuum"},
    {&ruined, "ruined, replaced, robot ruined, a robot in place of a ruined one, replacing a ruined robot",
     "replaces, robot_won, cost_share, robot_vacuum"},
};

const struct party_kind robot_promise_party = {
    .kind =
        {.name = "robot_promise",
         .summary =
             "the maker's desk that answers for what its robots break, and replaces those that are ruined",
         .settings = SETTING_TABLE(S, rows),
         .submodels = SUBMODELS(submodels)},
    .metrics = metrics,
    .metric_count = METRICS,
    .state_size = sizeof(struct robot_promise_state),
    .prepare = robot_promise_prepare,
    .start = robot_promise_start,
    .on_device = robot_promise_on_device,
};
