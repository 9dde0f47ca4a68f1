// SPDX-License-Identifier: GPL-3.0-or-later
// The network and the servers against what theory says: transfers, computing, sharing, queues and energy.
#include "tests/support/exchange_trial.h"

static const double mbit = 1e6 / 8;  // bytes per second

// ---- Transfers: latency + size / smallest bandwidth

// Which links lie between two places is said here a second time, on purpose.
static time_ms expected(const struct trial *trial, const struct item *item) {
    const struct exchange_settings *s = &trial->settings;
    bool home = item->from == PARTY_HOME || item->to == PARTY_HOME;
    bool cloud = item->from == 0 || item->to == 0;
    double latency_ms = 0, mbit_s = INFINITY;
    int firms = (item->from == 1) + (item->to == 1) + (item->from == 2) + (item->to == 2);
    if (home) {
        latency_ms += s->uplink_latency_ms;
        mbit_s = fmin(mbit_s, s->uplink_mbit_s);
    }
    if (firms) {
        latency_ms += firms * s->firm_latency_ms;
        mbit_s = fmin(mbit_s, s->firm_mbit_s);
    }
    if (home || cloud) {
        latency_ms += s->backbone_latency_ms;
        mbit_s = fmin(mbit_s, s->backbone_mbit_s);
    }
    return item->sent + clock_from_seconds(latency_ms / 1000 + item->bytes / (mbit_s * mbit));
}

static void check_transfers(enum exchange_model model) {
    static const uint32_t sizes[] = {1, 200, 50000, 123457, 1500000, 40000000, 250000000};
    static const struct {
        uint16_t from, to;
    } ways[] = {{PARTY_HOME, 0}, {PARTY_HOME, 1}, {0, PARTY_HOME}, {1, PARTY_HOME}, {1, 2}, {1, 0}, {0, 2}};
    struct trial *trial = trial_make(model, CLOCK_DAY);
    for (size_t way = 0; way < sizeof ways / sizeof *ways; way++)
        for (size_t size = 0; size < sizeof sizes / sizeof *sizes; size++)
            trial_send(trial, (time_ms)(1 + way * 7 + size) * CLOCK_MINUTE + 7, 3, ways[way].from,
                       ways[way].to, sizes[size]);
    trial_run(trial);
    assert_int_equal(trial->arrival_count, trial->item_count);
    for (size_t i = 0; i < trial->item_count; i++)
        assert_int_equal(trial_arrived(trial, i + 1), expected(trial, &trial->items[i]));
    trial_free(trial);
}

static void test_transfer_is_latency_plus_size_over_bandwidth(void **state) {
    (void)state;
    check_transfers(EXCHANGE_SIMGRID);
    check_transfers(EXCHANGE_CLOSED_FORM);
}

static void test_what_stays_in_one_place_takes_no_time(void **state) {
    (void)state;
    for (int model = EXCHANGE_SIMGRID; model <= EXCHANGE_CLOSED_FORM; model++) {
        struct trial *trial = trial_make((enum exchange_model)model, CLOCK_HOUR);
        trial_send(trial, 1000, 3, PARTY_HOME, PARTY_HOME, 1000000);
        trial_send(trial, 1000, 3, 1, 1, 1000000);
        trial_run(trial);
        assert_int_equal(trial_arrived(trial, 1), 1000);
        assert_int_equal(trial_arrived(trial, 2), 1000);
        trial_free(trial);
    }
}

// ---- Links without delay and 8 Mbit/s = 10^6 bytes/s, so that sizes read as times

static struct trial *plain_trial(time_ms end) {
    struct trial *trial = trial_make(EXCHANGE_SIMGRID, end);
    trial->settings.uplink_latency_ms = trial->settings.backbone_latency_ms =
        trial->settings.firm_latency_ms = 0;
    trial->settings.uplink_mbit_s = 8;
    trial->settings.firm_mbit_s = 80;
    trial->settings.cloud_servers = 1;
    trial->settings.cloud_cores = 1;
    trial->settings.cloud_gflop_s = trial->settings.firm_gflop_s = 10;
    trial->settings.timeout_s = 3600;
    return trial;
}

