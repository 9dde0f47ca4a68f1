// SPDX-License-Identifier: GPL-3.0-or-later
// What the exchange promises, whichever way it carries: the same moments on an uncongested network, the same
// luck with failures, nothing lost from the books, nothing twice, the same on every run and for every window.
#include <dirent.h>
#include <omp.h>

#include "sim/engine/random.h"
#include "tests/support/exchange_trial.h"

static const enum exchange_model both[] = {EXCHANGE_SIMGRID, EXCHANGE_CLOSED_FORM};

// ---- Items by chance, one after the other has surely ended: nobody shares anything

static uint16_t any_place(uint32_t bits) {
    static const uint16_t places[] = {PARTY_HOME, PARTY_HOME, 0, 1, 2};
    return places[bits % 5];
}

static void send_by_chance(struct trial *trial, size_t count, time_ms gap) {
    for (size_t i = 0; i < count; i++) {
        struct random_block luck = random_block((struct random_key){7, 0}, random_home(0), 0, i);
        uint32_t home = (uint32_t)luck.word[0] % 1000;
        uint16_t from = any_place((uint32_t)(luck.word[0] >> 32)),
                 to = any_place((uint32_t)(luck.word[0] >> 40));
        uint32_t bytes = 1 + (uint32_t)exp(random_uniform(luck.word[1]) * 15);
        struct item *item =
            trial_send(trial, (time_ms)i * gap + (time_ms)(luck.word[1] % 97), home, from, to, bytes);
        if (to != PARTY_HOME) item->gflop = (float)(luck.word[1] % 40) / 8;
        if (luck.word[1] % 3 == 0) item->answer_bytes = 1 + (uint32_t)(luck.word[1] >> 40) % 100000;
    }
}

static struct trial *chance_trial(enum exchange_model model) {
    struct trial *trial = trial_make(model, 3 * CLOCK_HOUR);
    send_by_chance(trial, 5000, 2000);
    return trial;
}

static void same_items(const struct item *a, const struct item *b, size_t count) {
    for (size_t i = 0; i < count; i++) {
        assert_int_equal(a[i].sequence, b[i].sequence);
        assert_int_equal(a[i].arrived, b[i].arrived);
        assert_int_equal(a[i].attempts, b[i].attempts);
    }
}

static void same_outcome(const struct trial *a, const struct trial *b) {
    assert_int_equal(a->arrival_count, b->arrival_count);
    assert_int_equal(a->loss_count, b->loss_count);
    same_items(a->arrivals, b->arrivals, a->arrival_count);
    same_items(a->losses, b->losses, a->loss_count);
    assert_int_equal(a->totals.items_sent, b->totals.items_sent);
    assert_int_equal(a->totals.items_retried, b->totals.items_retried);
    assert_int_equal(a->totals.items_lost, b->totals.items_lost);
    for (int way = 0; way < EXCHANGE_WAYS; way++)
        for (int fate = 0; fate < BYTES_FATES; fate++)
            assert_int_equal(a->totals.bytes[way][fate], b->totals.bytes[way][fate]);
    assert_true(a->totals.most_link_load == b->totals.most_link_load);
    assert_int_equal(a->totals.bulk_flows, b->totals.bulk_flows);
    assert_int_equal(a->totals.bulk_lost, b->totals.bulk_lost);
    assert_true(fabs(a->totals.gflop - b->totals.gflop) <= 1e-9 * a->totals.gflop);
    assert_true(fabs(a->totals.cloud_joule - b->totals.cloud_joule) <= 1e-9 * a->totals.cloud_joule);
    assert_true(fabs(a->totals.firm_joule - b->totals.firm_joule) <= 1e-9 * a->totals.firm_joule);
}

