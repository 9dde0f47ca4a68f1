// SPDX-License-Identifier: GPL-3.0-or-later
// A microwave with a camera. Somebody puts in food (meals.h: when; food.h: what); nobody, the microwave or
// the maker's cloud recognises it (recogniser_technique.h) and chooses the programme, or asks when it is not
// sure. The food gets the programme of what it was taken for, more or less, and against what it needs that is
// too much (ruined), too little (it goes in again) or right. A time set by hand is never meant for another
// food, but spreads more. Pictures leave the home only for recognition in the
// cloud, with the family's consent, else the user sets the time. What was recognised is reported as a label,
// under a pseudonym that rotates (pseudonym_mechanism.h), or noised (food_noise.h) before it leaves; each
// noised report spends privacy (privacy_budget.h), and says so at the gate.
#include "models/food/microwave.h"

#include <math.h>

#include "models/food/meal_reports.h"
#include "models/food/meals.h"
#include "models/food/microwave_tables.h"
#include "models/methods/privacy_budget_mechanism.h"
#include "models/methods/pseudonym_mechanism.h"
#include "models/methods/recogniser_technique.h"
#include "models/model.h"
#include "models/people/choice.h"
#include "models/people/privacy.h"
#include "sim/engine/meter.h"
#include "sim/engine/party_act.h"

// Chance by meaning, a place of its own for each meal: what one meal draws never moves the next.
enum luck { LUCK_FOOD, LUCK_LOOK, LUCK_COOKING, LUCK_NOISE, LUCK_NAME, LUCK_MAKES_UP, LUCKS };
static const char *const luck_meanings[LUCKS] = {"microwave.food",      "microwave.look",
                                                 "microwave.cooking",   "microwave.noise",
                                                 "microwave.pseudonym", "microwave.makes up"};
enum { DRAWS_PER_MEAL = 16 };

// The oven is in use for so long; by then the cloud's answer has been handed over (window by default as
// long).
static const time_ms IN_USE = 5 * CLOCK_MINUTE;

// What was true of a home's latest reports.
enum { REPORTS_REMEMBERED = 32 };
struct remembered_reports {
    time_ms when[REPORTS_REMEMBERED];
    uint8_t food[REPORTS_REMEMBERED];  // enum food_class
    uint32_t count;
};

struct shared {
    struct meals meals;
    struct recogniser recogniser;  // the one that is used
    struct food_noise noise;
    uint32_t luck[LUCKS];
    uint16_t maker, desk;  // party numbers; PARTY_HOME: none
    uint16_t image_flow;
    struct remembered_reports *remembered;  // [homes], in the same block; NULL: nobody measures
    struct microwave_log *logs;             // [homes], likewise; NULL: nobody checks
    double season[];                        // of sweet potatoes, by day of the run
};

struct microwave {
    float taste[FOOD_CLASSES];
    uint32_t eaten[FOOD_CLASSES];
    uint32_t meals, ruined, reports;
    time_ms next;
    bool connected;
    bool waiting;    // for the cloud's answer
    uint8_t inside;  // enum food_class: what it waits for
};

static const struct shared *shared_of(const struct visit *visit) {
    return visit->shared;
}

static struct random_sequence luck_of(const struct visit *visit, const struct microwave *oven,
                                      enum luck luck) {
    struct random_sequence sequence = visit_sequence_of(visit, shared_of(visit)->luck[luck]);
    sequence.n = (uint64_t)oven->meals * DRAWS_PER_MEAL;
    return sequence;
}

// ---- Cooking ---------------------------------------------------------------------------------------------

static void ruin(struct visit *visit, struct microwave *oven, bool own_choice, uint64_t word) {
    const S *s = visit->settings;
    visit->metrics[RUINED] += 1;
    oven->ruined++;
    bool complains = own_choice && random_chance(word, s->complains);
    uint16_t desk = shared_of(visit)->desk;
    if (desk != PARTY_HOME)
        visit_tell(visit, ruined_meal_put((struct item){.topic = &meal_reports_ruined, .to = desk},
                                          (struct ruined_meal){(int64_t)s->ruined_won, complains}));
}

