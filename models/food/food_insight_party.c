// SPDX-License-Identifier: GPL-3.0-or-later
// The maker's desk in its cloud that learns what families eat from what their microwaves may tell it, and
// sells the figures to food companies. Each report adds credits to the estimated counts, so that noise and
// the recogniser's known errors are undone in the mean (food_insight.h). Every `report_days` it states the
// share of each food and its standard error, over homes as clusters, because reports of one family are alike.
// That is the error against very many homes like these: a desk that hears half of the run's homes errs less
// against them. What it cannot see: families that are not connected or did not agree.
//
// A buyer who is uncertain and loses by the square of its error pays for the part of its loss that the
// figures take away.
#include "models/food/food_insight.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "models/food/food_audit.h"
#include "models/food/meal_reports.h"
#include "models/food/microwave.h"
#include "models/food/spot_check_law.h"
#include "models/methods/privacy_budget_mechanism.h"
#include "models/methods/pseudonym_mechanism.h"
#include "models/model.h"
#include "models/people/choice.h"
#include "models/tokens/token_programme.h"
#include "sim/engine/party_act.h"

const struct topic meal_reports_ruined = {"ruined meal"}, meal_reports_pseudonymous = {"food under a name"};

enum { MONTH_DAYS = 30 };

struct food_insight_settings {
    int64_t report_days;
    bool corrects;
    double report_won, buyers_doubt;
    int64_t buyers;
    double worth_won, complaint_weight;
    double buyers_learn;
    // Whether reports are true.
    double audits_month;
    int64_t audit_checks, audit_least;
    double audit_won, audit_reads, accused_weight;
};

typedef struct food_insight_settings S;
// clang-format off
static const struct setting rows[] = {
    SETTING_WHOLE(ROLE_LEVER, S, report_days, "day", 30, 1, 366, "a market report every so many days", "assumption: monthly"),
    SETTING_YES_NO(ROLE_LEVER_AT_START, S, corrects, true, "the recogniser's known errors are taken out of the shares", "assumption; adjusted counting, Forman 2008"),
    UNCERTAIN(S, report_won, "won", 50000, 1000, 10000000, "what knowing the shares exactly is worth to one buyer, a report",
              "assumption; plain data is sold at 0.05 to 26 US cents a person (Financial Times 2013): 3 won and more"),
    UNCERTAIN(S, buyers_doubt, "1", 0.02, 0.001, 0.2, "a buyer's own uncertainty about a share (standard deviation)", "assumption"),
    SETTING_WHOLE(ROLE_UNCERTAIN, S, buyers, "1", 3, 0, 1000, "food companies that buy each report", "assumption"),
    REWARD_AT_START("homes", S, worth_won, "won/month", 500, 0, 50000, "what a family gets for its reports (recipes, cooking tips)", "assumption"),
    UNCERTAIN(S, complaint_weight, "1", 0.2, 0, 2, "weight of a complaint about a ruined meal in a family's trust", "assumption: a robot that smears a mess weighs 1"),
    UNCERTAIN(S, buyers_learn, "1", 0, 0, 1, "how much a buyer goes by the latest report's error, as its own sales show it, against all before; 0: it believes what a report states", "assumption: it believes it"),
    LEVER_AT_START(S, audits_month, "1/month", 0, 0, 1, "share of homes heard whose reports are held against their oven's log in a month; none that go by names", "assumption: nobody looks"),
    SETTING_WHOLE(ROLE_LEVER_AT_START, S, audit_checks, "1", 10, 1, MICROWAVE_LOGGED, "reports of a home that are checked, the latest", "assumption: a week's"),
    SETTING_WHOLE(ROLE_LEVER_AT_START, S, audit_least, "1", 5, 1, MICROWAVE_LOGGED, "excluded where fewer of them agree with the log", "of 10 checks: an honest home fails once in 6,800 audits, one that draws by chance in 99.2 of 100"),
    SPENDING_AT_START(S, audit_won, "won", 2000, 0, 100000, "spent on auditing one home", "assumption: a quarter of an hour at the minimum wage of 2018, 7,530 won"),
    UNCERTAIN(S, audit_reads, "1", 0.9, 0.5, 1, "chance that a line of the log is read right; else as another food", "assumption: programmes are alike"),
    UNCERTAIN(S, accused_weight, "1", 1, 0, 5, "weight in its trust of being excluded although it told the truth", "assumption: an ordinary bad experience"),
};

