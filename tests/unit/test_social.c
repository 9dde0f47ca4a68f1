// SPDX-License-Identifier: GPL-3.0-or-later
// The friendship graph: what each model promises in its literature, files good and bad, and that it is always
// simple, symmetric, sorted and the same for the same seed.
#include "sim/engine/social.h"

#include <unistd.h>

#include "sim/engine/random.h"
#include "tests/support/check.h"
#include "tests/support/data_file.h"

enum { PEOPLE = 10000, DISTRICTS = 40, CROWD = 100000 };
static uint16_t district[CROWD];

static void assert_near(double value, double expected, double tolerance) {
    if (!(fabs(value - expected) <= tolerance))
        fail_msg("%.9g is not %.9g within %.3g", value, expected, tolerance);
}

static struct social *make(struct social_settings settings, uint32_t count, uint32_t replication) {
    struct status status = {0};
    struct social *social =
        social_create(&settings, count, district, 2018, replication, settings.file, &status);
    if (!social) fail_msg("%s", status.message);
    return social;
}

static uint32_t degree(const struct social *social, uint32_t person) {
    return social->first[person + 1] - social->first[person];
}

static double mean_degree(const struct social *social) {
    return social->first[social->count] / (double)social->count;
}

static bool are_friends(const struct social *social, uint32_t a, uint32_t b) {
    uint32_t low = social->first[a], high = social->first[a + 1];
    while (low < high) {
        uint32_t middle = (low + high) / 2;
        if (social->friend[middle] == b) return true;
        *(social->friend[middle] < b ? &low : &high) = social->friend[middle] < b ? middle + 1 : middle;
    }
    return false;
}

// Ascending, no loops, no doubles, and friendship is mutual.
static void assert_proper(const struct social *social) {
    for (uint32_t a = 0; a < social->count; a++)
        for (uint32_t i = social->first[a]; i < social->first[a + 1]; i++) {
            assert_true(social->friend[i] < social -> count && social -> friend[i] != a);
            assert_true(i == social->first[a] || social->friend[i - 1] < social -> friend[i]);
            assert_true(are_friends(social, social->friend[i], a));
        }
}

// Mean over persons of the share of their friends that are friends of each other.
static double clustering(const struct social *social) {
    double sum = 0;
    for (uint32_t a = 0; a < social->count; a++) {
        double closed = 0, k = degree(social, a);
        for (uint32_t i = social->first[a]; i < social->first[a + 1]; i++)
            for (uint32_t j = i + 1; j < social->first[a + 1]; j++)
                closed += are_friends(social, social->friend[i], social -> friend[j]);
        sum += k > 1 ? closed / (k * (k - 1) / 2) : 0;
    }
    return sum / social->count;
}

static double share_within_district(const struct social *social) {
    double within = 0;
    for (uint32_t a = 0; a < social->count; a++)
        for (uint32_t i = social->first[a]; i < social->first[a + 1]; i++)
            within += district[a] == district[social->friend[i]];
    return within / social->first[social->count];
}

// ---- Models --------------------------------------------------------------------------------------------

// A ring lattice has clustering C0 = 3 (k - 2) / (4 (k - 1)); rewiring a share p leaves about C0 (1 - p)^3
// (Barrat & Weigt 2000).
static void small_world_clusters_as_its_theory_says(void **unused) {
    (void)unused;
    const double shares[] = {0, 0.1, 0.3};
    for (int i = 0; i < 3; i++) {
        struct social *social =
            make((struct social_settings){SOCIAL_SMALL_WORLD, 6, shares[i], 0, NULL}, PEOPLE, 1);
        assert_proper(social);
        assert_near(mean_degree(social), 6, 1e-12);
        assert_near(clustering(social), 0.6 * pow(1 - shares[i], 3), i ? 0.02 : 1e-12);
        social_free(social);
    }
}