// What is still cold gets the rest of what it needs.
static void cook(struct visit *visit, struct microwave *oven, enum food_class food, enum food_class taken_for,
                 double spread, bool own_choice) {
    const S *s = visit->settings;
    struct random_sequence luck = luck_of(visit, oven, LUCK_COOKING);
    double kj = programme_kj[taken_for] * exp(spread * random_next_normal(&luck));
    double needed = programme_kj[food];
    if (kj > s->ruined_above * needed) {
        ruin(visit, oven, own_choice, random_next(&luck).word[0]);
    } else if (kj < s->cold_below * needed) {
        visit->metrics[COLD] += 1;
        visit->metrics[EFFORT] += s->cold_s;
        kj = needed;
    }
    visit->metrics[ENERGY] += kj / 3600;
    visit_use_electricity(visit, kj / 3600);
}

static void set_by_hand(struct visit *visit, struct microwave *oven, enum food_class food) {
    const S *s = visit->settings;
    visit->metrics[EFFORT] += s->hand_s;
    cook(visit, oven, food, food, s->hand_spread, false);
}

// ---- Reports ---------------------------------------------------------------------------------------------

static void spend(struct visit *visit, struct microwave *oven) {
    const S *s = visit->settings;
    double before = oven->reports, after = before + 1;
    visit->metrics[NOISED_HOMES] += oven->reports == 0;
    visit->metrics[EPSILON_SUM] += s->epsilon;
    visit->metrics[EPSILON_SPENT] += privacy_budget_spent(after, s->epsilon, s->delta) -
                                     privacy_budget_spent(before, s->epsilon, s->delta);
}

static void remember(const struct visit *visit, enum food_class food) {
    struct remembered_reports *reports = shared_of(visit)->remembered;
    if (!reports) return;
    reports += visit->home_number;
    uint32_t place = reports->count++ % REPORTS_REMEMBERED;
    reports->when[place] = visit->now;
    reports->food[place] = (uint8_t)food;
}

// As a free rider's appliance does it: any food, whatever was heated.
static enum food_class made_up(const struct visit *visit, const struct microwave *oven) {
    struct random_sequence luck = luck_of(visit, oven, LUCK_MAKES_UP);
    return (enum food_class)(random_next_uniform(&luck) * FOOD_CLASSES);
}

static void log_report(const struct visit *visit, enum food_class label, const struct item *item,
                       bool makes_up) {
    struct microwave_log *log = shared_of(visit)->logs;
    if (!log) return;
    log += visit->home_number;
    uint32_t place = log->count++ % MICROWAVE_LOGGED;
    log->report[place].label = (uint8_t)label;
    log->report[place].named = (uint8_t)food_reported(item);
    log->report[place].made_up = makes_up;
}

static struct item under_a_name(const struct visit *visit, enum food_class food) {
    const S *s = visit->settings;
    struct random_sequence luck = visit_sequence_of(visit, shared_of(visit)->luck[LUCK_NAME]);
    time_ms period = (time_ms)(s->pseudonym_days * (double)CLOCK_DAY);
    return pseudonymous_meal_put((struct item){.topic = &meal_reports_pseudonymous},
                                 (struct pseudonymous_meal){pseudonym_of(luck, visit->now, period), food});
}

static struct item what_is_said(const struct visit *visit, const struct microwave *oven,
                                enum food_class label) {
    const S *s = visit->settings;
    const struct food_noise *noise = &shared_of(visit)->noise;
    if (s->report == REPORT_PSEUDONYMOUS) return under_a_name(visit, label);
    struct random_sequence luck = luck_of(visit, oven, LUCK_NOISE);
    uint32_t named = food_noise_report(noise, label, &luck);
    if (noise->unary) return (struct item){.topic = &food_named, .value = named};
    int64_t food = 0;
    while (named >>= 1) food++;
    return (struct item){.topic = &food_eaten, .value = food};
}

// Where it is not noised.
static const enum data_form forms[] = {
    [REPORT_LABEL] = FORM_LABEL, [REPORT_PSEUDONYMOUS] = FORM_PSEUDONYMOUS};

