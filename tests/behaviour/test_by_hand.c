// SPDX-License-Identifier: GPL-3.0-or-later
// What a family does to its air conditioner with its own hands, in plain words: each habit is seen by a
// watcher that looks at every room every minute, in weather of one's own, and worked out again from the
// settings: how often, how soon, and in what heat.
#include "models/cooling/air_conditioner_tables.h"
#include "sim/engine/loop.h"
#include "tests/support/everything.h"

enum { DAYS = 14, SETS_MOST = 32 };

// Of a room whose spread is 0: nothing but its people heats it.
#define RESISTANCE_K_W  0.01
#define CAPACITY_MJ_K   2.0
#define PERSON_W        75.0
#define TIME_CONSTANT_H (RESISTANCE_K_W * CAPACITY_MJ_K * 1e6 / 3600)
#define SET_POINT_C     26.0
#define HYSTERESIS_K    0.5
#define HOT_C           33.0
#define MILD_C          20.0
static const char *const frame[] = {"start=2018-07-02",
                                    "days=14",
                                    "homes.count=150",
                                    "homes.districts=2",
                                    "air_conditioner.ownership=1",
                                    "air_conditioner.spread=0",
                                    "air_conditioner.appliances_w=0",
                                    "air_conditioner.solar_aperture_m2=0",
                                    "air_conditioner.placement=none",
                                    "families.trips_per_year=0",
                                    NULL};

// ---- A room, minute by minute ----------------------------------------------------------------------------

// A room as it stands at half past a minute.
struct look {
    int64_t minute;
    enum operation operation;
    unsigned active, asleep, up;
    uint32_t up_ms;  // with somebody up at home, since the start
    bool on_trip;
    double temperature_c;  // when the machine last did something
    int64_t pictured;      // the minute in which pictures last left the home
};
static unsigned persons(const struct look *look) {
    return look->active + look->asleep;
}

// Since which look it has been so, up to the last one; or the next look, when the last one was different.
struct room_watch {
    struct look last;
    int64_t up_since, same_people_since, stopped_since, cooling_since, left_on_since;
};

static void remember(struct room_watch *watch, const struct look *look) {
    int64_t next = look->minute + 1;
    if (!look->active) watch->up_since = next;
    if (persons(look) != persons(&watch->last)) watch->same_people_since = look->minute;
    if (look->operation != STOPPED) watch->stopped_since = next;
    if (look->operation != COOLING) watch->cooling_since = next;
    if (look->operation != LEFT_ON) watch->left_on_since = next;
    watch->last = *look;
}

static void (*note)(struct room_watch *watch, const struct look *look);

// The air conditioner stands before the watcher: entries go by name.
static const struct air_conditioner *air_conditioner_of(const struct visit *visit, const S **settings) {
    const struct world *world = visit->world;
    for (const struct process *process = &world->processes[visit->home->first_process];; process++) {
        const struct appliance *appliance = &world->appliances[process->appliance];
        if (!appliance->entry || appliance->kind != &air_conditioner_appliance) continue;
        *settings = appliance->entry->settings;
        return process_state(world, process);
    }
}

static int64_t pictured(const struct visit *visit) {
    const struct gate *gate = visit->world->gate;
    int64_t last = 0;
    for (uint16_t flow = 0; flow < gate_flow_count(gate); flow++) {
        const struct gate_entry *entry = gate_entry_at(gate, visit->home_number, flow);
        if (gate_flow_at(gate, flow)->data_class == DATA_IMAGE && entry->last_min > last)
            last = entry->last_min;
    }
    return last;
}

