// SPDX-License-Identifier: GPL-3.0-or-later
// The maker's after-service. A product breaks; the family notices and calls; technicians come, first come,
// first served, in opening hours (M/M/c with abandonment, models/methods/crews.h); who waits too long goes to
// a repair shop instead. Within the warranty the maker pays, after it the family, if it wants to and can;
// otherwise the product is given up and another one stands in its place (bought where: the sales' affair, not
// counted here). A technician who has the error code beforehand brings the right part more often; who has
// not, comes a second time. A scenario with it should set maker.service_year = 0: these are the visits that
// setting only assumes.
#include "models/products/after_service.h"

#include <stdlib.h>

#include "models/methods/crews.h"
#include "models/model.h"
#include "models/people/choice.h"
#include "models/people/families.h"
#include "models/products/after_service_tables.h"
#include "models/products/data_desk.h"
#include "models/tokens/token_programme.h"
#include "models/tokens/wallet.h"
#include "sim/engine/party_act.h"

// An order for one product, until it is repaired. Its number is the queue job's value and the product's
// order.
struct order {
    const struct party *maker;  // of the product
    uint64_t cause;
    time_ms broke;
    double price, usual_price;
    uint32_t home;
    uint16_t number;  // of the product's orders
    uint8_t product;
    bool planned;  // the product still works, as far as anybody knows
    bool real;     // there is a fault
    bool core;     // a new core part
    bool free;     // the maker pays
    bool known;    // the error code was reported
    uint8_t visits;
};

struct after_service_state {
    struct crews crews;
    struct order *orders;  // number 0 is nobody's
    uint32_t order_count, order_room;
    uint8_t *codes;  // [homes]: bit i: the error code of product i was reported
    uint16_t call_flow;
};

static const struct welfare_source repairs_worth = {
    "repairs", WELFARE_SURPLUS,
    "what families would have given for a repair above what they paid, which is nothing under warranty"};
static const struct welfare_source *const worths[] = {&repairs_worth, NULL};

enum what { OPEN, CALL, VISIT_OVER, PART_IS_HERE, PATIENCE_ENDS, SHOP_IS_DONE, NEW_ONE_IS_THERE };

static time_ms days(double count) {
    return 1 + (time_ms)(count * (double)CLOCK_DAY);
}

// Luck of the product's n-th fault (or order), whatever happened to other orders meanwhile.
static struct random_sequence fault_luck(const struct world *world, uint32_t home, unsigned product,
                                         unsigned faults, const char *meaning) {
    struct random_sequence luck = luck_of_home(world, home, meaning, (uint64_t)faults << 8);
    luck.stream ^= product_health_stream(world, home, product);
    return luck;
}

// NULL: the home has none of that number, or what stands there now is another firm's to repair.
static struct product *product_served(struct world *world, const struct party *firm, uint32_t home,
                                      unsigned number) {
    struct product *product = product_health_at(world, home, number);
    bool ours = product && product_health_repairer(world, product_health_maker(world, home, number)) == firm;
    return ours ? product : NULL;
}

// ---- What a repair is worth ------------------------------------------------------------------------------

static double chance_to_repair(const S *s, const struct order *order, double price_won) {
    return demand_share((struct demand){order->usual_price, s->price_weight}, s->repairs, price_won);
}

// Another product stands there otherwise, after days.
static void post_worth(struct world *world, const S *s, const struct order *order) {
    double paid = order->free ? 0 : order->price;
    struct demand demand = {order->usual_price, s->price_weight};
    welfare_purchase(world->welfare, order->home, &repairs_worth, paid,
                     demand_surplus_won(demand, chance_to_repair(s, order, paid)), order->cause);
}

// ---- Visits ----------------------------------------------------------------------------------------------