// The same noised report goes to everybody: it is drawn once, and spent once.
static void report(struct visit *visit, struct microwave *oven, enum food_class food, enum food_class label) {
    const S *s = visit->settings;
    if (s->report == REPORT_NONE || !oven->connected) return;
    bool makes_up = choice_makes_up(visit->world, visit->home_number, DATA_FOOD);
    struct item item = what_is_said(visit, oven, makes_up ? made_up(visit, oven) : label);
    item.bytes = (uint32_t)s->report_bytes;
    bool noised = s->report == REPORT_NOISED;
    unsigned told = noised ? visit_publish_noised(visit, DATA_FOOD, s->epsilon, item)
                           : visit_publish(visit, DATA_FOOD, forms[s->report], item);
    if (told == 0) return;
    log_report(visit, label, &item, makes_up);
    visit->metrics[REPORTS] += 1;
    visit->metrics[MADE_UP] += makes_up;
    visit->metrics[TELLS] += food_noise_tells(&shared_of(visit)->noise);
    if (noised) spend(visit, oven);
    remember(visit, food);
    oven->reports++;
}

// ---- Recognition -----------------------------------------------------------------------------------------

static void look(struct visit *visit, struct microwave *oven, enum food_class food) {
    const S *s = visit->settings;
    struct random_sequence luck = luck_of(visit, oven, LUCK_LOOK);
    struct recogniser_answer seen = recogniser_look(&shared_of(visit)->recogniser, food, &luck);
    bool asks = seen.confidence < s->asks_below;
    bool notices = !asks && seen.answer != food && random_next_uniform(&luck) < s->notices;
    enum food_class label = asks || notices ? food : (enum food_class)seen.answer;
    visit->metrics[LOOKS] += 1;
    visit->metrics[ASKED] += asks;
    visit->metrics[WRONG] += label != food;
    if (asks || notices) visit->metrics[EFFORT] += s->ask_s;
    cook(visit, oven, food, label, s->camera_spread, !asks);
    report(visit, oven, food, label);
}

static const struct topic food_question = {"food question"};

// The picture sets out; the food waits for the answer (microwave_receive). False: it may not.
static bool ask_cloud(struct visit *visit, struct microwave *oven, enum food_class food) {
    const S *s = visit->settings;
    const struct shared *shared = shared_of(visit);
    uint32_t bytes = (uint32_t)s->image_bytes;
    if (!oven->connected || shared->image_flow == GATE_NO_FLOW) return false;
    const struct gate_pass *pass = visit_share(visit, shared->image_flow, FORM_RAW, bytes, 1);
    if (!pass) return false;
    visit_send(visit, pass,
               (struct item){.topic = &food_question,
                             .to = shared->maker,
                             .bytes = bytes,
                             .answer_bytes = (uint32_t)s->answer_bytes,
                             .gflop = (float)s->cloud_gflop,
                             .value = oven->meals});
    visit->metrics[PICTURES] += 1;
    oven->waiting = true;
    oven->inside = (uint8_t)food;
    return true;
}

// After `patience_s` in vain.
static void give_up_on_cloud(struct visit *visit, struct microwave *oven) {
    const S *s = visit->settings;
    oven->waiting = false;
    visit->metrics[LATE] += 1;
    visit->metrics[EFFORT] += s->patience_s;
    set_by_hand(visit, oven, (enum food_class)oven->inside);
}

static time_ms microwave_receive(struct visit *visit, void *state, const struct item *item) {
    const S *s = visit->settings;
    struct microwave *oven = state;
    if (!oven->waiting || item->value != oven->meals) return oven->next;
    double waited_ms = (double)(item->arrived - item->sent);
    visit->metrics[ANSWERS] += 1;
    visit->metrics[LATENCY] += waited_ms;
    if (waited_ms > s->patience_s * 1000) {
        give_up_on_cloud(visit, oven);
    } else {
        oven->waiting = false;
        look(visit, oven, (enum food_class)oven->inside);
    }
    return oven->next;
}

// ---- Meals -----------------------------------------------------------------------------------------------

static enum food_class choose_food(struct visit *visit, const struct microwave *oven) {
    struct random_sequence luck = luck_of(visit, oven, LUCK_FOOD);
    double weight[FOOD_CLASSES];
    for (int food = 0; food < FOOD_CLASSES; food++) weight[food] = (double)oven->taste[food];
    weight[FOOD_SWEET_POTATO] *= shared_of(visit)->season[clock_day(visit->now)];
    return (enum food_class)random_weighted(random_next(&luck).word[0], weight, FOOD_CLASSES);
}