enum {
    REPORTS, HOMES, SAYS, SAYS_LAST = SAYS + FOOD_CLASSES - 1, MARKET_REPORTS, ERROR, STATED, NEEDED, NEEDED_ALIKE, MOST_EPSILON, RUINED, COMPLAINTS, AUDITS, MADE_UP_AUDITS, EXCLUDED, ACCUSED, AUDIT_COST, METRICS
};
#define SAYS_ROW(food, name, key) [SAYS + (food)] = {"says_" name, "1", "share of what is heated, as the desk estimates it: " name, key, "reports"}
static const struct metric metrics[METRICS] = {
    [REPORTS] = {"reports", "1", "reports of something eaten", true, NULL},
    [HOMES] = {"homes", "1", "homes heard from; of those that go by names, the names", true, NULL},
    SAYS_ROW(FOOD_INSTANT_RICE, "instant_rice", false),
    SAYS_ROW(FOOD_SOUP, "soup", false),
    SAYS_ROW(FOOD_DUMPLING, "dumpling", false),
    SAYS_ROW(FOOD_MILK, "milk", false),
    SAYS_ROW(FOOD_PIZZA, "pizza", true),
    SAYS_ROW(FOOD_SWEET_POTATO, "sweet_potato", true),
    SAYS_ROW(FOOD_LEFTOVERS, "leftovers", false),
    [MARKET_REPORTS] = {"market_reports", "1", "market reports made", false, NULL},
    [ERROR] = {"error", "percent", "error of the shares in a market report, root mean square over the foods", true, "market_reports"},
    [STATED] = {"stated_error", "percent", "the standard error it states, likewise", true, "market_reports"},
    [NEEDED] = {"homes_needed", "1", "homes it would need to know the share of pizza to 1 % in 95 of 100 reports", true, "market_reports"},
    [NEEDED_ALIKE] = {"homes_needed_if_alike", "1", "... if all families ate alike and the camera were never wrong", false, "market_reports"},
    [MOST_EPSILON] = {"most_epsilon", "1", "what the noised reports of the home it knows best reveal together", true, NULL},
    [RUINED] = {"ruined", "1", "meals ruined", false, NULL},
    [COMPLAINTS] = {"complaints", "1", "complaints about ruined meals", true, NULL},
    [AUDITS] = {"audits", "1", "homes whose reports were held against their oven's log", false, NULL},
    [MADE_UP_AUDITS] = {"audits_of_made_up", "1", "of these: some of what was checked was made up", false, NULL},
    [EXCLUDED] = {"excluded", "1", "homes excluded for that", true, NULL},
    [ACCUSED] = {"accused", "1", "of these: homes that had told the truth", true, NULL},
    [AUDIT_COST] = {"audit_cost", "won", "spent on audits", false, NULL},
};
// clang-format on

// Each name is a home, as far as the desk can tell: how many there were, their reports, and what makes up the
// error of a ratio.
struct names_past {
    double homes, reports, reports_squared;
    double sum[FOOD_CLASSES], squares[FOOD_CLASSES], crossed[FOOD_CLASSES];
};

struct food_insight_state {
    struct microwave_reporting reporting;
    struct food_credits credits;
    uint16_t recipient;            // who then knows it: the maker, or the desk itself
    uint16_t sale, ruined, audit;  // reasons of postings
    uint16_t flow;
    struct food_audit audits;
    uint32_t *audited;  // [homes]: reports in the oven's log when it was last audited
    double misled;      // by how much squared errors were above those stated, as buyers have found out
    // Of the market report in the making.
    uint16_t (*named)[FOOD_CLASSES];      // [homes]: reports by what they name
    uint16_t *reports;                    // [homes]
    uint64_t *names;                      // [homes]: under which they were last heard; 0: under none
    struct names_past past;               // names that were given up since
    uint64_t eaten_before[FOOD_CLASSES];  // in truth, up to the last market report; for measuring only
    // Of the whole run.
    uint32_t *heard;      // [homes]: reports
    uint32_t most_heard;  // of one home
};