static void send_technicians(struct world *world, struct party *firm) {
    struct after_service_state *state = firm->state;
    const S *s = firm->entry->settings;
    struct service_job job;
    int technician;
    while (crews_send(&state->crews, world->now, &job, &technician)) {
        struct order *order = &state->orders[job.value];
        order->known |= state->codes[order->home] >> order->product & 1;
        struct random_sequence luck =
            fault_luck(world, job.home, order->product, order->number, "after_service.visit");
        luck.n += order->visits;
        time_ms length = 1 + (time_ms)(s->visit_hours * random_next_exponential(&luck) * (double)CLOCK_HOUR);
        party_wake(world, firm,
                   (struct timer){.due = world->now + length,
                                  .what = VISIT_OVER,
                                  .home = job.home,
                                  .cause = order->cause,
                                  .value = technician});
        party_count(world, firm, WAIT_HOURS, job.home, clock_hours(job.started - job.arrived));
    }
}

static void join(struct world *world, struct party *firm, uint32_t number) {
    struct after_service_state *state = firm->state;
    const struct order *order = &state->orders[number];
    service_queue_join(&state->crews.queue, (struct service_job){.home = order->home, .value = number},
                       world->now);
    send_technicians(world, firm);
}

static void pay(struct world *world, const struct party *firm, const struct order *order) {
    const S *s = firm->entry->settings;
    account own = ledger_party(world->ledger, firm->number),
            warrantor = order->maker ? ledger_party(world->ledger, order->maker->number)
                                     : ledger_outside(world->ledger);
    int64_t price = (int64_t)(order->price + 0.5);
    uint16_t reason = order->free ? ledger_income(world->ledger, "warranty repair",
                                                  "warranties of a maker that is not simulated")
                                  : ledger_reason(world->ledger, "repair");
    if (order->free)
        ledger_post(world->ledger, warrantor, own, price, WON, reason, order->cause);
    else
        wallet_pay(world, order->home, own, firm->maker, TOKENS_AFTER_SERVICE, price, reason, order->cause);
    party_spend(world, firm, (order->usual_price - s->usual_visit_won) * s->parts_share, "spare parts",
                order->cause);
    post_worth(world, s, order);
    party_count(world, firm, order->free ? WARRANTY : PAID, order->home, 1);
    if (!order->free) party_count(world, firm, PAID_CORE, order->home, order->core);
}

static void forget_code(const struct party *firm, uint32_t home, unsigned product) {
    const struct after_service_state *state = firm->state;
    state->codes[home] &= (uint8_t) ~(1u << product);
}

static void repaired(struct world *world, const struct party *firm, const struct order *order) {
    const S *s = firm->entry->settings;
    pay(world, firm, order);
    party_count(world, firm, order->planned ? PREVENTED : REPAIRED, order->home, 1);
    bool fast = order->planned || world->now - order->broke <= days(s->slow_days);
    if (fast) choice_good_experience(world, order->home, order->maker, s->gladness);
    forget_code(firm, order->home, order->product);
    product_health_repaired(world, order->home, order->product);
}

static void found_nothing(struct world *world, const struct party *firm, const struct order *order) {
    const S *s = firm->entry->settings;
    party_count(world, firm, NEEDLESS, order->home, 1);
    choice_bad_experience(world, order->home, order->maker, s->disappointment);
    struct product *product = product_served(world, firm, order->home, order->product);
    if (product) product->order = 0;
}

static bool has_right_part(const struct world *world, const S *s, const struct order *order,
                           unsigned faults) {
    struct random_sequence luck =
        fault_luck(world, order->home, order->product, faults, "after_service.part");
    return order->visits > 1 ||
           random_next_uniform(&luck) < (order->known ? s->right_part_known : s->right_part);
}

// A product that was removed meanwhile needs no repair.
static void look_at_product(struct world *world, struct party *firm, uint32_t number) {
    const S *s = firm->entry->settings;
    struct after_service_state *state = firm->state;
    struct order *order = &state->orders[number];
    const struct product *product = product_served(world, firm, order->home, order->product);
    if (!product || product->order != number) return;
    if (!order->real) {
        found_nothing(world, firm, order);
    } else if (has_right_part(world, s, order, product->faults)) {
        repaired(world, firm, order);
    } else {
        party_count(world, firm, SECOND, order->home, 1);
        party_wake(world, firm,
                   (struct timer){.due = world->now + days(s->part_days),
                                  .what = PART_IS_HERE,
                                  .home = order->home,
                                  .cause = order->cause,
                                  .value = number});
    }
}