static void test_two_flows_on_one_uplink_take_twice(void **state) {
    (void)state;
    struct trial *trial = plain_trial(CLOCK_HOUR);
    trial_send(trial, 1000, 1, PARTY_HOME, 0, 2000000);
    trial_send(trial, 1000, 9, PARTY_HOME, 0, 2000000);  // same district: 9 % 8
    trial_send(trial, 1000, 2, PARTY_HOME, 0, 2000000);  // its own uplink
    trial_send(trial, 1000, 1, 0, PARTY_HOME, 2000000);  // the other direction
    trial_run(trial);
    assert_int_equal(trial_arrived(trial, 1), 5000);
    assert_int_equal(trial_arrived(trial, 2), 5000);
    assert_int_equal(trial_arrived(trial, 3), 3000);
    assert_int_equal(trial_arrived(trial, 4), 3000);
    trial_free(trial);
}

static void test_a_flow_that_joins_later_takes_half_from_then_on(void **state) {
    (void)state;
    struct trial *trial = plain_trial(CLOCK_HOUR);
    trial_send(trial, 0, 1, PARTY_HOME, 0, 2000000);  // alone for 1 s, half speed for 2 s: done at 3 s
    trial_send(trial, 1000, 9, PARTY_HOME, 0,
               2000000);  // half speed for 2 s, then alone for 1 s: done at 4 s
    trial_run(trial);
    assert_int_equal(trial_arrived(trial, 1), 3000);
    assert_int_equal(trial_arrived(trial, 2), 4000);
    trial_free(trial);
}

static void test_the_backbone_is_shared_by_all_districts(void **state) {
    (void)state;
    struct trial *trial = plain_trial(CLOCK_HOUR);
    trial->settings.backbone_mbit_s = 16;
    for (uint32_t home = 0; home < 8; home++) trial_send(trial, 0, home, PARTY_HOME, 0, 1000000);
    trial_run(trial);
    for (uint64_t i = 1; i <= 8; i++) assert_int_equal(trial_arrived(trial, i), 4000);
    trial_free(trial);
}

// ---- Computing: jobs of 1 s on a core, sent so small that the way takes no time

static void send_job(struct trial *trial, time_ms sent, uint32_t home, uint16_t to, double seconds) {
    trial_send(trial, sent, home, PARTY_HOME, to, 1)->gflop = (float)(10 * seconds);
}

static void test_jobs_on_one_core_share_it(void **state) {
    (void)state;
    struct trial *trial = plain_trial(CLOCK_HOUR);
    enum { JOBS = 10 };
    for (uint32_t i = 0; i < JOBS; i++) send_job(trial, 1000, i, 0, 1);
    // Unequal ones, by processor sharing: 1, 2 and 3 s of work begun together end after 3, 5 and 6 s.
    for (uint32_t i = 0; i < 3; i++) send_job(trial, 100000, i, 0, 1 + i);
    trial_run(trial);
    for (uint64_t i = 1; i <= JOBS; i++) assert_int_equal(trial_arrived(trial, i), 1000 + JOBS * 1000);
    assert_int_equal(trial_arrived(trial, JOBS + 1), 103000);
    assert_int_equal(trial_arrived(trial, JOBS + 2), 105000);
    assert_int_equal(trial_arrived(trial, JOBS + 3), 106000);
    trial_free(trial);
}

static void test_jobs_wait_only_when_they_are_more_than_cores(void **state) {
    (void)state;
    struct trial *trial = plain_trial(CLOCK_HOUR);
    trial->settings.cloud_cores = 4;
    for (uint32_t i = 0; i < 4; i++) send_job(trial, 1000, i, 0, 1);
    for (uint32_t i = 0; i < 8; i++) send_job(trial, 100000, i, 0, 1);
    trial_run(trial);
    for (uint64_t i = 1; i <= 4; i++) assert_int_equal(trial_arrived(trial, i), 2000);
    for (uint64_t i = 5; i <= 12; i++) assert_int_equal(trial_arrived(trial, i), 102000);
    trial_free(trial);
}

static void test_homes_are_dealt_to_the_servers(void **state) {
    (void)state;
    struct trial *trial = plain_trial(CLOCK_HOUR);
    trial->settings.cloud_servers = 2;
    for (uint32_t i = 0; i < 6; i++) send_job(trial, 1000, i, 0, 1);
    send_job(trial, 1000, 8, 0, 1);
    trial_run(trial);
    for (uint64_t i = 1; i <= 6; i++) assert_int_equal(trial_arrived(trial, i), i % 2 ? 5000 : 4000);
    trial_free(trial);
}