// m ties per newcomer: mean 2 m, and P(k) = 2 m (m + 1) / (k (k + 1) (k + 2)) (Dorogovtsev, Mendes & Samukhin
// 2000).
static void preferential_attachment_has_its_power_law(void **unused) {
    (void)unused;
    enum { M = 3 };
    struct social *social = make((struct social_settings){SOCIAL_PREFERENTIAL, 2 * M, 0, 0, NULL}, PEOPLE, 1);
    assert_proper(social);
    assert_near(mean_degree(social), 2 * M, 0.01);
    double counts[21] = {0}, most = 0;
    for (uint32_t a = 0; a < PEOPLE; a++) {
        if (degree(social, a) <= 20) counts[degree(social, a)]++;
        most = fmax(most, degree(social, a));
    }
    for (int k = M; k <= 12; k++) {
        double expected = 2.0 * M * (M + 1) / (k * (k + 1) * (k + 2)) * PEOPLE;
        assert_near(counts[k], expected, 5 * sqrt(expected) + 0.02 * expected);
    }
    assert_true(most > 100);
    social_free(social);
}

static void blocks_hold_their_share_of_ties(void **unused) {
    (void)unused;
    const double shares[] = {0, 0.5, 1};
    for (int i = 0; i < 3; i++) {
        struct social *social =
            make((struct social_settings){SOCIAL_BLOCKS, 7, 0, shares[i], NULL}, PEOPLE, 1);
        assert_proper(social);
        assert_near(mean_degree(social), 7, 4 * sqrt(2 * 7.0 / PEOPLE));
        assert_near(share_within_district(social), shares[i], 0.01);
        social_free(social);
    }
}

// Six households of two districts, chances of a tie that come to 1: everybody who may be tied is.
static void blocks_leave_out_no_tie_that_is_sure(void **unused) {
    (void)unused;
    const struct {
        int neighbours;
        double within;
        uint32_t ties;
    } sure[] = {{4, 1, 3 + 3}, {4, 0, 3 * 3}, {10, 0.5, 6 * 5 / 2}};
    uint16_t before[6];
    memcpy(before, district, sizeof before);
    for (uint32_t i = 0; i < 6; i++) district[i] = i % 2;
    for (int i = 0; i < 3; i++) {
        struct social *social =
            make((struct social_settings){SOCIAL_BLOCKS, sure[i].neighbours, 0, sure[i].within, NULL}, 6, 1);
        assert_proper(social);
        assert_int_equal(social->first[6], 2 * sure[i].ties);
        social_free(social);
    }
    memcpy(district, before, sizeof before);
}

static void nobody_has_friends_in_none(void **unused) {
    (void)unused;
    struct social *social = make((struct social_settings){.model = SOCIAL_NONE, .neighbours = 6}, 100, 1);
    assert_int_equal(social->first[100], 0);
    social_free(social);
}

// A handful of households: as many ties as there can be, never a loop.
static void small_worlds_of_few_households(void **unused) {
    (void)unused;
    for (int model = SOCIAL_SMALL_WORLD; model <= SOCIAL_BLOCKS; model++)
        for (uint32_t count = 1; count <= 9; count++)
            for (int neighbours = 0; neighbours <= 6; neighbours += 2) {
                struct social *social =
                    make((struct social_settings){model, neighbours, 0.1, 0.5, NULL}, count, 1);
                assert_proper(social);
                assert_true(neighbours > 0 || social->first[count] == 0);
                social_free(social);
            }
}

static bool same(const struct social *a, const struct social *b) {
    size_t ties = a->first[a->count];
    return a->count == b->count && memcmp(a->first, b->first, (a->count + 1) * sizeof *a->first) == 0 &&
           memcmp(a->friend, b->friend, ties * sizeof *a->friend) == 0;
}

static void the_seed_decides(void **unused) {
    (void)unused;
    for (int model = SOCIAL_SMALL_WORLD; model <= SOCIAL_BLOCKS; model++) {
        struct social_settings settings = {model, 6, 0.1, 0.5, NULL};
        struct social *once = make(settings, 500, 1), *again = make(settings, 500, 1),
                      *other = make(settings, 500, 2);
        assert_true(same(once, again));
        assert_false(same(once, other));
        social_free(once);
        social_free(again);
        social_free(other);
    }
}

static void a_hundred_thousand_households_find_friends(void **unused) {
    (void)unused;
    for (int model = SOCIAL_SMALL_WORLD; model <= SOCIAL_BLOCKS; model++) {
        struct social *social = make((struct social_settings){model, 10, 0.1, 0.5, NULL}, CROWD, 1);
        assert_near(mean_degree(social), 10, 0.1);
        social_free(social);
    }
}

// ---- Files and mistakes --------------------------------------------------------------------------------