static time_ms watch(struct visit *visit, void *state) {
    struct room_watch *room = state;
    const S *s;
    const struct air_conditioner *ac = air_conditioner_of(visit, &s);
    const struct home *home = visit->home;
    struct look look = {.minute = visit->now / CLOCK_MINUTE,
                        .operation = (enum operation)ac->operation,
                        .active = s->room == WHOSE_BEDROOM ? 0 : home->active,
                        .asleep = s->room == WHOSE_LIVING ? 0 : home->asleep,
                        .up = home->active,
                        .up_ms = home_presence_until(home, visit->now).up,
                        .on_trip = home->on_trip,
                        .temperature_c = ac->room.air.temperature_c,
                        .pictured = pictured(visit)};
    if (room->last.minute) note(room, &look);
    remember(room, &look);
    return visit->now + CLOCK_MINUTE;
}
static time_ms begin_watching(struct visit *visit, void *state) {
    (void)state;
    return visit->now + CLOCK_MINUTE / 2;
}
static const struct appliance_kind watcher_kind = {
    .kind = {.name = "watcher", .summary = "looks at the room every minute"},
    .state_size = sizeof(struct room_watch),
    .install = begin_watching,
    .act = watch,
};

// ---- A fortnight -----------------------------------------------------------------------------------------

static bool is_mild_hour(int64_t hour, bool nights) {
    return nights && (hour % 24 < 9 || hour % 24 >= 19);
}

static char weather_file[1000];

static void name_weather_file(char *setting, size_t size) {
    char folder[900];
    assert_non_null(getcwd(folder, sizeof folder));
    snprintf(weather_file, sizeof weather_file, "%s/by_hand_weather.csv", folder);
    snprintf(setting, size, "weather.file=%s", weather_file);
}

// 33 C outdoors, and with mild nights 20 C from 19 to 9 h.
static void write_weather(bool nights) {
    FILE *file = fopen(weather_file, "w");
    assert_non_null(file);
    fprintf(file, "time_kst,temperature_c,solar_mj_m2\n");
    for (int hour = 0; hour < 24 * DAYS; hour++)
        fprintf(file, "2018-07-%02dT%02d:00,%g,0\n", 2 + hour / 24, hour % 24,
                is_mild_hour(hour, nights) ? MILD_C : HOT_C);
    fclose(file);
}

// Only what is in the cloud sees pictures, and takes them.
static void let_pictures_out(struct plan *plan) {
    plan->rules.all = status_reallocate(plan->rules.all, plan->rules.count + 1, sizeof *plan->rules.all);
    plan->rules.all[plan->rules.count++] = (struct plan_rule){.data_class = DATA_IMAGE, .rule = RULE_NONE};
}

static void live(bool nights, const char *policy, const char *const *more,
                 void (*noted)(struct room_watch *, const struct look *)) {
    static const struct appliance_kind *const watchers[] = {&watcher_kind, NULL};
    char weather[1100];
    name_weather_file(weather, sizeof weather);
    write_weather(nights);
    const char *settings[SETS_MOST] = {weather};
    size_t count = 1;
    for (size_t i = 0; frame[i]; i++) settings[count++] = frame[i];
    for (size_t i = 0; more[i]; i++) settings[count++] = more[i];
    struct status status = {0};
    struct plan_entry *entry;
    struct scenario_world made = scenario_world_plan("scenarios/left_on.lua", policy, 0, settings);
    made.plan->catalogue = everything_catalogue(watchers);
    plan_add(made.plan, "watcher", NULL, &status, &entry);
    let_pictures_out(made.plan);
    stop_on(&status);
    note = noted;
    scenario_world_create(&made, NULL, 1);
    unlink(weather_file);
    scenario_world_run(&made);
    scenario_world_drop(&made);
}

// ---- What is counted -------------------------------------------------------------------------------------

static struct {
    unsigned times, of;
    double minutes;
    double worst;
} seen;

static void see_nothing_yet(void) {
    memset(&seen, 0, sizeof seen);
}

// Within four standard errors of what the setting says; at 0 and 1 exactly.
static void expect_share(const char *what, double share) {
    double error = sqrt(share * (1 - share) / seen.of);
    print_message("%s: %u of %u, expected %.2f\n", what, seen.times, seen.of, share);
    assert_true(seen.of > 100);
    assert_true(fabs((double)seen.times / seen.of - share) <= 4 * error);
}

