// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/people/privacy.h"

#include "models/model.h"
#include "models/people/choice.h"
#include "models/people/families.h"
#include "models/people/trust.h"

enum { MONTH_DAYS = 30 };

const struct equation privacy_felt_equation = {
    "what it costs that somebody knows",
    "won = -sum over data flows that something went through in the month, of concern weight felt months 2 (1 "
    "- trust)",
    "as in whether a family shares its data, in the most telling form that went out so far; concern of who "
    "gives it at no price: never_gives_won; months of 30 days, the last one as long as it is",
    "assumption: as it chooses, so it feels"};
const struct welfare_source privacy_felt_worth = {
    "others know", WELFARE_FELT, "what it costs families that somebody gets their data, month by month"};

void privacy_noise(struct world *world, enum data_class data_class, struct choice_form form) {
    struct noise_said *said = &world->model->noise[data_class];
    struct choice_form before = {FORM_NOISED, 1 - said->hides, said->measured};
    if (said->declared && choice_learned(world, before) >= choice_learned(world, form)) return;
    said->declared = true;
    said->measured = form.measured;
    said->hides = 1 - form.signal;
}

void privacy_pseudonymous_labels(struct world *world, enum data_class data_class) {
    world->model->noise[data_class].labels = true;
}

// Under pseudonyms something left that is no label.
static bool has_names_of_more(const struct world *world, enum data_class data_class, unsigned forms) {
    return forms & 1u << FORM_PSEUDONYMOUS && !world->model->noise[data_class].labels;
}

bool privacy_labels_alone(const struct world *world, enum data_class data_class, unsigned forms) {
    bool noised_measure = forms & 1u << FORM_NOISED && world->model->noise[data_class].measured;
    return !(forms & 1u << FORM_RAW) && !noised_measure && !has_names_of_more(world, data_class, forms);
}

static struct choice_form most_telling(const struct world *world, enum data_class data_class,
                                       unsigned forms) {
    const struct noise_said *said = &world->model->noise[data_class];
    if (forms & 1u << FORM_RAW || has_names_of_more(world, data_class, forms)) return choice_raw;
    if (forms & (1u << FORM_LABEL | 1u << FORM_PSEUDONYMOUS)) return choice_label;
    return (struct choice_form){FORM_NOISED, 1 - said->hides, said->measured};
}

static double concern_won(const struct world *world, uint32_t home) {
    double won = (double)world->homes[home].concern;
    return isinf(won) ? world->model->families->never_gives_won : won;
}

double privacy_month_won(const struct world *world, uint32_t home, const struct party *maker,
                         enum data_class data_class) {
    return choice_felt_won(world, home, maker, data_class, 1, concern_won(world, home));
}

// What it makes up is nothing that others know of it.
static bool went_through(const struct world *world, uint32_t home, uint16_t flow, time_ms since) {
    const struct gate_entry *entry = gate_entry_at(world->gate, home, flow);
    if (choice_makes_up(world, home, gate_flow_at(world->gate, flow)->data_class)) return false;
    return entry->transfers && entry->last_min * CLOCK_MINUTE >= since;
}

double privacy_tells(const struct world *world, uint32_t home, uint16_t flow) {
    enum data_class data_class = gate_flow_at(world->gate, flow)->data_class;
    unsigned forms = gate_entry_at(world->gate, home, flow)->forms;
    return choice_tells(world, flow, most_telling(world, data_class, forms));
}

bool privacy_would_agree(const struct world *world, uint32_t home, uint16_t flow) {
    struct consent_terms terms = {(float)privacy_tells(world, home, flow),
                                  (float)choice_worth_won(world, flow)};
    return choice_stands(world, home, flow, terms);
}

double privacy_felt_share(const struct world *world, uint32_t home, uint16_t flow, time_ms since) {
    if (!went_through(world, home, flow, since)) return 0;
    return choice_felt(world, privacy_tells(world, home, flow));
}

// Of a month of what went through the flow.
static double felt_won(const struct world *world, uint32_t home, uint16_t flow) {
    return choice_felt_won(world, home, trust_maker_of(world, flow),
                           gate_flow_at(world->gate, flow)->data_class, privacy_tells(world, home, flow),
                           concern_won(world, home));
}

void privacy_live(const struct visit *visit) {
    const struct world *world = visit->world;
    int64_t day = clock_day(visit->now), days = day % MONTH_DAYS ? day % MONTH_DAYS : MONTH_DAYS;
    if (days != MONTH_DAYS && visit->now != world->end) return;
    double won = 0;
    for (uint16_t flow = 0; flow < gate_flow_count(world->gate); flow++)
        if (went_through(world, visit->home_number, flow, visit->now - days * CLOCK_DAY))
            won += felt_won(world, visit->home_number, flow);
    visit_worth(visit, &privacy_felt_worth, -won * (double)days / MONTH_DAYS);
}