static char file_name[40];

static void write_file(const char *name, const char *text) {
    snprintf(file_name, sizeof file_name, "%s", name);
    FILE *file = fopen(file_name, "w");
    assert_non_null(file);
    fputs(text, file);
    fclose(file);
}

static struct social *read_text(const char *name, const char *text, uint32_t count, struct status *status) {
    write_file(name, text);
    struct social_settings settings = {.model = SOCIAL_FILE, .file = file_name};
    struct social *social = social_create(&settings, count, district, 1, 1, file_name, status);
    unlink(file_name);
    return social;
}

static void edge_lists_are_cleaned(void **unused) {
    (void)unused;
    struct status status = {0};
    struct social *social =
        read_text("ties.txt", "# who knows whom\n2 0\r\n0 2\n\n1 1\n0\t1\n2 3 \n", 6, &status);
    assert_non_null(social);
    assert_proper(social);
    assert_int_equal(social->first[6], 6);
    assert_true(are_friends(social, 0, 1) && are_friends(social, 0, 2) && are_friends(social, 2, 3));
    assert_true(degree(social, 4) == 0 && degree(social, 5) == 0);
    social_free(social);
}

static void refused(const char *name, const char *text, const char *message) {
    struct status status = {0};
    assert_null(read_text(name, text, 3, &status));
    assert_int_equal(status.code, STATUS_SCENARIO);
    if (!strstr(status.message, message)) fail_msg("'%s' does not say '%s'", status.message, message);
}

static void edge_lists_of_any_line_ends_are_read(void **unused) {
    (void)unused;
    const char *const texts[] = {
        "\xEF\xBB\xBF"
        "0 1\n1 2\n",
        "0 1\r\n1 2\r\n", "0 1\r1 2\r", "0 1\n1 2", "0 1\r1\t2"};
    for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
        struct status status = {0};
        struct social *social = read_text("ties.txt", texts[i], 3, &status);
        if (!social) fail_msg("%s", status.message);
        assert_true(social->first[3] == 4 && are_friends(social, 0, 1) && are_friends(social, 1, 2));
        social_free(social);
    }
}

static void mistakes_in_edge_lists_are_named(void **unused) {
    (void)unused;
    refused("ties.txt", "0 1\n1 two\n", "ties.txt:2: expected two numbers, found '1 two'");
    refused("ties.txt", "0 1 5\n", "ties.txt:1: expected two numbers");
    refused("ties.txt", "0,1\n", "ties.txt:1: expected two numbers, found '0,1'");
    refused("ties.txt", "0 1.5\n", "ties.txt:1: expected two numbers, found '0 1.5'");
    refused("ties.txt", "0\n1\n", "ties.txt:1: expected two numbers, found '0'");
    refused("ties.txt", "0 1\x1B[2J\n", "ties.txt:1: expected two numbers, found '0 1\\x1B[2J'");
    refused("ties.txt", "0 1\n2 3\n",
            "ties.txt:2: household 3: the scenario has households 0 to 2 (homes.count)");
    refused("ties.txt", "-1 0\n", "ties.txt:1: household -1");
    refused("ties.txt", "0 1\r0 4000000000\r",
            "ties.txt:2: household 4000000000: the scenario has households 0 to 2");
    refused("ties.txt", "0 99999999999999999999\n", "ties.txt:1: household 9223372036854775807");
    refused("ties.txt", "", "ties.txt: there is no tie in the file");
    refused("ties.txt", "# nobody\n", "ties.txt: there is no tie in the file");
    refused("ties.txt", "0 1\n1 \xB2\n", "ties.txt:2: the byte \\xB2 is no UTF-8");
    refused("ties.xml", "<graphml>",
            "ties.xml:1: expected two numbers, found '<graphml>' (the name of a GraphML file ends "
            "in .graphml)");
}

// The graph of the text, within a whole file; it begins in line 3.
static const char *graphml(const char *graph) {
    static char text[2000];
    snprintf(text, sizeof text,
             "<?xml version=\"1.0\"?>\n<graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\" "
             "xmlns:x=\"http://example.org\">\n%s\n</graphml>\n",
             graph);
    return text;
}
#define GRAPH(inside) "<graph edgedefault=\"undirected\">\n" inside "</graph>"
#define THREE_NODES   "<node id=\"a\"/><node id=\"b\"/><node id=\"c\"/>\n"