// ---- Undoing noise and errors ----------------------------------------------------------------------------

// Gauss-Jordan with the largest pivot. Destroys `matrix`.
static bool invert(double matrix[FOOD_CLASSES][FOOD_CLASSES], double inverse[FOOD_CLASSES][FOOD_CLASSES]) {
    enum { N = FOOD_CLASSES };
    for (int i = 0; i < N; i++)
        for (int j = 0; j < N; j++) inverse[i][j] = i == j;
    for (int column = 0; column < N; column++) {
        int pivot = column;
        for (int i = column + 1; i < N; i++)
            if (fabs(matrix[i][column]) > fabs(matrix[pivot][column])) pivot = i;
        double scale = matrix[pivot][column];
        if (fabs(scale) < 1e-9) return false;
        for (int j = 0; j < N; j++) {
            double swap = matrix[pivot][j];
            matrix[pivot][j] = matrix[column][j];
            matrix[column][j] = swap / scale;
            swap = inverse[pivot][j];
            inverse[pivot][j] = inverse[column][j];
            inverse[column][j] = swap / scale;
        }
        for (int i = 0; i < N; i++) {
            double factor = matrix[i][column];
            if (i == column || factor == 0) continue;
            for (int j = 0; j < N; j++) {
                matrix[i][j] -= factor * matrix[column][j];
                inverse[i][j] -= factor * inverse[column][j];
            }
        }
    }
    return true;
}

// Of a food that is named alone.
static void credit_label(const struct randomised_response *noise, double undo[FOOD_CLASSES][FOOD_CLASSES],
                         struct food_credits *credits) {
    for (unsigned named = 0; named < FOOD_CLASSES; named++)
        for (int food = 0; food < FOOD_CLASSES; food++)
            for (unsigned j = 0; j < FOOD_CLASSES; j++)
                credits->named[named][food] += randomised_response_credit(noise, named, j) * undo[j][food];
}

// Of each food by itself, named or not.
static void credit_each(const struct unary_encoding *noise, double undo[FOOD_CLASSES][FOOD_CLASSES],
                        struct food_credits *credits) {
    for (unsigned j = 0; j < FOOD_CLASSES; j++) {
        double not_named = unary_encoding_credit(noise, 0, j);
        double named = unary_encoding_credit(noise, UINT32_C(1) << j, j) - not_named;
        for (int food = 0; food < FOOD_CLASSES; food++) {
            credits->named[j][food] = named * undo[j][food];
            credits->each[food] += not_named * undo[j][food];
        }
    }
}

// Of shares f, f R is reported and f R Q is received; the credits are the product of the two inverses.
bool food_insight_credits(const struct food_noise *noise, double (*reported)[FOOD_CLASSES],
                          struct food_credits *credits) {
    double errors[FOOD_CLASSES][FOOD_CLASSES], undo[FOOD_CLASSES][FOOD_CLASSES];
    for (int i = 0; i < FOOD_CLASSES; i++)
        for (int j = 0; j < FOOD_CLASSES; j++) errors[i][j] = reported ? reported[i][j] : i == j;
    if (!invert(errors, undo)) return false;
    *credits = (struct food_credits){0};
    if (noise->unary)
        credit_each(&noise->each, undo, credits);
    else
        credit_label(&noise->label, undo, credits);
    return true;
}

// ---- Reports of what was eaten ---------------------------------------------------------------------------

// The home it knows best: the series adds up to what that home's reports reveal together.
static void note_most_heard(struct world *world, struct party *desk, uint32_t home) {
    struct food_insight_state *state = desk->state;
    const struct microwave_reporting *reporting = &state->reporting;
    if (state->heard[home] <= state->most_heard) return;
    state->most_heard = state->heard[home];
    if (isinf(reporting->epsilon)) return;
    double before = privacy_budget_spent(state->most_heard - 1, reporting->epsilon, reporting->delta);
    double after = privacy_budget_spent(state->most_heard, reporting->epsilon, reporting->delta);
    party_count(world, desk, MOST_EPSILON, home, after - before);
}