// Waits that end at a constant rate, seen once a minute: of those that last, 1 - exp(-1 / mean) end in each.
static void expect_mean_wait(const char *what, double minutes) {
    double mean = -1 / log(1 - seen.times / seen.minutes);
    print_message("%s after %.2f minutes in the mean of %u, expected %.2f\n", what, mean, seen.times,
                  minutes);
    assert_true(seen.times > 50);
    assert_true(fabs(mean - minutes) <= 4 * minutes / sqrt(seen.times));
}

// ---- Going ----------------------------------------------------------------------------------------------

static void who_falls_asleep(struct room_watch *watch, const struct look *look) {
    const struct look *last = &watch->last;
    if (last->operation != COOLING || !last->active || look->active || !look->asleep) return;
    seen.of++;
    seen.times += look->operation == STOPPED;
}

static void some_switch_off_when_the_last_one_falls_asleep(void **state) {
    (void)state;
    for (double share = 0; share <= 1; share += 0.25) {
        char setting[60];
        snprintf(setting, sizeof setting, "air_conditioner.sleep_off=%g", share);
        see_nothing_yet();
        live(false, NULL, (const char *const[]){setting, NULL}, who_falls_asleep);
        expect_share("switched off on falling asleep", share);
    }
}

static void who_leaves(struct room_watch *watch, const struct look *look) {
    const struct look *last = &watch->last;
    if (last->operation != COOLING || !persons(last) || persons(look)) return;
    seen.of++;
    seen.times += look->operation == COOLING;
}

// Whoever has presence control leaves it to that, with the chance `relies`; the others forget as ever.
static void some_forget_when_the_last_one_leaves(void **state) {
    (void)state;
    static const struct {
        const char *placement, *forgets, *relies;
        double left;
    } trials[] = {{"none", "0", "1", 0},
                  {"none", "0.3", "1", 0.3},
                  {"none", "1", "0", 1},
                  {"motion", "0.3", "1", 1},
                  {"motion", "0.3", "0.5", 0.3 + 0.7 * 0.5},
                  {"motion", "0", "0", 0}};
    for (size_t i = 0; i < sizeof trials / sizeof *trials; i++) {
        char placement[60], forgets[60], relies[60];
        snprintf(placement, sizeof placement, "air_conditioner.placement=%s", trials[i].placement);
        snprintf(forgets, sizeof forgets, "air_conditioner.forgets=%s", trials[i].forgets);
        snprintf(relies, sizeof relies, "air_conditioner.relies=%s", trials[i].relies);
        see_nothing_yet();
        live(false, NULL, (const char *const[]){placement, forgets, relies, NULL}, who_leaves);
        expect_share("left running by the last one", trials[i].left);
    }
}

static void who_walks_past(struct room_watch *watch, const struct look *look) {
    const struct look *last = &watch->last;
    if (last->operation != COOLING || persons(last) || persons(look) || !last->up || !look->up) return;
    seen.minutes++;
    seen.times += look->operation == STOPPED;
}

static void an_empty_bedroom_is_seen_after_the_mean_time(void **state) {
    (void)state;
    see_nothing_yet();
    live(false, NULL,
         (const char *const[]){"air_conditioner.room=bedroom", "air_conditioner.forgets=1",
                               "air_conditioner.walk_past_h=0.5", NULL},
         who_walks_past);
    expect_mean_wait("somebody walked past", 30);
}

// ---- Heat ------------------------------------------------------------------------------------------------

// Where a room goes in 33 C and its people's warmth, and the temperature after some minutes of that.
static double after_c(double from_c, unsigned people, double minutes) {
    double towards_c = HOT_C + RESISTANCE_K_W * PERSON_W * people;
    return towards_c + (from_c - towards_c) * exp(-minutes / 60 / TIME_CONSTANT_H);
}

// After four hours of it a room that was cool is above the 28 C that people bear.
enum { REACTION_MIN = 20, HOT_AFTER_MIN = 240 };