static void mistakes_in_graphml_are_named(void **unused) {
    (void)unused;
    const struct {
        const char *graph, *message;
    } cases[] = {
        {GRAPH(THREE_NODES "<node id=\"d\"/>"), "ties.graphml: 4 people: the scenario has 3 households"},
        {GRAPH(THREE_NODES "<edge source=\"a\" target=\"bb\"/>"),
         "ties.graphml:5: target=\"bb\": no node before this edge has that id"},
        {GRAPH("<node id=\"a\"/><edge source=\"b\" target=\"a\"/><node id=\"b\"/>"),
         "ties.graphml:4: source=\"b\": no node before this edge has that id"},
        {GRAPH(THREE_NODES "<edge source=\"a\"/>"), "ties.graphml:5: an edge without a target"},
        {GRAPH("<node/>"), "ties.graphml:4: a node without an id"},
        {GRAPH("<node x:id=\"a\"/>"), "ties.graphml:4: a node without an id"},
        {GRAPH(THREE_NODES "<node id=\"b\"/>"), "ties.graphml:5: the node \"b\" is there twice"},
        {GRAPH(THREE_NODES "<hyperedge><endpoint node=\"a\"/></hyperedge>"),
         "ties.graphml:5: <hyperedge> is not read"},
        {GRAPH("<node id=\"a\"><locator/></node>"), "ties.graphml:4: <locator> is not read"},
        {GRAPH(THREE_NODES) "\n" GRAPH(""),
         "ties.graphml:6: a second graph: the first begins in line 3, and one file holds one"},
        {GRAPH(GRAPH("<node id=\"a\"/>")), "ties.graphml:4: a graph within the graph that begins in line 3"},
        {GRAPH("<node id=\"a\">" GRAPH("<node id=\"b\"/>") "</node>"),
         "ties.graphml:4: a graph within the graph that begins in line 3"},
        {GRAPH("<node id=\"a\"/>") "\n<node id=\"b\"/>",
         "ties.graphml: igraph reads 1 nodes and 0 edges of the file's 2 and 0"},
        {GRAPH(""), "ties.graphml: there is no node in the graph"},
        {"", "ties.graphml: there is no graph"},
        {GRAPH(THREE_NODES "<edge source=\"a\" target=\"b\">"),
         "ties.graphml:5: no well-formed XML: Opening and ending tag mismatch: edge"},
        {GRAPH("<node id=\"&lots;\"/>"), "ties.graphml:4: no well-formed XML: Entity 'lots' not defined"},
        {"<key id=\"w\" for=\"edge\" attr.name=\"w\" attr.type=\"double\"/>" GRAPH(
             THREE_NODES "<edge source=\"a\" target=\"b\"><data key=\"w\">heavy</data></edge>"),
         "ties.graphml: the friendship graph cannot be made: Unexpected character 'h' while parsing real "
         "number"},
    };
    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++)
        refused("ties.graphml", graphml(cases[i].graph), cases[i].message);
    refused("ties.graphml", "", "ties.graphml: the file is empty");
    refused("ties.graphml", "0 1\n", "ties.graphml:1: no well-formed XML: Start tag expected, '<' not found");
    refused("ties.GRAPHML", "<gexf/>", "ties.GRAPHML:1: this is no GraphML: it begins with <gexf>");
    refused("ties.graphml", "<graphml><graph",
            "ties.graphml:1: no well-formed XML: Couldn't find end of Start Tag graph");
}

static void graphml_is_read(void **unused) {
    (void)unused;
    struct status status = {0};
    struct social *social = read_text(
        "ties.graphml",
        "<?xml version=\"1.0\"?><graphml xmlns=\"http://graphml.graphdrawing.org/xmlns\">"
        "<graph edgedefault=\"directed\"><node id=\"a\"/><node id=\"b\"/><node id=\"c\"/>"
        "<edge source=\"a\" target=\"c\"/><edge source=\"c\" target=\"a\"/><edge source=\"c\" target=\"b\"/>"
        "</graph></graphml>",
        5, &status);
    if (!social) fail_msg("%s", status.message);
    assert_proper(social);
    assert_int_equal(social->first[5], 4);
    assert_true(are_friends(social, 0, 2) && are_friends(social, 1, 2));
    social_free(social);
}