static double credit_of(const struct food_credits *credits, uint32_t named, int food) {
    double sum = credits->each[food];
    for (int j = 0; j < FOOD_CLASSES; j++)
        if (named >> j & 1) sum += credits->named[j][food];
    return sum;
}

// What a home, or a name, has said since the last market report.
static double add_up(const struct food_insight_state *state, uint32_t home, double sum[FOOD_CLASSES]) {
    double reports = state->reports[home];
    for (int named = 0; named < FOOD_CLASSES; named++) {
        double count = state->named[home][named];
        if (count > 0)
            for (int food = 0; food < FOOD_CLASSES; food++)
                sum[food] += count * state->credits.named[named][food];
    }
    for (int food = 0; food < FOOD_CLASSES; food++) sum[food] += reports * state->credits.each[food];
    return reports;
}

static void put_past(struct food_insight_state *state, uint32_t home) {
    struct names_past *past = &state->past;
    double own[FOOD_CLASSES] = {0}, reports = add_up(state, home, own);
    past->homes += reports > 0;
    past->reports += reports;
    past->reports_squared += reports * reports;
    for (int food = 0; food < FOOD_CLASSES; food++) {
        past->sum[food] += own[food];
        past->squares[food] += own[food] * own[food];
        past->crossed[food] += own[food] * reports;
    }
    memset(state->named[home], 0, sizeof state->named[home]);
    state->reports[home] = 0;
}

// True when it is heard for the first time.
static bool is_new(struct food_insight_state *state, const struct item *item) {
    if (item->topic != &meal_reports_pseudonymous) return state->heard[item->home] == 0;
    uint64_t name = pseudonymous_meal_of(item).name;
    if (name == state->names[item->home]) return false;
    put_past(state, item->home);
    state->names[item->home] = name;
    return true;
}

static void hear_of_food(struct world *world, struct party *desk, const struct item *item, uint32_t named) {
    struct food_insight_state *state = desk->state;
    uint32_t home = item->home;
    PROMISE(named >> FOOD_CLASSES == 0, "a report names foods");
    party_count(world, desk, REPORTS, home, 1);
    for (int food = 0; food < FOOD_CLASSES; food++)
        party_count(world, desk, SAYS + (size_t)food, home, credit_of(&state->credits, named, food));
    party_count(world, desk, HOMES, home, is_new(state, item));
    if (state->reports[home] < UINT16_MAX) {
        state->reports[home]++;
        for (int food = 0; food < FOOD_CLASSES; food++) state->named[home][food] += named >> food & 1;
    }
    state->heard[home]++;
    note_most_heard(world, desk, home);
}

static void food_insight_receive(struct world *world, struct party *desk, const struct item *item) {
    if (item->topic == &food_eaten || item->topic == &food_named)
        hear_of_food(world, desk, item, food_reported(item));
    if (item->topic == &meal_reports_pseudonymous)
        hear_of_food(world, desk, item, UINT32_C(1) << pseudonymous_meal_of(item).food);
}

// ---- Market reports --------------------------------------------------------------------------------------

struct figures {
    double homes, reports;
    double share[FOOD_CLASSES], error[FOOD_CLASSES];  // with its standard error
};

static void add_past(const struct names_past *past, struct figures *out) {
    *out = (struct figures){.homes = past->homes, .reports = past->reports};
    memcpy(out->share, past->sum, sizeof out->share);
}

// Squares of y - f n, of names that were given up.
static void begin_errors(const struct names_past *past, struct figures *out) {
    for (int food = 0; food < FOOD_CLASSES; food++)
        out->error[food] = past->squares[food] - 2 * out->share[food] * past->crossed[food] +
                           out->share[food] * out->share[food] * past->reports_squared;
}

