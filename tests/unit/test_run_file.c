// SPDX-License-Identifier: GPL-3.0-or-later
// Run files that are wrong, cut off or hostile: each variable and attribute of a whole one is put out of
// shape in turn, and the reader says which, without reading what is not there.
#include "tests/support/check.h"

#include <hdf5.h>

#include "analysis/frames.h"
#include "analysis/read_run.h"
#include "analysis/why_journal.h"
#include "analysis/why_number.h"
#include "tests/support/sample_run.h"

static const char whole[] = "run_file_whole.h5", wrong[] = "run_file_wrong.h5";

enum { PATHS_MOST = 100 };
static char paths[PATHS_MOST][60];
static size_t path_count;

static herr_t keep_path(hid_t root, const char *name, const H5O_info_t *about, void *data) {
    (void)root;
    (void)data;
    if (about->type != H5O_TYPE_DATASET) return 0;
    assert_true(path_count < PATHS_MOST);
    snprintf(paths[path_count++], sizeof paths[0], "/%s", name);
    return 0;
}

static int write_whole(void **state) {
    (void)state;
    const struct sample sample = {.path = whole, .policy = "ask_first", .seed = 2018, .fee_won = 1000};
    struct status status = {0};
    if (!sample_write(&sample, &status)) return 1;
    hid_t file = H5Fopen(whole, H5F_ACC_RDONLY, H5P_DEFAULT);
    H5Ovisit(file, H5_INDEX_NAME, H5_ITER_INC, keep_path, NULL);
    H5Fclose(file);
    return path_count < 30;
}

static hid_t open_copy(void) {
    char command[100];
    snprintf(command, sizeof command, "cp %s %s", whole, wrong);
    assert_int_equal(system(command), 0);
    return H5Fopen(wrong, H5F_ACC_RDWR, H5P_DEFAULT);
}

static bool pass_over(void *to, const struct frame_value *values) {
    (void)to;
    (void)values;
    return true;
}

// Its tables are read to their ends, or refused with the file's name.
static void walk_tables(void) {
    struct fault fault = {0};
    struct frames *frames = frames_open(wrong, NULL, &fault);
    for (size_t i = 0; frames && i < frames->count; i++) {
        bool read = frames->items[i].rows(&frames->items[i], pass_over, NULL);
        if (!read && !fault.there) fail_msg("%s ends early, and nobody says why", frames->items[i].name);
    }
    if (fault.there && !strstr(fault.message, wrong)) fail_msg("%s", fault.message);
    if (!fault.there && !frames) fail_msg("no tables, and nobody says why");
    frames_close(frames);
}

// Everything that can be asked why is answered, or the file is refused by name.
static void ask_why(void) {
    struct fault fault = {0};
    struct why_source *source = why_source_open(wrong, &fault);
    struct why why = {0};
    for (size_t i = 0; source && i < source->name_count; i++)
        why_number(source, source->names[i], NULL, 0, &why);
    for (int64_t i = 0; source && i < 3; i++) {
        why_journal_posting(source, i, 0, &why);
        why_journal_event(source, i, 0, &why);
        why_journal_home(source, i, &why);
    }
    for (size_t i = 0; i < why.count; i++) assert_non_null(why.lines[i].text);
    if (fault.there && !strstr(fault.message, wrong)) fail_msg("%s", fault.message);
    why_lines_free(&why);
    why_source_close(source);
}

// The wrong file is refused, and the message names file and culprit; `culprit` NULL: it may be refused.
static void check_refused(const char *culprit, const char *why) {
    struct fault fault = {0};
    walk_tables();
    ask_why();
    struct run *run = run_read(wrong, RUN_HOMES | RUN_EVENTS, &fault);
    bool named = culprit && strstr(fault.message, wrong) && strstr(fault.message, culprit) &&
                 strstr(fault.message, why);
    if (culprit && (run || !named)) fail_msg("%s %s: %s", culprit, why, run ? "read" : fault.message);
    run_free(run);
}

// Axes of which only the length is read.
static bool is_only_axis(const char *path) {
    static const char *const axes[] = {"/flows/flow",       "/homes/home",   "/events/event",
                                       "/postings/posting", "/meta/setting", "/data_flow"};
    for (size_t i = 0; i < sizeof axes / sizeof axes[0]; i++)
        if (strcmp(path, axes[i]) == 0) return true;
    return false;
}