static void test_a_firm_does_one_thing_at_a_time(void **state) {
    (void)state;
    struct trial *trial = plain_trial(CLOCK_HOUR);
    for (uint32_t i = 0; i < 5; i++) send_job(trial, 1000, i, 1, 1);
    trial_send(trial, 1500, 6, PARTY_HOME, 1, 1);  // wants nothing computed: does not wait
    trial_run(trial);
    for (uint64_t i = 1; i <= 5; i++) assert_int_equal(trial_arrived(trial, i), 1000 + i * 1000);
    assert_int_equal(trial_arrived(trial, 6), 1500);
    trial_free(trial);
}

static void test_an_answer_comes_back_after_computing(void **state) {
    (void)state;
    for (uint16_t to = 0; to <= 1; to++) {
        struct trial *trial = plain_trial(CLOCK_HOUR);
        trial->settings.uplink_latency_ms = 5;
        struct item *item = trial_send(trial, 1000, 1, PARTY_HOME, to, 500000);
        item->gflop = 20;
        item->answer_bytes = 250000;
        trial_run(trial);
        assert_int_equal(trial_arrived(trial, 1), 1000 + 5 + 500 + 2000 + 5 + 250);
        assert_int_equal(trial->totals.bytes[EXCHANGE_UP][BYTES_CARRIED], 500000);
        assert_int_equal(trial->totals.bytes[EXCHANGE_DOWN][BYTES_CARRIED], 250000);
        trial_free(trial);
    }
}

// More than can travel at once: none is lost, and the queue is served in order.
static void test_a_crowd_waits_in_line(void **state) {
    (void)state;
    struct trial *trial = plain_trial(CLOCK_HOUR);
    for (uint32_t i = 0; i < 1000; i++) send_job(trial, 1000, i, 0, 1);
    trial_run(trial);
    assert_int_equal(trial->arrival_count, 1000);
    assert_int_equal(trial->arrivals[999].arrived, 1001000);
    assert_true(trial_arrived(trial, 1) < trial_arrived(trial, 1000));
    trial_free(trial);
}

// ---- Energy: idle + share of busy cores x (busy - idle)

static void check_energy(enum exchange_model model) {
    struct trial *trial = plain_trial(CLOCK_HOUR);
    trial->settings.model = model;
    trial->settings.cloud_servers = 3;
    trial->settings.cloud_cores = 8;
    trial->settings.cloud_idle_w = 90;
    trial->settings.cloud_busy_w = 410;
    trial->settings.firm_idle_w = 30;
    trial->settings.firm_busy_w = 80;
    for (uint32_t i = 0; i < 4; i++) send_job(trial, 1000, i, 0, 100);
    for (uint32_t i = 0; i < 2; i++) send_job(trial, (time_ms)(1 + i) * CLOCK_MINUTE * 10, i, 1, 200);
    trial_run(trial);
    double cloud = 3 * 90 * 3600.0 + (410 - 90) / 8.0 * 400, firm = 2 * 30 * 3600.0 + (80 - 30) * 400.0;
    assert_true(fabs(trial->totals.cloud_joule - cloud) < 1e-6 * cloud);
    assert_true(fabs(trial->totals.firm_joule - firm) < 1e-6 * firm);
    assert_true(fabs(trial->totals.gflop - 8000) < 1e-3);
    trial_free(trial);
}

static void test_energy_follows_the_formula(void **state) {
    (void)state;
    check_energy(EXCHANGE_SIMGRID);
    check_energy(EXCHANGE_CLOSED_FORM);
}

// What is still being computed when the run ends has used its energy so far.
static void test_energy_of_unfinished_work(void **state) {
    (void)state;
    for (int model = EXCHANGE_SIMGRID; model <= EXCHANGE_CLOSED_FORM; model++) {
        struct trial *trial = plain_trial(CLOCK_HOUR);
        trial->settings.model = model;
        trial->settings.cloud_idle_w = 100;
        trial->settings.cloud_busy_w = 400;
        send_job(trial, CLOCK_HOUR / 2, 1, 0, 36000);
        trial_run(trial);
        double joule = 100 * 3600.0 + 300 * 1800.0;
        assert_true(fabs(trial->totals.cloud_joule - joule) < 1e-3);
        assert_int_equal(trial->arrival_count, 0);
        trial_free(trial);
    }
}

// ---- Bulk

static void add_bulk(struct trial *trial, uint32_t district, uint16_t party, time_ms when, uint64_t bytes,
                     double gflop) {
    trial->bulk[trial->bulk_count++] = (struct trial_bulk){district, party, when, bytes, gflop};
}