static void heat(struct visit *visit, struct microwave *oven) {
    const S *s = visit->settings;
    oven->meals++;
    enum food_class food = choose_food(visit, oven);
    oven->eaten[food]++;
    visit->metrics[USES] += 1;
    visit->metrics[ATE + (int)food] += 1;
    if (s->recognition == RECOGNITION_DEVICE)
        look(visit, oven, food);
    else if (s->recognition == RECOGNITION_NONE || !ask_cloud(visit, oven, food))
        set_by_hand(visit, oven, food);
}

static time_ms later(time_ms a, time_ms b) {
    return a > b ? a : b;
}

// A moment at which somebody might heat something, if enough of the family are up (meals.h).
static time_ms microwave_act(struct visit *visit, void *state) {
    struct microwave *oven = state;
    const struct home *home = visit->home;
    struct random_block luck = visit_draw(visit);
    time_ms free_again = visit->now + 1;
    if (random_uniform(luck.word[1]) * home->members < home->active) {
        if (oven->waiting) give_up_on_cloud(visit, oven);
        heat(visit, oven);
        free_again = visit->now + IN_USE;
    }
    time_ms next =
        meals_next(&shared_of(visit)->meals, home->members, visit->now, random_exponential(luck.word[0]));
    return oven->next = later(next, free_again);
}

// ---- The kind --------------------------------------------------------------------------------------------

static unsigned microwave_count(struct world *world, const struct appliance *appliance, uint32_t home) {
    const S *s = appliance->entry->settings;
    struct random_sequence luck = luck_of_home(world, home, "microwave.ownership", 0);
    return world->homes[home].members > 0 && random_next_uniform(&luck) < s->ownership;
}

static struct choice_form form_of_reports(const struct visit *visit) {
    const S *s = visit->settings;
    if (s->report == REPORT_PSEUDONYMOUS) return choice_pseudonymous_label;
    return s->report == REPORT_NOISED ? choice_noised(food_noise_tells(&shared_of(visit)->noise))
                                      : choice_label;
}

// A connected one asks for what it could send.
static void microwave_ask(struct visit *visit, void *state) {
    const struct microwave *oven = state;
    const S *s = visit->settings;
    const struct shared *shared = shared_of(visit);
    if (oven->connected && shared->image_flow != GATE_NO_FLOW)
        choice_at_install(visit, shared->image_flow, choice_raw, s->worth_won);
    if (oven->connected && s->recognition != RECOGNITION_NONE && s->report != REPORT_NONE)
        choice_at_install_all(visit, DATA_FOOD, form_of_reports(visit));
}

static time_ms microwave_install(struct visit *visit, void *state) {
    struct microwave *oven = state;
    const S *s = visit->settings;
    const struct shared *shared = shared_of(visit);
    double taste[FOOD_CLASSES];
    food_taste(visit->world, visit->home_number, taste);
    for (int food = 0; food < FOOD_CLASSES; food++) oven->taste[food] = (float)taste[food];
    struct random_sequence luck = visit_sequence(visit, "installation");
    oven->connected = random_next_uniform(&luck) < s->connected;
    microwave_ask(visit, oven);
    return oven->next =
               meals_next(&shared->meals, visit->home->members, visit->now, random_next_exponential(&luck));
}

static struct recogniser make_recogniser(const struct world *world, const S *s) {
    const struct food_settings *food = plan_section(world->plan, &food_section);
    struct recogniser_task task = {.classes = FOOD_CLASSES,
                                   .group = {[FOOD_INSTANT_RICE] = 0,
                                             [FOOD_SOUP] = 0,
                                             [FOOD_LEFTOVERS] = 0,
                                             [FOOD_DUMPLING] = 1,
                                             [FOOD_PIZZA] = 1,
                                             [FOOD_MILK] = 2,
                                             [FOOD_SWEET_POTATO] = 3},
                                   .likeness = s->likeness};
    for (int i = 0; i < FOOD_CLASSES; i++) task.share[i] = food->base_share[i];
    return recogniser_fit(&task, s->recognition == RECOGNITION_CLOUD ? s->cloud_accuracy : s->accuracy);
}

static struct food_noise noise_of(const S *s) {
    return food_noise_of(s->noise == NOISE_UNARY, s->report == REPORT_NOISED ? s->epsilon : INFINITY);
}