// Every item is in one of the books, and in one only.
static void check_conservation(const struct trial *trial) {
    static bool seen[TRIAL_ITEMS_MOST + 1];
    memset(seen, 0, sizeof seen);
    for (size_t i = 0; i < trial->arrival_count + trial->loss_count; i++) {
        const struct item *item =
            i < trial->arrival_count ? &trial->arrivals[i] : &trial->losses[i - trial->arrival_count];
        assert_true(item->sequence >= 1 && item->sequence <= trial->item_count && !seen[item->sequence]);
        assert_true(item->arrived >= item->sent);
        assert_true(item->attempts >= 1 && item->attempts <= trial->settings.attempts);
        seen[item->sequence] = true;
    }
    assert_int_equal(trial->totals.items_sent, trial->item_count);
    assert_int_equal(trial->totals.items_arrived, trial->arrival_count);
    assert_int_equal(trial->totals.items_lost, trial->loss_count);
    assert_true(trial->in_order);
    assert_true(trial->in_window);
    assert_true(trial->balanced);
}

static void test_uncongested_both_models_agree_to_the_millisecond(void **state) {
    (void)state;
    struct trial *simgrid = chance_trial(EXCHANGE_SIMGRID), *closed = chance_trial(EXCHANGE_CLOSED_FORM);
    trial_run(simgrid);
    trial_run(closed);
    assert_int_equal(closed->arrival_count, closed->item_count);
    same_outcome(simgrid, closed);
    check_conservation(simgrid);
    trial_free(simgrid);
    trial_free(closed);
}

// ---- Failures

// Slow links and frequent failures, so that servers fail in the middle of transfers, computing and answers,
// and some transfers exceed the time-out.
static struct trial *failing_trial(enum exchange_model model) {
    struct trial *trial = trial_make(model, 24 * CLOCK_HOUR);
    trial->settings.uplink_mbit_s = 2;
    trial->settings.timeout_s = 10;
    trial->settings.cloud_gflop_s = trial->settings.firm_gflop_s = 0.2;
    trial->settings.cloud_mtbf_h = 0.05;
    trial->settings.cloud_mttr_h = 0.005;
    send_by_chance(trial, 400, 200 * CLOCK_SECOND);
    for (size_t i = 0; i < trial->item_count; i++) trial->items[i].sent += 100 * CLOCK_SECOND;
    for (size_t i = 0; i < 40; i++)
        trial->bulk[trial->bulk_count++] =
            (struct trial_bulk){0, 0, (time_ms)(i / 2) * CLOCK_HOUR, 500000, 2};
    return trial;
}

static void test_failures_are_retried_and_then_counted_the_same_way(void **state) {
    (void)state;
    struct trial *simgrid = failing_trial(EXCHANGE_SIMGRID), *closed = failing_trial(EXCHANGE_CLOSED_FORM);
    trial_run(simgrid);
    trial_run(closed);
    check_conservation(simgrid);
    check_conservation(closed);
    print_message("%d retried, %d lost, bulk: %d of %d lost\n", (int)simgrid->totals.items_retried,
                  (int)simgrid->totals.items_lost, (int)simgrid->totals.bulk_lost,
                  (int)simgrid->totals.bulk_flows);
    assert_true(simgrid->totals.items_retried > 50 && simgrid->totals.items_lost > 5);
    same_outcome(simgrid, closed);
    trial_free(simgrid);
    trial_free(closed);
}

// The pauses double from the first on: 1 + 2 + 4 s between tries that each last the time-out of 10 s.
static void test_back_off_doubles(void **state) {
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct trial *trial = trial_make(both[i], CLOCK_HOUR);
        trial->settings.uplink_mbit_s = 1;
        trial->settings.timeout_s = 10;
        trial->settings.retry_s = 1;
        trial->settings.attempts = 4;
        trial_send(trial, 5000, 1, PARTY_HOME, 0, 10000000);
        trial_run(trial);
        assert_int_equal(trial->loss_count, 1);
        assert_int_equal(trial->losses[0].arrived, 5000 + 4 * 10000 + 7000);
        assert_int_equal(trial->losses[0].attempts, 4);
        assert_int_equal(trial->totals.items_retried, 3);
        // Each try carries 10 s less 5 ms of latency at 125,000 bytes/s, in vain; the item is lost.
        const uint64_t *bytes = trial->totals.bytes[EXCHANGE_UP];
        assert_int_equal(bytes[BYTES_CARRIED], 4 * 1249375);
        assert_int_equal(bytes[BYTES_IN_VAIN], 4 * 1249375);
        assert_int_equal(bytes[BYTES_SENT], 10000000);
        assert_int_equal(bytes[BYTES_LOST], 10000000);
        assert_int_equal(bytes[BYTES_WAITING], 0);
        trial_free(trial);
    }
}