// False: too few homes to say anything.
static bool work_out(const struct world *world, const struct food_insight_state *state, struct figures *out) {
    add_past(&state->past, out);
    for (uint32_t home = 0; home < world->home_count; home++) {
        double reports = add_up(state, home, out->share);
        out->reports += reports;
        out->homes += reports > 0;
    }
    if (out->homes < 2) return false;
    for (int food = 0; food < FOOD_CLASSES; food++) out->share[food] /= out->reports;
    begin_errors(&state->past, out);
    for (uint32_t home = 0; home < world->home_count; home++) {
        double own[FOOD_CLASSES] = {0}, reports = add_up(state, home, own);
        for (int food = 0; food < FOOD_CLASSES; food++) {
            double off = own[food] - out->share[food] * reports;
            out->error[food] += off * off;
        }
    }
    for (int food = 0; food < FOOD_CLASSES; food++)
        out->error[food] = sqrt(out->error[food] * out->homes / (out->homes - 1)) / out->reports;
    return true;
}

// What was really heated since the last market report, by the microwaves of all homes: the simulator's own
// measure of how wrong the desk is. Nothing the desk does depends on it.
static void measure_truth(const struct world *world, struct food_insight_state *state,
                          double share[FOOD_CLASSES]) {
    uint64_t eaten[FOOD_CLASSES] = {0};
    double all = 0;
    for (uint32_t home = 0; home < world->home_count; home++) {
        const uint32_t *own = microwave_eaten(world, home);
        if (!own) continue;
        for (int food = 0; food < FOOD_CLASSES; food++) eaten[food] += own[food];
    }
    for (int food = 0; food < FOOD_CLASSES; food++) {
        share[food] = fmax(0, (double)eaten[food] - (double)state->eaten_before[food]);
        state->eaten_before[food] = eaten[food];
        all += share[food];
    }
    for (int food = 0; food < FOOD_CLASSES; food++) share[food] /= all > 0 ? all : 1;
}

static double root_mean_square(const double value[FOOD_CLASSES]) {
    double sum = 0;
    for (int i = 0; i < FOOD_CLASSES; i++) sum += value[i] * value[i];
    return sqrt(sum / FOOD_CLASSES);
}

// error: what its buyers find out when they have bought it.
static void sell(struct world *world, struct party *desk, double standard_error, double error) {
    const S *s = desk->entry->settings;
    struct food_insight_state *state = desk->state;
    double doubt = s->buyers_doubt * s->buyers_doubt, stated = standard_error * standard_error;
    party_begin(world, desk->number, HOME_NONE, "market report");
    double price = s->report_won * doubt / (doubt + fmax(0, stated + state->misled));
    state->misled += s->buyers_learn * (error * error - stated - state->misled);
    ledger_post(world->ledger, ledger_outside(world->ledger), ledger_party(world->ledger, state->recipient),
                s->buyers * (int64_t)(price + 0.5), WON, state->sale, 0);
}

// As many homes as go by so many names in the time of a market report, if each of them was heard by each of
// its names.
static double homes_of(const struct world *world, const struct party *desk, double names) {
    const S *s = desk->entry->settings;
    struct microwave_reporting now = {.name_days = INFINITY};
    microwave_reporting(world, &now);
    return pseudonym_homes(names, fmax(1, (double)s->report_days / now.name_days), 1);
}

static void make_market_report(struct world *world, struct party *desk) {
    static const double sure = 1.96, margin = 0.01;  // 95 of 100, +- 1 %
    struct food_insight_state *state = desk->state;
    struct figures figures;
    double truth[FOOD_CLASSES], off[FOOD_CLASSES];
    measure_truth(world, state, truth);
    bool known = work_out(world, state, &figures);
    memset(state->named, 0, world->home_count * sizeof *state->named);
    memset(state->reports, 0, world->home_count * sizeof *state->reports);
    state->past = (struct names_past){0};
    if (!known) return;
    for (int food = 0; food < FOOD_CLASSES; food++) off[food] = figures.share[food] - truth[food];
    double stated = root_mean_square(figures.error), widths = sure * figures.error[FOOD_PIZZA] / margin;
    party_count_own(world, desk, MARKET_REPORTS, 1);
    party_count_own(world, desk, ERROR, 100 * root_mean_square(off));
    party_count_own(world, desk, STATED, 100 * stated);
    double homes = homes_of(world, desk, figures.homes);
    party_count_own(world, desk, NEEDED, homes * widths * widths);
    double reports =
        food_noise_reports_needed(&state->reporting.noise, fmax(0, figures.share[FOOD_PIZZA]), margin, sure);
    party_count_own(world, desk, NEEDED_ALIKE, reports * homes / figures.reports);
    sell(world, desk, stated, root_mean_square(off));
}