static void find_parties(struct world *world, const struct party *maker, struct shared *shared,
                         bool sends_pictures) {
    const struct party *desk = world_party_of_maker(world, &food_insight_party, maker);
    shared->maker = maker ? maker->number : PARTY_HOME;
    shared->desk = desk ? desk->number : PARTY_HOME;
    shared->image_flow =
        maker && sends_pictures ? party_flow(world, DATA_IMAGE, maker, "food recognition") : GATE_NO_FLOW;
}

static unsigned publishes(const void *settings) {
    const S *s = settings;
    return s->recognition == RECOGNITION_NONE || s->report == REPORT_NONE ? 0 : 1u << DATA_FOOD;
}

static unsigned noises(const void *settings) {
    const S *s = settings;
    return s->report == REPORT_NOISED ? publishes(s) : 0;
}

// A policy may begin, or cease, to noise what is reported.
static void microwave_turn(struct world *world, struct appliance *appliance) {
    const S *s = appliance->settings;
    struct shared *shared = appliance->shared;
    shared->noise = noise_of(s);
    if (!noises(s)) return;
    privacy_noise(world, DATA_FOOD, choice_noised(food_noise_tells(&shared->noise)));
    party_noised(world, appliance, DATA_FOOD, s->delta);
}

static void microwave_prepare(struct world *world, struct appliance *appliance) {
    const S *s = appliance->entry->settings;
    const struct food_settings *food = plan_section(world->plan, &food_section);
    const struct model *model = world->model;
    size_t days = (size_t)clock_day(world->end) + 1;
    size_t remembering = model->observed ? world->home_count * sizeof(struct remembered_reports) : 0;
    size_t logging = model->meals_checked ? world->home_count * sizeof(struct microwave_log) : 0;
    size_t seasons = days * sizeof(double);
    struct shared *shared = status_allocate(1, sizeof *shared + seasons + remembering + logging);
    char *room = (char *)&shared->season[days];
    shared->remembered = remembering ? (struct remembered_reports *)room : NULL;
    shared->logs = logging ? (struct microwave_log *)(room + remembering) : NULL;
    shared->meals = meals_of(s->hour_weight, s->uses_per_day, model->occupancy, model->occupancy_settings,
                             model->families);
    if (s->recognition != RECOGNITION_NONE) shared->recogniser = make_recogniser(world, s);
    appliance->shared = shared;
    microwave_turn(world, appliance);
    privacy_pseudonymous_labels(world, DATA_FOOD);
    world->model->can_make_up[DATA_FOOD] = true;
    for (int i = 0; i < LUCKS; i++) shared->luck[i] = random_stream(luck_meanings[i]);
    for (size_t day = 0; day < days; day++)
        shared->season[day] = food_season(food, FOOD_SWEET_POTATO, world->start_day + (int64_t)day);
    find_parties(world, appliance->maker, shared, s->recognition == RECOGNITION_CLOUD);
}

// ---- For others ------------------------------------------------------------------------------------------

static const struct appliance *only_microwave(const struct world *world) {
    const struct appliance *found = NULL;
    for (size_t i = 0; i < world->appliance_count; i++) {
        if (world->appliances[i].kind != &microwave_appliance) continue;
        if (found) return NULL;
        found = &world->appliances[i];
    }
    return found;
}

bool microwave_reporting(const struct world *world, struct microwave_reporting *reporting) {
    const struct appliance *appliance = only_microwave(world);
    if (!appliance) return false;
    const S *s = appliance->settings;
    double epsilon = s->report == REPORT_NOISED ? s->epsilon : INFINITY;
    double name_days = s->report == REPORT_PSEUDONYMOUS ? s->pseudonym_days : INFINITY;
    *reporting = (struct microwave_reporting){noise_of(s), epsilon, s->delta, name_days};
    return true;
}