static void visit_over(struct world *world, struct party *firm, const struct timer *timer) {
    struct after_service_state *state = firm->state;
    struct service_job job = crews_return(&state->crews, (int)timer->value, world->now);
    struct order *order = &state->orders[job.value];
    double hours = clock_hours(world->now - job.started);
    order->visits++;
    order->cause = party_note(world, firm->number, job.home, order->cause, "technician's visit");
    party_count(world, firm, VISITS, job.home, 1);
    party_count(world, firm, HOURS, job.home, hours);
    look_at_product(world, firm, (uint32_t)job.value);
    send_technicians(world, firm);
}

// ---- Orders ----------------------------------------------------------------------------------------------

static double warranty_years(const S *s, const struct product *product, bool core) {
    double years = product->cools ? s->warranty_cooling_years : s->warranty_years;
    return core && s->warranty_core_years > years ? s->warranty_core_years : years;
}

static struct order make_order(const struct world *world, const S *s, uint32_t home, unsigned number,
                               uint64_t cause) {
    struct product *product = product_health_at(world, home, number);
    // A fault that has not happened yet is the next one.
    unsigned fault = product->faults + (product->broken_since == CLOCK_NEVER);
    struct random_sequence luck = fault_luck(world, home, number, fault, "after_service.fault");
    bool core = random_next_uniform(&luck) < s->core_share;
    double age = product_age_years(product, world->now);
    struct order order = {
        .maker = product_health_maker(world, home, number),
        .cause = cause,
        .broke = product->broken_since,
        .price = s->visit_won + (core ? s->repair_core_won : s->repair_won),
        .usual_price = s->usual_visit_won + (core ? s->usual_repair_core_won : s->usual_repair_won),
        .core = core,
        .home = home,
        .number = ++product->orders,
        .product = (uint8_t)number,
        .free = age < warranty_years(s, product, core)};
    return order;
}

static bool wants_repair(const struct world *world, const S *s, const struct order *order, unsigned faults) {
    struct random_sequence luck =
        fault_luck(world, order->home, order->product, faults, "after_service.repairs");
    return order->free || (random_next_uniform(&luck) < chance_to_repair(s, order, order->price) &&
                           families_can_afford(&world->homes[order->home], order->price));
}

static uint32_t keep_order(struct after_service_state *state, struct order order) {
    if (state->order_count == state->order_room) {
        state->order_room = state->order_room ? 2 * state->order_room : 256;
        state->orders = status_reallocate(state->orders, state->order_room, sizeof order);
    }
    state->orders[state->order_count] = order;
    return state->order_count++;
}

static void wait_with_patience(struct world *world, struct party *firm, uint32_t home, uint32_t number,
                               const struct product *product) {
    const S *s = firm->entry->settings;
    struct after_service_state *state = firm->state;
    const struct order *order = &state->orders[number];
    struct random_sequence luck =
        fault_luck(world, home, order->product, product->faults, "after_service.patience");
    party_wake(world, firm,
               (struct timer){.due = world->now + days(s->patience_days * random_next_exponential(&luck)),
                              .what = PATIENCE_ENDS,
                              .home = home,
                              .cause = order->cause,
                              .value = number});
}

// The family telephones: it tells the firm of its own accord what broke.
static void say_what_broke(struct world *world, const struct party *firm, uint32_t home) {
    const struct after_service_state *state = firm->state;
    const S *s = firm->entry->settings;
    enum { CALL_BYTES = 2000 };
    choice_of_own_accord(world, home, state->call_flow, world->now,
                         world->now + (time_ms)(s->call_term_days * (double)CLOCK_DAY));
    const struct gate_pass *pass = party_share(world, home, state->call_flow, FORM_LABEL, CALL_BYTES);
    if (pass) party_tell(world, pass, home, firm);
}