// ---- Audits ----------------------------------------------------------------------------------------------

// What it said is taken out of the market report in the making.
static void exclude(struct world *world, struct party *desk, uint32_t home, bool made_up) {
    const S *s = desk->entry->settings;
    struct food_insight_state *state = desk->state;
    memset(state->named[home], 0, sizeof state->named[home]);
    state->reports[home] = 0;
    token_programme_excludes(world, home, state->flow);
    choice_is_excluded(world, home, state->flow);
    party_count(world, desk, EXCLUDED, home, 1);
    party_count(world, desk, ACCUSED, home, !made_up);
    if (!made_up) choice_bad_experience(world, home, desk->maker, s->accused_weight);
}

// The log's lines leave the home as labels: where the policy lets out no more than noise, the gate holds them
// back.
static void audit(struct world *world, struct party *desk, uint32_t home, const struct microwave_log *log) {
    const S *s = desk->entry->settings;
    struct food_insight_state *state = desk->state;
    const struct gate_pass *pass =
        party_share(world, home, state->flow, FORM_LABEL, (uint32_t)state->audits.checks);
    if (!pass) return;
    party_begin(world, desk->number, home, "reports checked");
    party_tell(world, pass, home, desk);
    int64_t won = (int64_t)(s->audit_won + 0.5);
    ledger_post(world->ledger, ledger_party(world->ledger, state->recipient), ledger_outside(world->ledger),
                won, WON, state->audit, 0);
    bool made_up;
    struct random_sequence luck =
        luck_with_party(world, desk, home, "food_insight.reads the log", (uint64_t)log->count << 8);
    unsigned agree = food_audit_agree(&state->audits, log, &luck, &made_up);
    party_count(world, desk, AUDITS, home, 1);
    party_count(world, desk, MADE_UP_AUDITS, home, made_up);
    party_count(world, desk, AUDIT_COST, home, (double)won);
    state->audited[home] = log->count;
    if (agree < state->audits.least) exclude(world, desk, home, made_up);
}

// Of who agreed, and whom it has heard enough of since the last time, each with the same chance.
static void audit_homes(struct world *world, struct party *desk) {
    struct food_insight_state *state = desk->state;
    uint64_t month = (uint64_t)clock_day(world->now) / MONTH_DAYS;
    for (uint32_t home = 0; home < world->home_count; home++) {
        const struct microwave_log *log = microwave_log(world, home);
        bool agreed = consent_state(world->gate, home, state->flow, world->now) == CONSENT_GRANTED;
        if (!log || !agreed || log->count - state->audited[home] < state->audits.checks) continue;
        struct random_sequence luck = luck_with_party(world, desk, home, "food_insight.audits", month);
        if (random_next_uniform(&luck) < state->audits.month) audit(world, desk, home, log);
    }
}

// In the middle of a month: who is excluded then is not rewarded for it.
static bool is_audit_day(const struct world *world, const struct food_insight_state *state) {
    struct microwave_reporting now;
    return state->audits.month > 0 && clock_day(world->now) % MONTH_DAYS == MONTH_DAYS / 2 &&
           microwave_reporting(world, &now) && isinf(now.name_days);
}

static void food_insight_midnight(struct world *world, struct party *desk) {
    const S *s = desk->entry->settings;
    const struct food_insight_state *state = desk->state;
    if (is_audit_day(world, state)) audit_homes(world, desk);
    if (clock_day(world->now) % s->report_days == 0) make_market_report(world, desk);
}

// ---- Ruined meals ----------------------------------------------------------------------------------------