// Of a picture it does not ask about, a wrong answer stays unless the user notices it.
bool microwave_test_kitchen(const struct world *world, double reported[FOOD_CLASSES][FOOD_CLASSES]) {
    const struct appliance *appliance = only_microwave(world);
    if (!appliance) return false;
    const S *s = appliance->settings;
    const struct shared *shared = appliance->shared;
    double answer[RECOGNISER_CLASSES_MOST][RECOGNISER_CLASSES_MOST] = {{0}};
    if (s->recognition != RECOGNITION_NONE)
        recogniser_test(&shared->recogniser, s->asks_below, (unsigned)s->test_pictures, answer);
    for (int truth = 0; truth < FOOD_CLASSES; truth++) {
        reported[truth][truth] = 1;
        for (int j = 0; j < FOOD_CLASSES; j++) {
            if (j == truth) continue;
            reported[truth][j] = (1 - s->notices) * answer[truth][j];
            reported[truth][truth] -= reported[truth][j];
        }
    }
    return true;
}

const uint32_t *microwave_eaten(const struct world *world, uint32_t number) {
    const struct home *home = &world->homes[number];
    const struct process *processes = &world->processes[home->first_process];
    for (unsigned i = 0; i < home->process_count; i++)
        if (world->appliances[processes[i].appliance].kind == &microwave_appliance && processes[i].installed)
            return ((const struct microwave *)process_state(world, &processes[i]))->eaten;
    return NULL;
}

enum food_class microwave_heated_at(const struct world *world, uint32_t number, uint16_t process,
                                    time_ms when) {
    const struct home *home = &world->homes[number];
    if (process >= home->process_count) return FOOD_CLASSES;
    const struct appliance *appliance =
        &world->appliances[world->processes[home->first_process + process].appliance];
    const struct shared *shared = appliance->shared;
    if (appliance->kind != &microwave_appliance || !shared->remembered) return FOOD_CLASSES;
    const struct remembered_reports *reports = &shared->remembered[number];
    for (uint32_t i = 0; i < REPORTS_REMEMBERED && i < reports->count; i++)
        if (reports->when[i] == when) return (enum food_class)reports->food[i];
    return FOOD_CLASSES;
}

const struct microwave_log *microwave_log(const struct world *world, uint32_t home) {
    const struct appliance *appliance = only_microwave(world);
    const struct shared *shared = appliance ? appliance->shared : NULL;
    return shared && shared->logs ? &shared->logs[home] : NULL;
}

static double column_reports(const struct world *world, uint32_t home, const void *state) {
    (void)world, (void)home;
    return state ? ((const struct microwave *)state)->reports : 0;
}
static double column_ruined(const struct world *world, uint32_t home, const void *state) {
    (void)world, (void)home;
    return state ? ((const struct microwave *)state)->ruined : 0;
}
// Of a home that reports without noise nothing bounds it.
static double column_epsilon(const struct world *world, uint32_t home, const void *state) {
    (void)home;
    const struct microwave *oven = state;
    struct microwave_reporting reporting;
    if (!oven || oven->reports == 0 || !microwave_reporting(world, &reporting)) return 0;
    return isinf(reporting.epsilon) ? INFINITY
                                    : privacy_budget_spent(oven->reports, reporting.epsilon, reporting.delta);
}

static const struct home_column columns[] = {
    {"reports", "1", "foods reported", column_reports},
    {"epsilon", "1", "what the reports are known to reveal together, at delta; infinite without noise",
     column_epsilon},
    {"ruined", "1", "meals ruined", column_ruined},
};

static const struct setting_law laws[] = {SOME_OF(hour_weight)};

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation owners = {
    "who owns one",
    "a household of members owns one with chance ownership; it is connected with chance connected", "",
    "a draw of the home's own luck"};
static const struct equation food = {
    "what is heated", "food ~ shares x season; true_k = times k was heated / uses",
    "shares of the family; while the oven is in use, for 5 minutes, nothing else is heated", "definition"};
static const struct equation mistaken = {"heated as something else",
                                         "label = food if it asks, or if the user notices a wrong answer, "
                                         "with chance notices; else the answer; wrong: label not food",
                                         "", "assumption"};
static const struct equation tested = {
    "its errors, as tested",
    "R(k, j) = (1 - notices) share of test_pictures of k answered with j at a confidence of at least "
    "asks_below, j not k; R(k, k) = 1 - the others",
    "known to who corrects reports", "definition"};
static const struct equation cooking = {
    "what heating does",
    "kJ = programme(label) exp(spread Z); ruined if kJ > ruined_above programme(food); cold if kJ < "
    "cold_below programme(food), and then kJ = programme(food); kWh = kJ / 3600",
    "spread = hand_spread where the time is set by hand, label = food then; else camera_spread; Z standard "
    "normal; programmes 138, 310.5, 241.5, 57.5, 384, 483, 172.5 kJ in the order of food.base_share",
    "lognormal error; programmes: assumption, near what packages print"};