static void order_repair(struct world *world, struct party *firm, uint32_t home, unsigned number,
                         uint64_t cause) {
    const S *s = firm->entry->settings;
    struct after_service_state *state = firm->state;
    struct product *product = product_health_at(world, home, number);
    struct order order = make_order(world, s, home, number, cause);
    order.real = true;
    if (!wants_repair(world, s, &order, product->faults)) {
        party_count(world, firm, GIVEN_UP, home, 1);
        party_wake(world, firm,
                   (struct timer){.due = world->now + days(s->new_days),
                                  .what = NEW_ONE_IS_THERE,
                                  .home = home,
                                  .cause = cause,
                                  .value = number});
        return;
    }
    product->order = keep_order(state, order);
    uint32_t placed = product->order;
    wait_with_patience(world, firm, home, placed, product);
    join(world, firm, placed);
}

// A visit that was planned for it is on its way: it has become a repair, and keeps its place.
static void turn_into_repair(struct world *world, struct party *firm, const struct product *product,
                             uint64_t cause) {
    struct after_service_state *state = firm->state;
    struct order *order = &state->orders[product->order];
    order->planned = false;
    order->real = true;
    order->broke = product->broken_since;
    order->cause = cause;
    wait_with_patience(world, firm, order->home, product->order, product);
}

// The timer's value: the product.
static void family_calls(struct world *world, struct party *firm, const struct timer *timer) {
    unsigned number = (unsigned)timer->value;
    const struct product *product = product_served(world, firm, timer->home, number);
    if (!product || product->broken_since == CLOCK_NEVER) return;
    say_what_broke(world, firm, timer->home);
    uint64_t cause = party_note(world, firm->number, timer->home, timer->cause, "family calls after-service");
    party_count(world, firm, CALLS, timer->home, 1);
    if (product->order)
        turn_into_repair(world, firm, product, cause);
    else
        order_repair(world, firm, timer->home, number, cause);
}

bool after_service_plan_visit(struct world *world, uint32_t home, unsigned number, bool real,
                              uint64_t cause) {
    struct product *product = product_health_at(world, home, number);
    if (!product || product->order || product->broken_since != CLOCK_NEVER) return false;
    struct party *firm = product_health_repairer(world, product_health_maker(world, home, number));
    const S *s = firm->entry->settings;
    struct order order = make_order(world, s, home, number, cause);
    order.planned = order.known = true;
    order.real = real;
    if (!wants_repair(world, s, &order, product->faults + 1u)) return false;
    product->order = keep_order(firm->state, order);
    party_count(world, firm, PLANNED, home, 1);
    join(world, firm, product->order);
    return true;
}

// ---- Those who do not wait -------------------------------------------------------------------------------

static void patience_ends(struct world *world, struct party *firm, const struct timer *timer) {
    const S *s = firm->entry->settings;
    struct after_service_state *state = firm->state;
    if (!service_queue_leave(&state->crews.queue, timer->home, timer->value, world->now, NULL)) return;
    const struct order *order = &state->orders[timer->value];
    party_count(world, firm, ABANDONED, timer->home, 1);
    choice_bad_experience(world, timer->home, order->maker, 1);
    party_wake(world, firm,
               (struct timer){.due = world->now + days(s->shop_days),
                              .what = SHOP_IS_DONE,
                              .home = timer->home,
                              .cause = order->cause,
                              .value = timer->value});
}

// The shop asks what the after-service would have asked, and knows no warranty.
static void shop_is_done(struct world *world, struct party *firm, const struct timer *timer) {
    struct after_service_state *state = firm->state;
    const struct order *order = &state->orders[timer->value];
    const struct product *product = product_served(world, firm, order->home, order->product);
    if (!product || product->order != timer->value) return;
    ledger_post(world->ledger, ledger_household(world->ledger, order->home), ledger_outside(world->ledger),
                (int64_t)(order->price + 0.5), WON, ledger_reason(world->ledger, "repair shop"),
                order->cause);
    struct order bought = *order;
    bought.free = false;
    post_worth(world, firm->entry->settings, &bought);
    forget_code(firm, order->home, order->product);
    product_health_repaired(world, order->home, order->product);
}

static void new_one_is_there(struct world *world, const struct party *firm, const struct timer *timer) {
    forget_code(firm, timer->home, (unsigned)timer->value);
    if (product_served(world, firm, timer->home, (unsigned)timer->value))
        product_health_renewed(world, timer->home, (unsigned)timer->value);
}

// ---- The kind --------------------------------------------------------------------------------------------