static void test_a_dead_server_refuses_at_once(void **state) {
    (void)state;
    for (size_t i = 0; i < 2; i++) {
        struct trial *trial = trial_make(both[i], 100 * CLOCK_HOUR);
        trial->settings.cloud_servers = 1;
        trial->settings.cloud_mtbf_h = 0.01;
        trial->settings.cloud_mttr_h = 10000;
        trial_send(trial, 50 * CLOCK_HOUR, 1, PARTY_HOME, 0, 1000);
        trial_run(trial);
        assert_int_equal(trial->loss_count, 1);
        assert_int_equal(trial->losses[0].arrived, 50 * CLOCK_HOUR + 2000 + 4000 + 8000);
        assert_int_equal(trial->totals.bytes[EXCHANGE_UP][BYTES_CARRIED], 0);
        trial_free(trial);
    }
}

// ---- Congestion, windows, repetition

static struct trial *crowded_trial(void) {
    struct trial *trial = trial_make(EXCHANGE_SIMGRID, CLOCK_HOUR);
    trial->settings.uplink_mbit_s = 20;
    trial->settings.cloud_servers = 2;
    trial->settings.cloud_cores = 2;
    trial->settings.cloud_mtbf_h = 0.3;
    trial->settings.cloud_mttr_h = 0.02;
    send_by_chance(trial, 3000, 300);
    return trial;
}

static void test_nothing_is_lost_or_doubled_in_a_crowd(void **state) {
    (void)state;
    struct trial *first = crowded_trial(), *second = crowded_trial();
    trial_run(first);
    trial_run(second);
    check_conservation(first);
    assert_true(first->arrival_count + first->loss_count <= first->item_count);
    assert_true(first->totals.items_retried > 0);
    same_outcome(first, second);
    assert_memory_equal(&first->totals, &second->totals, sizeof first->totals);
    trial_free(first);
    trial_free(second);
}

// More items at once than will ever come through, while the link is full: each is tried, given up and told
// within the tries' time-outs, once for the line and once for the link, and the pauses: what waits stays
// finite.
static void test_a_full_link_keeps_no_endless_line(void **state) {
    (void)state;
    struct trial *trial = trial_make(EXCHANGE_SIMGRID, CLOCK_HOUR);
    trial->settings.uplink_mbit_s = 1;
    for (uint32_t i = 0; i < TRIAL_ITEMS_MOST; i++) trial_send(trial, 1000 + i, 8 * i, PARTY_HOME, 0, 600000);
    trial_run(trial);
    check_conservation(trial);
    assert_int_equal(trial->arrival_count + trial->loss_count, TRIAL_ITEMS_MOST);
    time_ms bound = 4 * 2 * 30 * CLOCK_SECOND + (2 + 4 + 8) * CLOCK_SECOND;
    for (size_t i = 0; i < trial->loss_count; i++)
        assert_true(trial->losses[i].arrived - trial->losses[i].sent <= bound);
    assert_int_equal(trial->totals.bytes[EXCHANGE_UP][BYTES_WAITING], 0);
    trial_free(trial);
}