static void check_bulk(enum exchange_model model) {
    struct trial *trial = plain_trial(3 * CLOCK_HOUR);
    trial->settings.model = model;
    trial->settings.cloud_cores = 4;
    trial->settings.cloud_idle_w = 100;
    trial->settings.cloud_busy_w = 400;
    trial->settings.timeout_s = 1;  // holds for items only
    for (int minute = 0; minute < 120; minute += 10) {
        add_bulk(trial, 1, 0, minute * CLOCK_MINUTE, 5000000,
                 100);                                        // per hour 30 s on the uplink, 60 s of a core
        add_bulk(trial, 2, 1, minute * CLOCK_MINUTE, 70, 5);  // per hour 3 s of the firm's computer
        add_bulk(trial, 2, 2, minute * CLOCK_MINUTE, 30, 0);  // stored only
    }
    add_bulk(trial, 3, 2, 3 * CLOCK_HOUR - 1, 999, 0);  // sent, though it would travel after the end
    trial_run(trial);
    const uint64_t *bytes = trial->totals.bytes[EXCHANGE_UP];
    assert_int_equal(bytes[BYTES_SENT], 12 * 5000100 + 999);
    assert_int_equal(bytes[BYTES_CARRIED], 12 * 5000100);
    assert_int_equal(bytes[BYTES_GATHERED], 999);
    assert_int_equal(bytes[BYTES_WAITING], 999);
    assert_true(trial->balanced);
    assert_int_equal(trial->totals.bulk_flows, 6);
    assert_int_equal(trial->totals.bulk_lost, 0);
    assert_true(fabs(trial->totals.gflop - 12 * 105) < 1e-6);
    assert_true(fabs(trial->totals.cloud_joule - (100 * 10800.0 + 300 / 4.0 * 120)) < 1e-3);
    double firms = 2 * 30 * 10800.0 + 50 * 6.0;
    assert_true(fabs(trial->totals.firm_joule - firms) < 1e-3);
    trial_free(trial);
}

static void test_bulk_is_counted_and_computed(void **state) {
    (void)state;
    check_bulk(EXCHANGE_SIMGRID);
    check_bulk(EXCHANGE_CLOSED_FORM);
}

// A big hour's work uses all cores: 2,400 s of a core on 4 cores end after 600 s.
static void test_big_bulk_work_uses_all_cores(void **state) {
    (void)state;
    for (int model = EXCHANGE_SIMGRID; model <= EXCHANGE_CLOSED_FORM; model++) {
        struct trial *trial = plain_trial(CLOCK_HOUR + 10 * CLOCK_MINUTE);
        trial->settings.model = model;
        trial->settings.cloud_cores = 4;
        trial->settings.cloud_idle_w = 0;
        trial->settings.cloud_busy_w = 400;
        add_bulk(trial, 0, 0, 0, 1, 24000);
        trial_run(trial);
        assert_true(fabs(trial->totals.cloud_joule - 400 * 600.0) < 1);
        trial_free(trial);
    }
}

// ---- More than a link carries

// Each hour brings one and a half hours' work for the link, which is never idle from the first hour's end on.
static void overload(struct trial *trial) {
    for (int hour = 0; hour < 48; hour++)
        add_bulk(trial, 0, 2, hour * CLOCK_HOUR, 5400000000, 0);  // 10^6 bytes/s x 5,400 s
}

static void test_a_full_uplink_carries_capacity_times_time(void **state) {
    (void)state;
    struct trial *trial = plain_trial(2 * CLOCK_DAY);
    overload(trial);
    trial_run(trial);
    for (int day = 0; day < 2; day++) {
        const uint64_t *bytes = trial->midnights[day].bytes[EXCHANGE_UP];
        double sent = 24 * (day + 1) * 5.4e9, carried = 1e6 * (86400.0 * (day + 1) - 3600);
        assert_true(fabs((double)bytes[BYTES_SENT] - sent) < 0.5);
        assert_true(fabs((double)bytes[BYTES_CARRIED] - carried) < 64);  // flows' last bytes, rounded
        assert_true(fabs((double)bytes[BYTES_WAITING] - (sent - carried)) < 64);
        assert_int_equal(bytes[BYTES_GATHERED], 5400000000);
        assert_int_equal(bytes[BYTES_LOST] + bytes[BYTES_IN_VAIN], 0);
    }
    assert_true(trial->balanced);
    assert_true(fabs(trial->totals.most_link_load - 1.5) < 1e-12);
    trial_free(trial);
}