static void on_device(struct world *world, struct party *firm, const struct item *item) {
    const S *s = firm->entry->settings;
    if (item->topic != &product_health_broke) return;
    struct product_note note = product_note_of(item);
    struct random_sequence luck =
        fault_luck(world, item->home, note.product, note.faults, "after_service.notice");
    uint64_t cause = party_note(world, PARTY_HOME, item->home, item->cause, "product broke");
    party_wake(world, firm,
               (struct timer){.due = world->now + days(s->notice_hours / 24 * random_next_exponential(&luck)),
                              .what = CALL,
                              .home = item->home,
                              .cause = cause,
                              .value = note.product});
}

// The product itself reported its error code.
static void receive(struct world *world, struct party *firm, const struct item *item) {
    struct after_service_state *state = firm->state;
    if (item->topic != &product_health_error) return;
    unsigned number = product_note_of(item).product;
    const struct product *product = product_served(world, firm, item->home, number);
    if (product && product->broken_since != CLOCK_NEVER) state->codes[item->home] |= (uint8_t)(1u << number);
}

static void open_again(struct world *world, struct party *firm) {
    const struct after_service_state *state = firm->state;
    party_wake(world, firm,
               (struct timer){.due = opening_hours_next(&state->crews.hours, world->now), .what = OPEN});
}

static void wake(struct world *world, struct party *firm, const struct timer *timer) {
    switch ((enum what)timer->what) {
        case OPEN:
            send_technicians(world, firm);
            open_again(world, firm);
            break;
        case CALL:
            family_calls(world, firm, timer);
            break;
        case VISIT_OVER:
            visit_over(world, firm, timer);
            break;
        case PART_IS_HERE:
            join(world, firm, (uint32_t)timer->value);
            break;
        case PATIENCE_ENDS:
            patience_ends(world, firm, timer);
            break;
        case SHOP_IS_DONE:
            shop_is_done(world, firm, timer);
            break;
        case NEW_ONE_IS_THERE:
            new_one_is_there(world, firm, timer);
            break;
    }
}

// Technicians are employed: paid for the day's opening hours, whether there was work or not.
static void midnight(struct world *world, struct party *firm) {
    const S *s = firm->entry->settings;
    const struct after_service_state *state = firm->state;
    double hours =
        (double)s->technicians * opening_hours_of_day(&state->crews.hours, clock_day(world->now) - 1);
    party_begin(world, firm->number, HOME_NONE, "technicians' day");
    party_spend(world, firm, s->wage_won_hour * hours, "wages", 0);
}

static void prepare(struct world *world, struct party *firm) {
    const S *s = firm->entry->settings;
    struct after_service_state *state = firm->state;
    if (firm != world_party_of_maker(world, &after_service_party, firm->maker))
        status_fail(&world->status, STATUS_SCENARIO, "%s: a maker has one after_service", firm->name);
    opening_hours_check(&OPENING_HOURS(s, NULL), firm->name, &world->status);
    data_desk_open(world, firm, USE_SERVICE, s->worth_won, 0);
    // Whatever the policy says of data: a family may always call of its own accord.
    state->call_flow =
        gate_flow(world->gate, DATA_DEVICE_HEALTH, firm->number, AFTER_SERVICE_OWN_CALL, RULE_ASK_EACH_TIME);
}

static void start(struct world *world, struct party *firm) {
    const S *s = firm->entry->settings;
    struct after_service_state *state = firm->state;
    crews_init(&state->crews, (int)s->technicians, OPENING_HOURS(s, world->model->days));
    keep_order(state, (struct order){0});
    state->codes = status_allocate(world->home_count, sizeof *state->codes);
    open_again(world, firm);
}

static void close_firm(struct world *world, struct party *firm) {
    (void)world;
    struct after_service_state *state = firm->state;
    crews_clear(&state->crews);
    free(state->orders);
    free(state->codes);
}