static void test_windows_do_not_matter(void **state) {
    (void)state;
    static const time_ms windows[] = {CLOCK_SECOND, CLOCK_MINUTE, 3 * CLOCK_HOUR};
    struct trial *reference = crowded_trial();
    trial_run(reference);
    for (size_t i = 0; i < sizeof windows / sizeof *windows; i++) {
        struct trial *trial = crowded_trial();
        trial->window = windows[i];
        trial_run(trial);
        check_conservation(trial);
        same_outcome(reference, trial);
        trial_free(trial);
    }
    trial_free(reference);
}

// In a window with nothing to do the clock stands: it is caught up, to the millisecond, when something is to
// be done.
static void test_ten_idle_years_end_on_time(void **state) {
    (void)state;
    struct trial *trial = trial_make(EXCHANGE_SIMGRID, 3651 * CLOCK_DAY);
    time_ms sent = 3650 * CLOCK_DAY + 12345;
    trial_send(trial, sent, 3, PARTY_HOME, 0,
               12500000);  // 0.1 s on the uplink, which takes 2 ms and the backbone 3
    trial_run(trial);
    assert_int_equal(trial_arrived(trial, 1), sent + 100 + 2 + 3);
    double joule = trial->settings.cloud_idle_w * (double)trial->settings.cloud_servers * 3651 * 86400;
    assert_true(fabs(trial->totals.cloud_joule - joule) < 1e-9 * joule);
    trial_free(trial);
}

// ---- The loop inside

static int deep(int levels) {
    volatile char room[1000];
    room[0] = (char)levels;
    return levels == 0 ? room[0] : deep(levels - 1) + room[0];
}

struct loop {
    struct exchange *exchange;
    int *outcome;  // shared memory
};

static void deep_and_parallel(void *argument) {
    struct loop *loop = argument;
    int sum = 0;
    deep(20000);  // 20 MB of stack and more
#pragma omp parallel for reduction(+ : sum) num_threads(2)
    for (int i = 0; i < 1000; i++) sum += i;
    exchange_carry(loop->exchange, 0, CLOCK_HOUR);
    *loop->outcome = sum;
}

// Creates a second one as well, which must be refused.
static void run_deep(void *argument) {
    struct status status = {0};
    struct exchange_settings *settings = setting_defaults(network_section.kind.settings);
    struct exchange_sites sites = {.districts = 2, .end = CLOCK_DAY};
    struct loop loop = {exchange_create(settings, &sites, &status), argument};
    if (!loop.exchange) _exit(1);
    exchange_run(loop.exchange, deep_and_parallel, &loop);
    if (exchange_create(settings, &sites, &status) || status.code != STATUS_MACHINE) _exit(2);
    exchange_free(loop.exchange);
    setting_free(network_section.kind.settings, settings);
}

