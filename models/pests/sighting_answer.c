// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pests/sighting_answer.h"

#include "models/model.h"
#include "models/people/choice.h"
#include "models/people/families.h"
#include "models/people/trust.h"
#include "models/pests/infestation.h"

const struct equation sighting_answer_equation = {
    "what a family does that its robot tells of cockroaches",
    "after answer_min E minutes: where there are none, dismisses it with chance sees_false_alarm; else, with "
    "chance wants_help, shares it if asked and worth it; if it does not share, calls a firm with chance "
    "calls_by_itself",
    "E exponential with mean 1; worth it: see whether a family shares, of sighting_months, with benefit "
    "help_won",
    "assumption"};

static struct random_sequence luck_of(const struct world *world, uint32_t home, uint32_t alarm,
                                      const char *meaning) {
    return luck_of_home(world, home, meaning, (uint64_t)alarm << 8);
}

time_ms sighting_answer_after(const struct world *world, uint32_t home, uint32_t alarm) {
    struct random_sequence luck = luck_of(world, home, alarm, "sighting.answer time");
    double minutes = world->model->families->answer_min * random_next_exponential(&luck);
    return 1 + (time_ms)(minutes * (double)CLOCK_MINUTE);
}

static bool is_worth_sharing(const struct world *world, const struct sighting_told *told, uint64_t word) {
    const struct cockroaches_settings *s = world->model->cockroaches;
    struct choice choice = {.data_class = DATA_PEST_SIGHTING,
                            .maker = trust_maker_of(world, told->flow),
                            .tells = choice_tells(world, told->flow, choice_raw),
                            .months = s->sighting_months,
                            .times = 1,
                            .reward_won = told->reward_won,
                            .benefit_won = s->help_won};
    return choice_shares(world, told->home, &choice, word);
}

struct sighting_answer sighting_answer(const struct world *world, const struct sighting_told *told) {
    const struct cockroaches_settings *s = world->model->cockroaches;
    struct random_sequence luck = luck_of(world, told->home, told->alarm, "sighting.answer");
    bool sees_through = random_next_uniform(&luck) < s->sees_false_alarm;
    bool wants_help = random_next_uniform(&luck) < s->wants_help;
    bool calls = random_next_uniform(&luck) < s->calls_by_itself;
    uint64_t word = random_next(&luck).word[0];
    if (!told->infested && sees_through) return (struct sighting_answer){.dismisses = true};
    if (!wants_help) return (struct sighting_answer){0};
    bool shares = told->asked && is_worth_sharing(world, told, word);
    return (struct sighting_answer){.shares = shares, .calls = !shares && calls};
}