// As a drawing program writes it, with lines that end in a CR alone, one household being its own friend.
static void graphml_with_more_than_a_graph_is_read(void **unused) {
    (void)unused;
    struct status status = {0};
    char text[2100];
    snprintf(text, sizeof text, "\xEF\xBB\xBF%s",
             graphml("<key id=\"d1\" for=\"node\" yfiles.type=\"nodegraphics\"/>" GRAPH(
                 "<desc>friends</desc><node id=\"n::1\"><data key=\"d1\"><x:node id=\"y\"/></data><port "
                 "name=\"p\"/>"
                 "</node><node id=\"\xEB\xA7\x88\"/><!-- <edge/> --><edge source=\"n::1\" sourceport=\"p\" "
                 "target=\"\xEB\xA7\x88\"/><edge source=\"n::1\" target=\"n::1\"/>")));
    for (char *c = text; *c; c++)
        if (*c == '\n') *c = '\r';
    struct social *social = read_text("ties.GraphML", text, 3, &status);
    if (!social) fail_msg("%s", status.message);
    assert_proper(social);
    assert_true(social->first[3] == 2 && are_friends(social, 0, 1));
    social_free(social);
}

static void mistakes_in_settings_are_named(void **unused) {
    (void)unused;
    struct status odd = {0}, nameless = {0}, missing = {0};
    struct social_settings settings = {.model = SOCIAL_SMALL_WORLD, .neighbours = 5};
    assert_null(social_create(&settings, 10, district, 1, 1, NULL, &odd));
    assert_non_null(
        strstr(odd.message, "friends.neighbours = 5: model \"small_world\" needs an even number"));
    settings.model = SOCIAL_FILE;
    assert_null(social_create(&settings, 10, district, 1, 1, NULL, &nameless));
    assert_non_null(strstr(nameless.message, "friends.file must name"));
    assert_null(social_create(&settings, 10, district, 1, 1, "nowhere.txt", &missing));
    assert_string_equal(missing.message, "nowhere.txt: No such file or directory");
    assert_int_equal(missing.code, STATUS_SCENARIO);
}

// SNAP's Facebook ego networks (McAuley & Leskovec 2012).
static void real_friendships(void **unused) {
    (void)unused;
    enum { FACEBOOK = 4039, TIES = 88234 };
    if (!data_file_there("friends_facebook_edges.txt")) skip();
    char path[2000];
    snprintf(path, sizeof path, "%s", data_file_path("friends_facebook_edges.txt"));
    struct social *social = make((struct social_settings){.model = SOCIAL_FILE, .file = path}, FACEBOOK, 1);
    assert_proper(social);
    assert_int_equal(social->first[FACEBOOK], 2 * TIES);
    double square = 0;
    for (uint32_t a = 0; a < FACEBOOK; a++) square += pow(degree(social, a), 2) / FACEBOOK;
    assert_near(mean_degree(social), 43.69, 0.005);
    assert_near(square, 4656.1, 0.05);
    assert_near(mean_degree(social) / (square - mean_degree(social)), 0.00947, 5e-6);
    social_free(social);
}

int main(void) {
    for (int i = 0; i < CROWD; i++) district[i] = (uint16_t)(i * 7 % DISTRICTS);
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_world_clusters_as_its_theory_says),
        cmocka_unit_test(preferential_attachment_has_its_power_law),
        cmocka_unit_test(blocks_hold_their_share_of_ties),
        cmocka_unit_test(blocks_leave_out_no_tie_that_is_sure),
        cmocka_unit_test(nobody_has_friends_in_none),
        cmocka_unit_test(small_worlds_of_few_households),
        cmocka_unit_test(the_seed_decides),
        cmocka_unit_test(a_hundred_thousand_households_find_friends),
        cmocka_unit_test(edge_lists_are_cleaned),
        cmocka_unit_test(edge_lists_of_any_line_ends_are_read),
        cmocka_unit_test(mistakes_in_edge_lists_are_named),
        cmocka_unit_test(mistakes_in_graphml_are_named),
        cmocka_unit_test(graphml_is_read),
        cmocka_unit_test(graphml_with_more_than_a_graph_is_read),
        cmocka_unit_test(mistakes_in_settings_are_named),
        cmocka_unit_test(real_friendships),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