// One district's bulk that never comes through does not stand in another's way.
static void test_a_full_uplink_is_nobody_elses(void **state) {
    (void)state;
    struct trial *trial = plain_trial(2 * CLOCK_DAY);
    for (int hour = 0; hour < 47; hour++) {
        add_bulk(trial, 0, 0, hour * CLOCK_HOUR, 36000000000, 0);  // ten hours' work each
        add_bulk(trial, 0, 2, hour * CLOCK_HOUR, 36000000000, 0);
        add_bulk(trial, 1, 2, hour * CLOCK_HOUR, 1000000, 0);
    }
    trial_run(trial);
    double carried = 1e6 * (2 * 86400 - 3600) + 47 * 1e6;
    assert_true(fabs((double)trial->totals.bytes[EXCHANGE_UP][BYTES_CARRIED] - carried) < 64);
    assert_true(trial->balanced);
    trial_free(trial);
}

// Nobody waits: it takes 1.5 hours for each hour's bulk, however many are on the link; the load tells.
static void test_the_closed_form_tells_what_it_should_not_carry(void **state) {
    (void)state;
    struct trial *trial = plain_trial(2 * CLOCK_DAY);
    trial->settings.model = EXCHANGE_CLOSED_FORM;
    overload(trial);
    trial_run(trial);
    const uint64_t *bytes = trial->midnights[0].bytes[EXCHANGE_UP];
    // 22 came in by 23:30 at the latest; one set out at 23:00 and has carried an hour; one is being gathered.
    assert_int_equal(bytes[BYTES_CARRIED], 22 * 5400000000 + 3600000000);
    assert_int_equal(bytes[BYTES_WAITING], 1800000000 + 5400000000);
    assert_int_equal(trial->bulk_late[0].most_ms, 0);
    assert_true(trial->balanced);
    assert_true(fabs(trial->totals.most_link_load - 1.5) < 1e-12);
    trial_free(trial);
}

// Two of 2 s each share the link and take 4: each is 2 s late. A third, alone, is not.
static void test_delay_is_what_sharing_costs(void **state) {
    (void)state;
    for (int model = EXCHANGE_SIMGRID; model <= EXCHANGE_CLOSED_FORM; model++) {
        struct trial *trial = plain_trial(CLOCK_DAY);
        trial->settings.model = model;
        trial_send(trial, 1000, 1, PARTY_HOME, 0, 2000000);
        trial_send(trial, 1000, 9, PARTY_HOME, 0, 2000000);
        trial_send(trial, 60000, 9, PARTY_HOME, 0, 2000000);
        trial_run(trial);
        bool waits = model == EXCHANGE_SIMGRID;
        assert_int_equal(trial->items_late[0].count, 3);
        assert_int_equal(trial->items_late[0].sum_ms, waits ? 4000 : 0);
        assert_int_equal(trial->items_late[0].most_ms, waits ? 2000 : 0);
        trial_free(trial);
    }
}

// Midnight finds a message 3 s on its way up, of 10, and another 1 s on its way down, of 4.
static void test_what_is_under_way_counts_by_what_has_come_over(void **state) {
    (void)state;
    for (int model = EXCHANGE_SIMGRID; model <= EXCHANGE_CLOSED_FORM; model++) {
        struct trial *trial = plain_trial(2 * CLOCK_DAY);
        trial->settings.model = model;
        trial_send(trial, CLOCK_DAY - 3000, 1, PARTY_HOME, 0, 10000000);
        trial_send(trial, CLOCK_DAY - 1000, 1, 1, PARTY_HOME, 4000000);
        trial_run(trial);
        const uint64_t(*bytes)[BYTES_FATES] = trial->midnights[0].bytes;
        assert_int_equal(bytes[EXCHANGE_UP][BYTES_CARRIED], 3000000);
        assert_int_equal(bytes[EXCHANGE_UP][BYTES_WAITING], 7000000);
        assert_int_equal(bytes[EXCHANGE_DOWN][BYTES_CARRIED], 1000000);
        assert_int_equal(bytes[EXCHANGE_DOWN][BYTES_WAITING], 3000000);
        assert_int_equal(trial->midnights[1].bytes[EXCHANGE_UP][BYTES_CARRIED], 10000000);
        assert_int_equal(trial->midnights[1].bytes[EXCHANGE_DOWN][BYTES_WAITING], 0);
        trial_free(trial);
    }
}

// ---- A server breaks ----