static const struct equation ruined_meal = {
    "a ruined meal",
    "costs the family ruined_won; where the oven chose without asking, it complains with chance complains",
    "", "assumption"};
static const struct equation effort = {
    "the user's time",
    "s = hand_s where the time is set by hand + ask_s where it asks or the user notices + cold_s where cold "
    "+ patience_s where the cloud is late",
    "a thing heated", "assumption"};
static const struct equation cloud = {
    "recognition in the cloud",
    "a picture of image_bytes is sent where the oven is connected and the family agrees, to whom that is "
    "worth worth_won a month; else by hand; latency = answer - sending; late: after patience_s, or not "
    "before the next meal, and then by hand",
    "the answer: cloud_gflop of computing, answer_bytes", "assumption"};
static const struct equation reports = {
    "reports of what was eaten",
    "where recognised and connected, the label, noised where report = noised, under a name where report = "
    "pseudonymous, of report_bytes, to each who subscribed and may have it; reports: to at least one",
    "", "definition"};
static const struct equation making_up = {
    "what a free rider reports", "made_up: any food, each with chance 1 / 7, in place of the label",
    "where the family rides free, and whoever subscribed; noised as any label; at the time of the meal",
    "assumption: it does not take the trouble to lie well"};
static const struct equation epsilons = {"epsilons added up", "epsilon_sum = epsilon n, over noised_homes",
                                         "n noised reports of a home; noised_homes: those with n > 0",
                                         "definition"};
static const struct submodel submodels[] = {
    {&owners, "", "ownership, connected"},
    {&meals_equation, "uses", "uses_per_day, hour_weight, occupancy, families.size_share"},
    {&food_diet_equation, "", "food.fundamentalists_diet, families.segment_share"},
    {&food_taste_equation, "", "food.base_share, food.diet_strength, food.concentration"},
    {&food_season_equation, "", "food.winter_factor"},
    {&food,
     "true_instant_rice, true_soup, true_dumpling, true_milk, true_pizza, true_sweet_potato, true_leftovers",
     ""},
    {&recogniser_equation, "looks", "recognition, accuracy, cloud_accuracy, likeness, food.base_share"},
    {&recogniser_asks_equation, "asked", "asks_below"},
    {&mistaken, "wrong", "notices"},
    {&tested, "", "test_pictures, notices, asks_below"},
    {&cooking, "ruined, cold, energy", "hand_spread, camera_spread, ruined_above, cold_below"},
    {&ruined_meal, "ruined meal", "ruined_won, complains"},
    {&effort, "effort", "hand_s, ask_s, cold_s, patience_s"},
    {&cloud, "pictures, answers, latency, late, image",
     "connected, image_bytes, answer_bytes, cloud_gflop, patience_s, worth_won"},
    {&reports, "reports, food", "connected, report, noise, report_bytes"},
    {&making_up, "made_up", ""},
    {&randomised_response_equation, "tells", "noise, epsilon"},
    {&unary_encoding_equation, "tells", "noise, epsilon"},
    {&pseudonym_equation, "", "report, pseudonym_days"},
    {&epsilons, "noised_homes, epsilon_sum", "epsilon"},
    {&privacy_budget_equation, "epsilon_spent", "epsilon, delta"},
};

const struct appliance_kind microwave_appliance = {
    .kind = {.name = "microwave",
             .summary = "heats food; recognised by nobody, its camera or the cloud; reports what is eaten",
             .settings = SETTING_TABLE_OF_LAWS(S, rows, laws),
             .submodels = SUBMODELS(submodels),
             .techniques = TECHNIQUES(&recogniser_technique)},
    .metrics = metrics,
    .metric_count = METRICS,
    .columns = columns,
    .column_count = sizeof columns / sizeof *columns,
    .publishes = publishes,
    .noises = noises,
    .state_size = sizeof(struct microwave),
    .silent = true,
    .prepare = microwave_prepare,
    .turn = microwave_turn,
    .count = microwave_count,
    .install = microwave_install,
    .ask = microwave_ask,
    .act = microwave_act,
    .receive = microwave_receive,
};