const struct service_queue *after_service_queue(struct world *world) {
    const struct party *firm = world_party_of_kind(world, &after_service_party, NULL);
    return firm ? &((const struct after_service_state *)firm->state)->crews.queue : NULL;
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation call = {"families that call",
                                     "after notice_hours E, if it is still broken; what is said, its own "
                                     "consent, may be kept for call_term_days",
                                     "E exponential with mean 1", "assumption"};
static const struct equation price = {
    "price and warranty",
    "price = visit_won + (repair_core_won for the core part, with chance core_share; else repair_won); the "
    "maker pays if age < warranty: warranty_years, warranty_cooling_years of what cools, of the core part at "
    "least warranty_core_years",
    "age of the product, years", "assumption"};
static const struct equation wants = {
    "who wants a repair",
    "under warranty all; else, with chance repairs at the usual price, those that can afford the price; "
    "given_up: the others, where it broke; another product stands there after new_days",
    "usual price = usual_visit_won + usual_repair_core_won or usual_repair_won; at another see how many take "
    "it "
    "at its price",
    "assumption"};
static const struct equation planned = {
    "visits before it fails",
    "booked for a sign if the family wants the repair; prevented: the fault was real; needless_visits: it "
    "was not, which costs trust by weight disappointment",
    "", "assumption"};
static const struct equation visit = {
    "visits",
    "length = visit_hours E; the right part is there with chance right_part, right_part_known where the "
    "error code is known, and at a second visit; else one follows after part_days",
    "E exponential with mean 1; visit_hours counts the lengths; families that are asked for the code weigh "
    "worth_won a month",
    "assumption"};
static const struct equation repair = {
    "a repair",
    "paid by the family, or by the maker under warranty; parts cost parts_share (usual price - "
    "usual_visit_won); "
    "planned, or within slow_days of breaking, it earns trust by weight gladness",
    "to the won; paid_repairs, paid_core_repairs: those that the family pays", "assumption"};
static const struct equation patience = {
    "patience",
    "who waits longer than patience_days E goes to a repair shop, which takes shop_days and the same price, "
    "of the family; costs trust by weight 1",
    "E exponential with mean 1", "abandonment as in Erlang A (Palm 1957)"};
static const struct equation wages = {"wages", "wage_won_hour technicians opening hours of the day",
                                      "busy or not", "assumption"};
static const struct submodel submodels[] = {
    {&call, "calls, product broke, family calls after-service, device_health",
     "notice_hours, call_term_days, product_health"},
    {&price, "",
     "visit_won, repair_won, repair_core_won, core_share, warranty_years, warranty_cooling_years, "
     "warranty_core_years"},
    {&wants, "given_up", "repairs, new_days, usual_visit_won, usual_repair_won, usual_repair_core_won"},
    {&demand_equation, "", "price_weight, visit_won, repair_won, repair_core_won"},
    {&demand_surplus_equation, "",
     "price_weight, visit_won, repair_won, repair_core_won, usual_visit_won, usual_repair_won, "
     "usual_repair_core_won"},
    {&planned, "planned, prevented, needless_visits", "disappointment, fault_diagnosis"},
    {&service_queue_equation, "wait", "technicians, opens_hour, closes_hour, rests"},
    {&visit, "visits, second_visits, visit_hours, technician's visit",
     "visit_hours, right_part, right_part_known, part_days, worth_won"},
    {&repair,
     "repaired, warranty_repairs, paid_repairs, paid_core_repairs, warranty repair, repair, spare parts",
     "parts_share, usual_visit_won, usual_repair_won, usual_repair_core_won, slow_days, gladness"},
    {&token_programme_paying_equation, "tokens spent",
     "token_programme.at_after_service, token_programme.most_share, token_programme.redeems"},
    {&patience, "abandoned, repair shop", "patience_days, shop_days"},
    {&wages, "wages, technicians' day", "wage_won_hour, technicians, opens_hour, closes_hour, rests"},
};

const struct party_kind after_service_party = {
    .kind = {.name = "after_service",
             .summary = "the maker's after-service: technicians, warranty, repairs",
             .settings = SETTING_TABLE(S, rows),
             .submodels = SUBMODELS(submodels),
             .worths = worths},
    .metrics = metrics,
    .metric_count = METRICS,
    .state_size = sizeof(struct after_service_state),
    .prepare = prepare,
    .start = start,
    .receive = receive,
    .on_device = on_device,
    .wake = wake,
    .midnight = midnight,
    .close = close_firm,
};