static void food_insight_on_device(struct world *world, struct party *desk, const struct item *item) {
    if (item->topic != &meal_reports_ruined) return;
    const S *s = desk->entry->settings;
    const struct food_insight_state *state = desk->state;
    struct ruined_meal meal = ruined_meal_of(item);
    ledger_post(world->ledger, ledger_household(world->ledger, item->home), ledger_outside(world->ledger),
                meal.won, WON, state->ruined, 0);
    party_count(world, desk, RUINED, item->home, 1);
    party_count(world, desk, COMPLAINTS, item->home, meal.complains);
    if (meal.complains) choice_bad_experience(world, item->home, desk->maker, s->complaint_weight);
}

// ---- The kind --------------------------------------------------------------------------------------------

static void food_insight_prepare(struct world *world, struct party *desk) {
    const S *s = desk->entry->settings;
    struct food_insight_state *state = desk->state;
    const struct party *maker = desk->maker;
    state->recipient = maker ? maker->number : desk->number;
    if (!microwave_reporting(world, &state->reporting)) {
        status_fail(&world->status, STATUS_SCENARIO,
                    "%s: learns from one kind of microwave; the scenario lists none, or several", desk->name);
        return;
    }
    state->audits = (struct food_audit){s->audits_month, (unsigned)s->audit_checks, (unsigned)s->audit_least,
                                        s->audit_reads};
    world->model->meals_checked |= s->audits_month > 0;
    double caught = isinf(state->reporting.name_days)
                        ? food_audit_caught_month(&state->audits, &state->reporting.noise, true)
                        : 0;
    state->flow = party_subscribe(world, (struct subscription){.data_class = DATA_FOOD,
                                                               .party = desk->number,
                                                               .recipient = state->recipient,
                                                               .purpose = "food insight",
                                                               .worth_won = s->worth_won,
                                                               .caught_month = caught});
    state->audited = status_allocate(world->home_count, sizeof *state->audited);
    state->named = status_allocate(world->home_count, sizeof *state->named);
    state->heard = status_allocate(world->home_count, sizeof *state->heard);
    state->reports = status_allocate(world->home_count, sizeof *state->reports);
    state->names = status_allocate(world->home_count, sizeof *state->names);
}

static void food_insight_start(struct world *world, struct party *desk) {
    const S *s = desk->entry->settings;
    struct food_insight_state *state = desk->state;
    double reported[FOOD_CLASSES][FOOD_CLASSES];
    microwave_test_kitchen(world, reported);
    // A recogniser that tells nothing apart cannot be corrected.
    if (!food_insight_credits(&state->reporting.noise, s->corrects ? reported : NULL, &state->credits))
        food_insight_credits(&state->reporting.noise, NULL, &state->credits);
    state->sale = ledger_income(world->ledger, "market reports",
                                "what food companies sell more by knowing what is eaten");
    state->ruined = ledger_reason(world->ledger, "ruined meals");
    state->audit = ledger_reason(world->ledger, "audits of reports");
}

static void food_insight_close(struct world *world, struct party *desk) {
    (void)world;
    struct food_insight_state *state = desk->state;
    free(state->named);
    free(state->heard);
    free(state->reports);
    free(state->names);
    free(state->audited);
}

// ---- What is computed here, in words -------------------------------------------------------------------

static const struct equation heard = {
    "what is heard",
    "reports, of homes that were heard at least once; a family that is asked weighs worth_won a month",
    "counts", "definition"};
static const struct equation credits = {
    "what a report adds to the count of a food",
    "credit(named, c) = sum_j ([j named] - q) / (p - q) x U(j, c), U the inverse of R; says_c = sum of "
    "credits / reports",
    "p, q of the noise; R(k, j) chance that food k is reported as j, as tested by the maker; corrects = no, "
    "or no inverse: U(j, c) = [j = c]",
    "adjusted counting, Forman 2008; noise undone: Wang et al. 2017"};
static const struct equation estimate = {
    "share of a food and its standard error",
    "every report_days: f = sum_h y_h / n; SE^2 = H / (H - 1) sum_h (y_h - f n_h)^2 / n^2; stated_error = "
    "100 sqrt(mean over foods of SE^2)",
    "y_h credits and n_h reports of home h since the last market report, n reports of H homes; none is made "
    "of fewer than 2 homes; of homes that go by names each name is taken for one",
    "ratio estimator over clusters, Cochran 1977 (Sampling Techniques, 6.3 and 9A)"};