// Who comes home, after hours, to a hot room has had enough after so many minutes, whoever else comes.
static void who_comes_home(struct room_watch *watch, const struct look *look) {
    const struct look *last = &watch->last;
    int64_t up = look->minute - watch->up_since, hot = watch->up_since - watch->stopped_since;
    if (last->operation != STOPPED || !last->active || !look->active || hot < HOT_AFTER_MIN) return;
    bool has_begun = look->operation == COOLING;
    if (!has_begun && up != REACTION_MIN) return;
    seen.of++;
    seen.times += has_begun && up == REACTION_MIN;
}

static void heat_is_borne_for_as_long_as_the_setting_says(void **state) {
    (void)state;
    see_nothing_yet();
    live(false, NULL,
         (const char *const[]){"air_conditioner.reaction_min=20", "air_conditioner.forgets=0", NULL},
         who_comes_home);
    expect_share("switched on after 20 minutes", 1);
}

// Sleepers are woken at 29.5 C and bear it as long: nobody having come or gone, the room is then as warm as
// it gets from there in that time.
static void who_sleeps_in_the_heat(struct room_watch *watch, const struct look *look) {
    const struct look *last = &watch->last;
    int64_t since =
        watch->same_people_since > watch->stopped_since ? watch->same_people_since : watch->stopped_since;
    if (last->operation != STOPPED || look->operation != COOLING || last->active) return;
    if (persons(look) != persons(last) || look->minute - since < 2 * REACTION_MIN) return;
    seen.of++;
    seen.worst = fmax(seen.worst, fabs(look->temperature_c - after_c(29.5, persons(look), REACTION_MIN)));
}

static void sleepers_are_woken_by_more_heat(void **state) {
    (void)state;
    see_nothing_yet();
    live(false, NULL,
         (const char *const[]){"air_conditioner.reaction_min=20", "air_conditioner.sleep_off=1", NULL},
         who_sleeps_in_the_heat);
    print_message("woken %u times; at most %.2g K from the temperature expected\n", seen.of, seen.worst);
    assert_true(seen.of > 100);
    assert_true(seen.worst < 1e-5);
}

static void who_goes_to_bed(struct room_watch *watch, const struct look *look) {
    const struct look *last = &watch->last;
    if (last->operation != STOPPED || last->asleep || !look->asleep) return;
    if (look->minute - watch->stopped_since < HOT_AFTER_MIN) return;
    seen.of++;
    seen.times += look->operation == COOLING;
}

static void a_hot_bedroom_is_cooled_on_going_to_bed(void **state) {
    (void)state;
    see_nothing_yet();
    live(false, NULL,
         (const char *const[]){"air_conditioner.room=bedroom", "air_conditioner.forgets=0", NULL},
         who_goes_to_bed);
    expect_share("switched on by who went to bed in the heat", 1);
}

// ---- The window ------------------------------------------------------------------------------------------

static unsigned stopped_warm, stopped_in_heat;

// Who is up all the time switches off in a mild hour alone, in a cool room; and no hour that begins mild is
// cooled where the machine has run long enough to have cooled the room.
static void who_opens_the_window(struct room_watch *watch, const struct look *look) {
    const struct look *last = &watch->last;
    bool was_mild = is_mild_hour(last->minute / 60, true), is_mild = is_mild_hour(look->minute / 60, true);
    bool has_stopped = look->operation == STOPPED, has_cooled = look->minute - watch->cooling_since > 60;
    if (look->up_ms - last->up_ms < CLOCK_MINUTE || last->operation != COOLING) return;
    stopped_in_heat += has_stopped && !was_mild && !is_mild;
    stopped_warm += has_stopped && look->temperature_c > SET_POINT_C + HYSTERESIS_K;
    if (look->minute % 60 || !is_mild || !has_cooled) return;
    seen.of++;
    seen.times += has_stopped;
}

static void the_window_is_opened_when_it_is_mild_and_the_room_cool(void **state) {
    (void)state;
    see_nothing_yet();
    stopped_warm = stopped_in_heat = 0;
    live(true, NULL, (const char *const[]){"air_conditioner.forgets=0", NULL}, who_opens_the_window);
    expect_share("windows opened on a mild hour", 1);
    assert_int_equal(stopped_in_heat, 0);
    assert_int_equal(stopped_warm, 0);
}