// Puts another variable in the place of one: `type`, or the same when it is -1.
static void replace(hid_t file, const char *path, hid_t type, int rank, const hsize_t *extent,
                    hid_t creation) {
    hid_t old = H5Dopen2(file, path, H5P_DEFAULT), same = H5Dget_type(old);
    H5Dclose(old);
    assert_true(H5Ldelete(file, path, H5P_DEFAULT) >= 0);
    hid_t space = rank ? H5Screate_simple(rank, extent, NULL) : H5Screate(H5S_SCALAR);
    hid_t made = H5Dcreate2(file, path, type < 0 ? same : type, space, H5P_DEFAULT, creation, H5P_DEFAULT);
    assert_true(made >= 0);
    H5Dclose(made);
    H5Sclose(space);
    H5Tclose(same);
}

static int shape_of(hid_t file, const char *path, hsize_t *extent, bool *text) {
    hid_t dataset = H5Dopen2(file, path, H5P_DEFAULT), space = H5Dget_space(dataset),
          type = H5Dget_type(dataset);
    int rank = H5Sget_simple_extent_dims(space, extent, NULL);
    *text = H5Tget_class(type) == H5T_STRING;
    H5Tclose(type);
    H5Sclose(space);
    H5Dclose(dataset);
    return rank;
}

enum wrong_shape {
    LONGER,
    EMPTY,
    DEEPER,
    SINGLE,
    OTHER_KIND,
    HUGE_EXTENT,
    ELSEWHERE,
    SOFT_LINK,
    OTHER_FILE,
    GONE,
    WRONGS
};
static const char *const whys[WRONGS] = {
    "", "", "", "", "instead of", "", "", "is no variable", "is no variable", "is no variable"};

static void put_out_of_shape(hid_t file, const char *path, enum wrong_shape how) {
    hsize_t extent[4] = {0}, chunk[4] = {1, 1, 1, 1};
    bool text;
    int rank = shape_of(file, path, extent, &text);
    hid_t creation = H5Pcreate(H5P_DATASET_CREATE), type = -1;
    if (how == LONGER) extent[rank - 1]++;
    if (how == EMPTY) extent[0] = 0;
    if (how == DEEPER) extent[rank++] = 1;
    if (how == SINGLE) rank = 0;
    if (how == OTHER_KIND) type = text ? H5T_NATIVE_INT64 : H5T_C_S1;
    if (how == HUGE_EXTENT) {
        extent[0] = (hsize_t)1 << 50;
        H5Pset_chunk(creation, rank, chunk);
    }
    if (how == ELSEWHERE && !text) H5Pset_external(creation, "/dev/zero", 0, H5F_UNLIMITED);
    if (how < SOFT_LINK)
        replace(file, path, type, rank, extent, creation);
    else
        H5Ldelete(file, path, H5P_DEFAULT);
    if (how == SOFT_LINK) H5Lcreate_soft("/day", file, path, H5P_DEFAULT, H5P_DEFAULT);
    if (how == OTHER_FILE) H5Lcreate_external(whole, path, file, path, H5P_DEFAULT, H5P_DEFAULT);
    H5Pclose(creation);
}

// Without its values a text is "", a number 0, and a row of nothing may be right: those need not be refused.
static bool may_pass(const char *path, enum wrong_shape how) {
    bool listed = strncmp(path, "/series/", 8) == 0 || strncmp(path, "/homes/", 7) == 0;
    return is_only_axis(path) || how == HUGE_EXTENT || how == LONGER || how == EMPTY || how == ELSEWHERE ||
           (how == GONE && listed);
}

static void test_every_variable_out_of_shape_is_told(void **state) {
    (void)state;
    for (size_t i = 0; i < path_count; i++)
        for (int how = 0; how < WRONGS; how++) {
            hid_t file = open_copy();
            put_out_of_shape(file, paths[i], (enum wrong_shape)how);
            H5Fclose(file);
            check_refused(may_pass(paths[i], (enum wrong_shape)how) ? NULL : paths[i], whys[how]);
        }
}