enum { BREAK_ROUNDS = 60, BREAK_ITEMS = 3 };

// Again and again three loads of 40 s each, in districts of their own: one on its way up to the only server,
// one down from it, one answer.
static struct trial *breaking_trial(enum exchange_model model) {
    struct trial *trial = plain_trial((BREAK_ROUNDS + 1) * 100 * CLOCK_SECOND);
    trial->settings.model = model;
    trial->settings.attempts = 1;
    trial->settings.cloud_mtbf_h = 0.05;
    trial->settings.cloud_mttr_h = 0.005;
    for (time_ms i = 1; i <= BREAK_ROUNDS; i++) {
        trial_send(trial, i * 100 * CLOCK_SECOND, 0, PARTY_HOME, 0, 40000000);
        trial_send(trial, i * 100 * CLOCK_SECOND, 1, 0, PARTY_HOME, 40000000);
        trial_send(trial, i * 100 * CLOCK_SECOND, 2, PARTY_HOME, 0, 1)->answer_bytes = 40000000;
    }
    return trial;
}

// How long each of the three of a round was on its way before it was lost, ms; they are lost together.
static time_ms lost_after(const struct trial *trial, size_t first) {
    for (size_t i = 0; i < BREAK_ITEMS; i++)
        assert_int_equal(trial->losses[first + i].arrived, trial->losses[first].arrived);
    return trial->losses[first].arrived - trial->losses[first].sent;
}

// What is under way to or from a server that breaks is given up at that moment, and has carried 1,000 bytes a
// ms in vain.
static void test_what_is_under_way_is_given_up_when_the_server_breaks(void **state) {
    (void)state;
    for (int model = EXCHANGE_SIMGRID; model <= EXCHANGE_CLOSED_FORM; model++) {
        struct trial *trial = breaking_trial((enum exchange_model)model);
        trial_run(trial);
        int broke = 0;
        time_ms under_way = 0;
        assert_int_equal(trial->loss_count % BREAK_ITEMS, 0);
        assert_int_equal(trial->loss_count + trial->arrival_count, BREAK_ROUNDS * BREAK_ITEMS);
        for (size_t i = 0; i < trial->loss_count; i += BREAK_ITEMS) {
            time_ms after = lost_after(trial, i);
            assert_in_range(after, 0, 40 * CLOCK_SECOND);
            broke += after > 0;
            under_way += after;
        }
        assert_in_range(broke, 5, 25);  // of 60, each by 1 - exp(-40 / 180)
        const uint64_t(*bytes)[BYTES_FATES] = trial->totals.bytes;
        assert_int_equal(bytes[EXCHANGE_UP][BYTES_IN_VAIN], 1000 * under_way + broke);
        assert_int_equal(bytes[EXCHANGE_DOWN][BYTES_IN_VAIN], 2 * 1000 * under_way - broke);
        trial_free(trial);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_transfer_is_latency_plus_size_over_bandwidth),
        cmocka_unit_test(test_what_stays_in_one_place_takes_no_time),
        cmocka_unit_test(test_two_flows_on_one_uplink_take_twice),
        cmocka_unit_test(test_a_flow_that_joins_later_takes_half_from_then_on),
        cmocka_unit_test(test_the_backbone_is_shared_by_all_districts),
        cmocka_unit_test(test_jobs_on_one_core_share_it),
        cmocka_unit_test(test_jobs_wait_only_when_they_are_more_than_cores),
        cmocka_unit_test(test_homes_are_dealt_to_the_servers),
        cmocka_unit_test(test_a_firm_does_one_thing_at_a_time),
        cmocka_unit_test(test_an_answer_comes_back_after_computing),
        cmocka_unit_test(test_a_crowd_waits_in_line),
        cmocka_unit_test(test_energy_follows_the_formula),
        cmocka_unit_test(test_energy_of_unfinished_work),
        cmocka_unit_test(test_bulk_is_counted_and_computed),
        cmocka_unit_test(test_big_bulk_work_uses_all_cores),
        cmocka_unit_test(test_a_full_uplink_carries_capacity_times_time),
        cmocka_unit_test(test_a_full_uplink_is_nobody_elses),
        cmocka_unit_test(test_the_closed_form_tells_what_it_should_not_carry),
        cmocka_unit_test(test_delay_is_what_sharing_costs),
        cmocka_unit_test(test_what_is_under_way_counts_by_what_has_come_over),
        cmocka_unit_test(test_what_is_under_way_is_given_up_when_the_server_breaks),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