// ---- Left on ---------------------------------------------------------------------------------------------

enum { TOLD_MIN = 90 };

// Minutes from when it was told: what the machine notices as departed is seen within a minute, and so is what
// it does.
static int64_t told_min(const struct room_watch *watch, const struct look *look) {
    return look->minute - watch->left_on_since - TOLD_MIN;
}

static void what_is_left_on(struct room_watch *watch, const struct look *look) {
    int64_t told = told_min(watch, look);
    if (watch->last.operation != LEFT_ON || !look->on_trip) return;
    bool has_ended = look->operation == STOPPED;
    seen.minutes += told > 0;
    seen.times += has_ended;
    if (has_ended) seen.worst = fmax(seen.worst, fabs((double)told - 0.5));
}

// Nobody is asked: every machine may tell.
static void leave_it_on(const char *remote_off_auto) {
    see_nothing_yet();
    live(false, "switch_off_unasked",
         (const char *const[]){"homes.count=800", "families.trips_per_year=4", "air_conditioner.left_on=1",
                               "air_conditioner.placement=device", "air_conditioner.camera_false=0",
                               "air_conditioner.connected=1", "air_conditioner.notice_seen=0.5",
                               "air_conditioner.notice_acted=1", remote_off_auto, NULL},
         what_is_left_on);
}

// Told after 90 decisions of a minute each, it is off a minute later.
static void the_cloud_switches_off_a_minute_after_it_is_told(void **state) {
    (void)state;
    leave_it_on("air_conditioner.remote_off_auto=true");
    print_message("switched off %u times, within %.1f minutes of half a minute after it was told\n",
                  seen.times, seen.worst);
    assert_true(seen.times > 50);
    assert_true(seen.worst <= 0.5);
}

// A notice that half see within ten minutes is seen after 10 / ln 2 in the mean.
static void a_notice_is_seen_after_the_mean_time(void **state) {
    (void)state;
    leave_it_on("air_conditioner.remote_off_auto=false");
    expect_mean_wait("a notice was followed", 10 / log(2));
}

// ---- Pictures --------------------------------------------------------------------------------------------

// Once it has run for an hour and more.
static void when_pictures_left(struct room_watch *watch, const struct look *look) {
    if (look->operation != COOLING || look->minute - watch->cooling_since <= 60) return;
    seen.of++;
    seen.worst = fmax(seen.worst, (double)(look->minute - look->pictured));
}

// Every hour, whatever happens in the room: what a family allows may have changed by then.
static void pictures_leave_a_running_machine_every_hour(void **state) {
    (void)state;
    see_nothing_yet();
    live(false, "switch_off_unasked",
         (const char *const[]){"air_conditioner.placement=cloud", "air_conditioner.connected=1", NULL},
         when_pictures_left);
    print_message("looked at %u times, the last picture at most %.0f minutes old\n", seen.of, seen.worst);
    assert_true(seen.of > 10000);
    assert_true(seen.worst <= 60);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(some_switch_off_when_the_last_one_falls_asleep),
        cmocka_unit_test(some_forget_when_the_last_one_leaves),
        cmocka_unit_test(an_empty_bedroom_is_seen_after_the_mean_time),
        cmocka_unit_test(heat_is_borne_for_as_long_as_the_setting_says),
        cmocka_unit_test(sleepers_are_woken_by_more_heat),
        cmocka_unit_test(a_hot_bedroom_is_cooled_on_going_to_bed),
        cmocka_unit_test(the_window_is_opened_when_it_is_mild_and_the_room_cool),
        cmocka_unit_test(the_cloud_switches_off_a_minute_after_it_is_told),
        cmocka_unit_test(a_notice_is_seen_after_the_mean_time),
        cmocka_unit_test(pictures_leave_a_running_machine_every_hour),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