static void check_shape_of(const char *path, enum wrong_shape how, const char *why) {
    hid_t file = open_copy();
    put_out_of_shape(file, path, how);
    H5Fclose(file);
    check_refused(path, why);
}

static void test_what_is_wrong_is_told(void **state) {
    (void)state;
    check_shape_of("/flows/amount", LONGER, "has 5 values instead of 4");
    check_shape_of("/parties/won_in", DEEPER, "has 3 x 6 x 1 values instead of 3 x 6");
    check_shape_of("/flows/payer", SINGLE, "has single values instead of 4");
    check_shape_of("/flows/payer", OTHER_KIND, "has whole numbers instead of texts");
    check_shape_of("/flows/amount", OTHER_KIND, "has texts instead of whole numbers");
    check_shape_of("/flows/amount", ELSEWHERE, "has its values elsewhere");
    check_shape_of("/day", HUGE_EXTENT, "has more values than the file can hold");
    check_shape_of("/segment", DEEPER, "is no axis");
}

// An attribute of many values, where one is wanted, would be read over what lies behind it.
static void test_attributes_out_of_shape_are_told(void **state) {
    (void)state;
    static const char *const attributes[][2] = {{"/", "seed"},
                                                {"/", "title"},
                                                {"/", "finished"},
                                                {"/network", "gflop"},
                                                {"/meta", "scenario_text"},
                                                {"/day", "units"}};
    for (size_t i = 0; i < sizeof attributes / sizeof attributes[0]; i++) {
        hid_t file = open_copy();
        const hsize_t many = 1000;
        hid_t space = H5Screate_simple(1, &many, NULL), type = H5Tcopy(H5T_C_S1);
        hid_t old = H5Aopen_by_name(file, attributes[i][0], attributes[i][1], H5P_DEFAULT, H5P_DEFAULT);
        hid_t same = H5Aget_type(old);
        H5Aclose(old);
        H5Adelete_by_name(file, attributes[i][0], attributes[i][1], H5P_DEFAULT);
        hid_t made = H5Acreate_by_name(file, attributes[i][0], attributes[i][1], same, space, H5P_DEFAULT,
                                       H5P_DEFAULT, H5P_DEFAULT);
        assert_true(made >= 0);
        char *values = calloc(many, H5Tget_size(same));
        H5Awrite(made, same, values);
        free(values);
        H5Aclose(made);
        H5Tclose(same);
        H5Tclose(type);
        H5Sclose(space);
        H5Fclose(file);
        check_refused(attributes[i][1], "that is not a single");
    }
}

// Rows are named by number, and a reader looks there.
static void test_rows_that_are_not_there_are_told(void **state) {
    (void)state;
    static const char *const names[] = {"/postings/flow", "/postings/home", "/postings/cause",
                                        "/events/home",   "/events/cause",  "/events/acting_party"};
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        for (int64_t row = -1000; row <= 1000; row += 2000) {
            hid_t file = open_copy(), dataset = H5Dopen2(file, names[i], H5P_DEFAULT);
            const int64_t rows[] = {row, row};
            H5Dwrite(dataset, H5T_NATIVE_INT64, H5S_ALL, H5S_ALL, H5P_DEFAULT, rows);
            H5Dclose(dataset);
            H5Fclose(file);
            check_refused(names[i], "names a row that is not there");
        }
}

static void test_a_file_cut_off_is_refused(void **state) {
    (void)state;
    enum { CUTS = 40 };
    FILE *file = fopen(whole, "rb");
    fseek(file, 0, SEEK_END);
    long size = ftell(file);
    fclose(file);
    for (int i = 0; i < CUTS; i++) {
        H5Fclose(open_copy());
        assert_int_equal(truncate(wrong, size * i / CUTS), 0);
        check_refused("cannot read", "");
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_variable_out_of_shape_is_told),
        cmocka_unit_test(test_what_is_wrong_is_told),
        cmocka_unit_test(test_attributes_out_of_shape_are_told),
        cmocka_unit_test(test_rows_that_are_not_there_are_told),
        cmocka_unit_test(test_a_file_cut_off_is_refused),
    };
    return cmocka_run_group_tests(tests, write_whole, NULL);
}
