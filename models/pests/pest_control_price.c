// SPDX-License-Identifier: GPL-3.0-or-later
#include "models/pests/pest_control_price.h"

#include <math.h>
#include <stdlib.h>

#include "models/methods/price_rivalry_law.h"
#include "models/model.h"
#include "models/pests/infestation.h"
#include "models/pests/pest_control_parts.h"
#include "models/pests/pest_control_worth.h"
#include "sim/engine/party_act.h"

const struct equation pest_control_price_equation = {
    "what a firm asks for a visit",
    "price fixed: visit_won; price answers: every 30 days, on days of its own, visit_won becomes what makes "
    "p "
    "the best answer to the others' prices, from 80,000 to 300,000 won, and stays as it is set where it is "
    "alone; c = wage_won_hour "
    "visit_hours + material_won + contact_won / close_call - (1 - finds_nothing) plan_share P; t = "
    "firms_differ_won; one that enters asks where the prices of one firm more would end",
    "p of a visit: see booking a visit; P: see what a customer is worth, plan_share at the price of the "
    "plan; the firms that are open, in an order by lot",
    "assumption: a firm knows the others' prices, and reckons with no family that books nowhere"};

// ---- The firms on their circle --------------------------------------------------------------------------

struct pest_circle {
    struct party **firms;  // these and their prices are freed by circle_clear
    double *prices_won;
    struct price_rivalry rivalry;
};

static double lot_of(const struct party *firm) {
    return pest_control_state_of(firm)->lot;
}

static double asked_won(const struct party *firm) {
    return pest_control_asked_won(firm->entry->settings, pest_control_price_won(firm));
}

static void add(struct pest_circle *circle, struct party *firm) {
    size_t place = circle->rivalry.sellers++;
    for (; place > 0 && lot_of(circle->firms[place - 1]) > lot_of(firm); place--)
        circle->firms[place] = circle->firms[place - 1];
    circle->firms[place] = firm;
}

static struct pest_circle circle_make(struct world *world, const struct party_kind *kind) {
    struct pest_circle circle = {.firms = status_allocate(world->party_count, sizeof *circle.firms),
                                 .prices_won = status_allocate(world->party_count, sizeof(double)),
                                 .rivalry.turn_won = world->model->cockroaches->firms_differ_won};
    for (struct party *p = NULL; (p = world_party_of_kind(world, kind, p));)
        if (pest_control_state_of(p)->open) add(&circle, p);
    for (size_t i = 0; i < circle.rivalry.sellers; i++) circle.prices_won[i] = asked_won(circle.firms[i]);
    circle.rivalry.prices_won = circle.prices_won;
    return circle;
}

static void circle_clear(struct pest_circle *circle) {
    free(circle->firms);
    free(circle->prices_won);
}

static size_t place_of(const struct pest_circle *circle, const struct party *firm) {
    size_t place = 0;
    while (circle->firms[place] != firm) place++;
    return place;
}

// ---- Families ------------------------------------------------------------------------------------------

static double way_won(const struct world *world, const struct pest_circle *circle, size_t firm,
                      uint32_t home) {
    struct random_sequence luck = luck_of_home(world, home, "pest_control.place", 0);
    return circle->rivalry.turn_won * price_rivalry_way(circle->rivalry, firm, random_next_uniform(&luck));
}

double pest_control_price_way_won(struct world *world, const struct party *firm, uint32_t home) {
    struct pest_circle circle = circle_make(world, firm->kind);
    double way = way_won(world, &circle, place_of(&circle, firm), home);
    circle_clear(&circle);
    return way;
}

// Equally dear: by lot, so that another firm more moves nobody from one to another where all suit alike.
struct party *pest_control_price_choose(struct world *world, const struct party_kind *firms, uint32_t home) {
    struct pest_circle circle = circle_make(world, firms);
    struct party *chosen = NULL;
    double least = INFINITY, highest = 0;
    for (size_t i = 0; i < circle.rivalry.sellers; i++) {
        struct random_sequence luck = luck_with_party(world, circle.firms[i], home, "pest_control.choice", 0);
        double asked = circle.prices_won[i] + way_won(world, &circle, i, home);
        double lot = random_next_uniform(&luck);
        if (asked > least || (asked == least && lot <= highest)) continue;
        chosen = circle.firms[i];
        least = asked;
        highest = lot;
    }
    circle_clear(&circle);
    return chosen;
}

// ---- Firms ---------------------------------------------------------------------------------------------

double pest_control_price_won(const struct party *firm) {
    const S *s = firm->entry->settings;
    return s->price == ASKS_ANSWER ? pest_control_state_of(firm)->visit_won : s->visit_won;
}

double pest_control_price_after_won(const struct party *firm, enum lead lead) {
    const S *s = firm->entry->settings;
    return pest_control_price_won(firm) - (lead == LEAD_EXCLUSIVE ? s->coupon_won : 0);
}

// What a family that reckons with so much is asked for a visit that finds some.
static double visit_of_asked_won(const S *s, double won) {
    double visit_won = (won - s->finds_nothing * s->call_out_won) / (1 - s->finds_nothing);
    return fmin(fmax(visit_won, VISIT_LEAST_WON), VISIT_MOST_WON);
}

static double answer_won(const struct pest_circle *circle, const struct party *firm) {
    const S *s = firm->entry->settings;
    if (circle->rivalry.sellers < 2) return s->visit_won;
    double asked = price_rivalry_reply_won(circle->rivalry, place_of(circle, firm), pest_control_cost_won(s));
    return visit_of_asked_won(s, asked);
}

static void look_after(struct world *world, const struct party *firm, double days) {
    const S *s = firm->entry->settings;
    if (s->price == ASKS_AS_SET) return;
    time_ms due = world->now + (time_ms)(days * (double)CLOCK_DAY);
    party_wake(world, firm, (struct timer){.due = due, .what = LOOK_AT_PRICES});
}

// On days of their own: never two at once, so that none answers what another has just asked by its place in
// the scenario.
void pest_control_price_start(struct world *world, struct party *firm) {
    const S *s = firm->entry->settings;
    struct pest_control_state *state = pest_control_state_of(firm);
    struct random_sequence luck = luck_of_party(world, firm, "pest_control.prices", 0);
    state->lot = random_next_uniform(&luck);
    state->visit_won = s->visit_won;
    if (state->open) look_after(world, firm, MONTH_DAYS * random_next_uniform(&luck));
}

void pest_control_price_look(struct world *world, struct party *firm) {
    struct pest_circle circle = circle_make(world, firm->kind);
    pest_control_state_of(firm)->visit_won = answer_won(&circle, firm);
    circle_clear(&circle);
    look_after(world, firm, MONTH_DAYS);
}

double pest_control_price_entering_won(struct world *world, const struct party *firm) {
    const S *s = firm->entry->settings;
    struct pest_circle circle = circle_make(world, firm->kind);
    size_t firms = circle.rivalry.sellers + 1;
    double ends_won =
        price_rivalry_equilibrium_won(pest_control_cost_won(s), circle.rivalry.turn_won, (double)firms);
    circle_clear(&circle);
    return s->price == ASKS_ANSWER && firms > 1 ? visit_of_asked_won(s, ends_won) : s->visit_won;
}

void pest_control_price_enter(struct world *world, struct party *firm) {
    pest_control_state_of(firm)->visit_won = pest_control_price_entering_won(world, firm);
    look_after(world, firm, MONTH_DAYS);
}