static const struct equation error = {
    "how wrong a market report is", "error = 100 sqrt(mean over foods of (f - true share)^2)",
    "true share of what all microwaves heated since the last market report", "definition"};
static const struct equation needed = {
    "homes needed", "homes_needed = H (1.96 SE / 0.01)^2, of pizza; if alike: N H / n",
    "H homes heard, of names the homes^ that they stand for; n their reports; N reports needed, were each of "
    "another home",
    "normal approximation, 95 of 100 within 1 %"};
static const struct equation price = {
    "what a market report sells for",
    "price = report_won buyers_doubt^2 / (buyers_doubt^2 + max(0, SE^2 + x)), from each of buyers; after it "
    "x becomes x + buyers_learn (error^2 - SE^2 - x)",
    "SE: stated_error / 100; error: as below, / 100; x what buyers have found out, 0 at first",
    "part of a quadratic loss that figures take away, Raiffa & Schlaifer 1961 (Applied Statistical Decision "
    "Theory, 5.4)"};
static const struct equation ruined = {
    "ruined meals", "the family pays ruined_won; a complaint costs trust by weight complaint_weight",
    "as its microwave says", "assumption"};
static const struct setting_law laws[] = {NOT_ABOVE(audit_least, audit_checks)};

static const struct equation audited = {
    "who is audited, and what follows",
    "in the middle of each month, with chance audits_month, a home that agreed and has reported audit_checks "
    "times "
    "since its "
    "last audit: so many reports against the oven's log, for audit_won; fewer than audit_least agree: its "
    "consent "
    "ends, "
    "its reports count no more, rewards are taken back (see the token programme); accused: none of "
    "those checked was made up, which costs trust by weight accused_weight; audits_of_made_up: some was",
    "not of homes that go by names; the log's lines leave as labels, where the rule lets them", "assumption"};
static const struct submodel submodels[] = {
    {&heard, "reports, homes", "worth_won, microwave"},
    {&credits,
     "says_instant_rice, says_soup, says_dumpling, says_milk, says_pizza, says_sweet_potato, says_leftovers",
     "corrects, microwave.test_pictures, microwave.noise, microwave.epsilon, microwave.notices, "
     "microwave.asks_below"},
    {&estimate, "market_reports, stated_error", "report_days"},
    {&error, "error", "microwave"},
    {&randomised_response_needed_equation, "", "microwave.noise, microwave.epsilon"},
    {&unary_encoding_estimate_equation, "", "microwave.noise, microwave.epsilon"},
    {&needed, "homes_needed, homes_needed_if_alike", ""},
    {&pseudonym_equation, "", "microwave.pseudonym_days"},
    {&privacy_budget_equation, "most_epsilon", "microwave.epsilon, microwave.delta"},
    {&price, "market report, market reports", "report_won, buyers_doubt, buyers, buyers_learn"},
    {&audited, "audits, audits_of_made_up, excluded, accused, audit_cost, reports checked, audits of reports",
     "audits_month, audit_checks, audit_least, audit_won, accused_weight"},
    {&spot_check_equation, "", "audit_checks, audit_least, audit_reads, microwave.noise, microwave.epsilon"},
    {&ruined, "ruined, complaints, ruined meals", "complaint_weight, microwave.ruined_won"},
};

const struct party_kind food_insight_party = {
    .kind = {.name = "food_insight",
             .summary = "the maker's desk that learns what is eaten from microwaves, and sells the shares",
             .settings = SETTING_TABLE_OF_LAWS(S, rows, laws),
             .submodels = SUBMODELS(submodels)},
    .metrics = metrics,
    .metric_count = METRICS,
    .state_size = sizeof(struct food_insight_state),
    .in_cloud = true,
    .prepare = food_insight_prepare,
    .start = food_insight_start,
    .receive = food_insight_receive,
    .on_device = food_insight_on_device,
    .midnight = food_insight_midnight,
    .close = food_insight_close,
};