static void test_the_loop_has_a_deep_stack_and_threads(void **state) {
    (void)state;
    int *outcome = mmap(NULL, sizeof *outcome, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    trial_fork(run_deep, outcome);
    assert_int_equal(*outcome, 499500);
    munmap(outcome, sizeof *outcome);
}

static void interrupt(void *argument) {
    (void)argument;
    raise(SIGINT);
}

static void leave(void *argument) {
    (void)argument;
    exit(STATUS_MACHINE);
}

// How a process ends whose loop does that; -1 when it wrote anything.
static int ends_with(void (*body)(void *)) {
    FILE *written = tmpfile();
    fflush(NULL);
    pid_t child = fork();
    if (child == 0) {
        dup2(fileno(written), STDERR_FILENO);
        signal(SIGINT, SIG_DFL);
        struct trial *trial = trial_make(EXCHANGE_SIMGRID, CLOCK_DAY);
        trial->sites.party_in_cloud = trial->in_cloud;
        exchange_run(exchange_create(&trial->settings, &trial->sites, &(struct status){0}), body, NULL);
        _exit(0);
    }
    int outcome = 0;
    waitpid(child, &outcome, 0);
    long length = lseek(fileno(written), 0, SEEK_END);
    fclose(written);
    return length > 0 ? -1 : outcome;
}

static void test_the_program_can_be_ended_inside_the_loop(void **state) {
    (void)state;
    int interrupted = ends_with(interrupt), left = ends_with(leave);
    assert_true(WIFSIGNALED(interrupted) && WTERMSIG(interrupted) == SIGINT);
#ifndef __SANITIZE_ADDRESS__  // which reports what the exchange had no time to free
    assert_true(WIFEXITED(left) && WEXITSTATUS(left) == STATUS_MACHINE);
#else
    (void)left;
#endif
}

// ---- The platform

struct sizes {
    size_t districts, parties;
};

static void make_platform(void *argument) {
    struct sizes *sizes = argument;
    struct status status = {0};
    struct exchange_settings *settings = setting_defaults(network_section.kind.settings);
    bool *in_cloud = calloc(sizes->parties, sizeof *in_cloud);
    struct exchange_sites sites = {.districts = sizes->districts,
                                   .parties = sizes->parties,
                                   .party_in_cloud = in_cloud,
                                   .end = CLOCK_DAY};
    struct exchange *exchange = exchange_create(settings, &sites, &status);
    if (!exchange) _exit(1);
    exchange_free(exchange);
    free(in_cloud);
    setting_free(network_section.kind.settings, settings);
}

static void test_a_platform_may_be_large(void **state) {
    (void)state;
    trial_fork(make_platform, &(struct sizes){2000, 200});
}

static size_t files_in(const char *folder) {
    size_t count = 0;
    DIR *directory = opendir(folder);
    assert_non_null(directory);
    for (struct dirent *entry; (entry = readdir(directory));) count += entry->d_name[0] != '.';
    closedir(directory);
    return count;
}

static void test_no_platforms_file_is_left(void **state) {
    (void)state;
    char folder[] = "/tmp/maru_exchange_XXXXXX";
    assert_non_null(mkdtemp(folder));
    setenv("TMPDIR", folder, 1);
    struct sizes sizes = {3, 2};
    trial_fork(make_platform, &sizes);
    assert_int_equal(files_in(folder), 0);
    rmdir(folder);
    unsetenv("TMPDIR");
}

// ---- Scenarios that make no sense

static void test_busy_below_idle_is_refused(void **state) {
    (void)state;
    struct trial *trial = trial_make(EXCHANGE_CLOSED_FORM, CLOCK_DAY);
    struct status status = {0};
    trial->settings.cloud_busy_w = trial->settings.cloud_idle_w - 1;
    assert_null(exchange_create(&trial->settings, &trial->sites, &status));
    assert_int_equal(status.code, STATUS_SCENARIO);
    assert_non_null(strstr(status.message, "cloud_busy_w"));
    trial_free(trial);
}

static void test_defaults_lie_in_their_ranges(void **state) {
    (void)state;
    struct setting_table table = network_section.kind.settings;
    assert_string_equal(table.rows[0].name, "model");
    for (size_t i = 1; i < table.count; i++)
        assert_true(table.rows[i].normal >= table.rows[i].least &&
                    table.rows[i].normal <= table.rows[i].most);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_uncongested_both_models_agree_to_the_millisecond),
        cmocka_unit_test(test_failures_are_retried_and_then_counted_the_same_way),
        cmocka_unit_test(test_back_off_doubles),
        cmocka_unit_test(test_a_dead_server_refuses_at_once),
        cmocka_unit_test(test_nothing_is_lost_or_doubled_in_a_crowd),
        cmocka_unit_test(test_a_full_link_keeps_no_endless_line),
        cmocka_unit_test(test_windows_do_not_matter),
        cmocka_unit_test(test_ten_idle_years_end_on_time),
        cmocka_unit_test(test_the_loop_has_a_deep_stack_and_threads),
        cmocka_unit_test(test_the_program_can_be_ended_inside_the_loop),
        cmocka_unit_test(test_a_platform_may_be_large),
        cmocka_unit_test(test_no_platforms_file_is_left),
        cmocka_unit_test(test_busy_below_idle_is_refused),
        cmocka_unit_test(test_defaults_lie_in_their_ranges),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
