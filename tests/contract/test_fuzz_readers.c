// SPDX-License-Identifier: GPL-3.0-or-later
// Small files of every kind that people give, damaged at random: each is read, or refused as a mistake of the
// file, in one printable message that begins with its name and line. Never a crash, a fault of the machine, a
// hang; memory is watched where this is built with sanitizers. Case n of a seed is always the same file.
//
//   test_fuzz_readers [--count N] [--seed S] [--first N]
//
// What fails, or was being read when the program fell over, is left beside it as fuzz_readers.<ending>.
#include <getopt.h>
#include <inttypes.h>

#include "lua/scenario.h"
#include "models/air/outdoor_air.h"
#include "models/catalogue.h"
#include "models/environment/weather.h"
#include "sim/engine/clock.h"
#include "sim/engine/random.h"
#include "sim/engine/social.h"
#include "sim/engine/utf8.h"
#include "tests/support/check.h"

enum { TEXT_MOST = 1 << 16, HOMES = 6, SHORT_COUNT = 10000 };

struct bytes {
    char text[TEXT_MOST];
    size_t length;
};

// ---- What is read -------------------------------------------------------------------------------------

static const char hours_header[] = "time_kst,\"a \"\"note\"\"\", temperature_c ,solar_mj_m2,pm25_ug_m3\n";

static void write_hours(struct bytes *file) {
    int used = snprintf(file->text, TEXT_MOST, "%s", hours_header);
    for (int hour = 0; hour < 28; hour++)
        used += snprintf(file->text + used, TEXT_MOST - (size_t)used,
                         "2018-08-%02dT%02d:00,\"so,\n%d\",%d.5, 1.2e-1 ,%d\n", 1 + hour / 24, hour % 24,
                         hour, 20 + hour % 10, 30 - hour);
    file->length = (size_t)used;
}

static void write_plain(struct bytes *file, const char *text) {
    file->length = (size_t)snprintf(file->text, TEXT_MOST, "%s", text);
}

static void write_edges(struct bytes *file) {
    write_plain(file, "# who knows whom\n0 1\n1\t2\n\n2 3\n 3 4 \n4 0\n2 2\n0 2\n2 0\n");
}

static void write_graphml(struct bytes *file) {
    write_plain(
        file,
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<graphml "
        "xmlns=\"http://graphml.graphdrawing.org/xmlns\">\n"
        "<key id=\"w\" for=\"edge\" attr.name=\"w\" attr.type=\"double\"><default>1</default></key>\n"
        "<key id=\"n\" for=\"node\" attr.name=\"name\" attr.type=\"string\"/>\n"
        "<graph id=\"G\" edgedefault=\"undirected\">\n<node id=\"a\"><data key=\"n\">A &amp; "
        "B</data></node>\n"
        "<node id=\"b\"/>\n<node id=\"c\"><port name=\"p\"/></node>\n<!-- three -->\n<node id=\"d\"/>\n"
        "<edge source=\"a\" target=\"b\"><data key=\"w\">2.5</data></edge>\n"
        "<edge source=\"b\" target=\"c\" directed=\"true\"/>\n<edge source=\"d\" target=\"a\"/>\n"
        "</graph>\n</graphml>\n");
}

static void write_scenario(struct bytes *file) {
    write_plain(
        file,
        "-- What is asked?\nlocal korea = require \"korea_2018\"\nscenario {\n  name = \"fuzz\", title = "
        "\"Caf\xC3\xA9\",\n"
        "  start = \"2018-06-01\", days = 2,\n  homes = { count = 20, districts = 2 },\n"
        "  friends = { model = \"small_world\", neighbours = 4 },\n  maker { name = \"hanbit\" },\n"
        "  pest_control { name = \"bugbye\" },\n  robot_vacuum { ownership = 0.5 },\n  electricity {},\n}\n"
        "policy {\n  name = \"ask\", title = [[Ask first]],\n  consent = { pest_sighting = \"ask_each_time\" "
        "},\n"
        "  levers = { reward = { 1, 0, 9, \"tokens\" } },\n  on_sighting = function(sighting) return { ask = "
        "true } end,\n"
        "}\npolicy { name = \"keep\", consent = { pest_sighting = { maker = \"never\" } } }\n"
        "compare { baseline = \"ask\", policies = { \"keep\" }, replications = 2 }\n");
}

static bool read_weather(const char *path, struct status *status) {
    void *settings = setting_defaults(weather_section.kind.settings);
    struct weather *weather = weather_create(settings, clock_days_from_civil(2018, 8, 1), 1,
                                             (struct random_key){1, 1}, path, status);
    weather_free(weather);
    setting_free(weather_section.kind.settings, settings);
    return weather != NULL;
}

static bool read_air(const char *path, struct status *status) {
    void *settings = setting_defaults(air_section.kind.settings);
    struct outdoor_air *air = outdoor_air_create(settings, clock_days_from_civil(2018, 8, 1), 1,
                                                 (struct random_key){1, 1}, path, status);
    outdoor_air_free(air);
    setting_free(air_section.kind.settings, settings);
    return air != NULL;
}

static bool read_friends(const char *path, struct status *status) {
    static const uint16_t districts[HOMES];
    struct social_settings settings = {.model = SOCIAL_FILE};
    struct social *social = social_create(&settings, HOMES, districts, 1, 1, path, status);
    social_free(social);
    return social != NULL;
}

static bool read_scenario(const char *path, struct status *status) {
    struct scenario_file *file = scenario_load(path, models_catalogue(), status);
    scenario_free(file);
    return file != NULL;
}

static const struct reader {
    const char *name, *path;
    void (*write)(struct bytes *file);
    bool (*read)(const char *path, struct status *status);
} readers[] = {{"weather", "fuzz_readers.weather.csv", write_hours, read_weather},
               {"air", "fuzz_readers.air.csv", write_hours, read_air},
               {"edge list", "fuzz_readers.txt", write_edges, read_friends},
               {"GraphML", "fuzz_readers.graphml", write_graphml, read_friends},
               {"scenario", "fuzz_readers.lua", write_scenario, read_scenario}};
enum { READERS = sizeof readers / sizeof readers[0] };

// ---- Damage -------------------------------------------------------------------------------------------

static size_t draw(struct random_sequence *chance, size_t below) {
    return below ? (size_t)(random_next_uniform(chance) * (double)below) : 0;
}

// Puts `length` bytes in the place of `gone`.
static void replace(struct bytes *file, size_t place, size_t gone, const char *put, size_t length) {
    if (file->length - gone + length >= TEXT_MOST) return;
    memmove(file->text + place + length, file->text + place + gone, file->length - place - gone);
    memcpy(file->text + place, put, length);
    file->length += length - gone;
}

static void change_byte(struct bytes *file, struct random_sequence *chance) {
    static const char liked[] = ",\"\r\n\t \0\xFF\xE9<>&;-0'={}[]/\\#";
    size_t place = draw(chance, file->length);
    if (file->length == 0) return;
    char byte = draw(chance, 2) ? liked[draw(chance, sizeof liked)] : (char)draw(chance, 256);
    if (draw(chance, 3) == 0) byte = (char)(file->text[place] ^ (1 << draw(chance, 8)));
    file->text[place] = byte;
}

static void insert_words(struct bytes *file, struct random_sequence *chance) {
    static const char *const words[] = {"\"",
                                        "\"\"",
                                        ",",
                                        ",,",
                                        "\r",
                                        "\r\n",
                                        "\n\n",
                                        "\xEF\xBB\xBF",
                                        "\xFF\xFE",
                                        "nan",
                                        "-inf",
                                        "0x1p3",
                                        "1e999",
                                        "-1",
                                        "4000000000",
                                        "99999999999999999999",
                                        "2018-08-01T05:00",
                                        "24:00",
                                        "\xEB\xA7\x88",
                                        "\x1B[2J",
                                        "<node id=\"a\"/>",
                                        "<node id=\"e\"/>",
                                        "<edge source=\"a\" target=\"zz\"/>",
                                        "<graph>",
                                        "</graph>",
                                        "<hyperedge/>",
                                        "<locator/>",
                                        "&#65;",
                                        "&lots;",
                                        "<![CDATA[",
                                        "]]>",
                                        "<!--",
                                        "<!DOCTYPE graphml [<!ENTITY lots \"&#60;node/>\">]>",
                                        "xmlns=\"x\" ",
                                        "end ",
                                        "[[",
                                        "{",
                                        "}",
                                        "--[[",
                                        "require 'nothing' ",
                                        "\\xE9",
                                        "count = 1e9, ",
                                        "name = \"x\", "};
    const char *word = words[draw(chance, sizeof words / sizeof words[0])];
    replace(file, draw(chance, file->length + 1), 0, word, strlen(word));
}

// A line of the text, or a run of bytes.
static void pick_part(const struct bytes *file, struct random_sequence *chance, size_t *place,
                      size_t *length) {
    *place = draw(chance, file->length);
    bool line = draw(chance, 2);
    while (line && *place > 0 && file->text[*place - 1] != '\n') --*place;
    size_t rest = file->length - *place;
    const char *end = line && rest ? memchr(file->text + *place, '\n', rest) : NULL;
    *length = !line ? draw(chance, rest + 1) : end ? (size_t)(end + 1 - file->text) - *place : rest;
}

static void drop_part(struct bytes *file, struct random_sequence *chance) {
    size_t place, length;
    pick_part(file, chance, &place, &length);
    replace(file, place, length, "", 0);
}

static void copy_part(struct bytes *file, struct random_sequence *chance) {
    static struct bytes before;
    size_t place, length;
    pick_part(file, chance, &place, &length);
    before = *file;
    replace(file, draw(chance, file->length + 1), 0, before.text + place, length);
}

static void cut_off(struct bytes *file, struct random_sequence *chance) {
    file->length = draw(chance, file->length + 1);
}

static void end_lines_otherwise(struct bytes *file, struct random_sequence *chance) {
    bool pairs = draw(chance, 2);
    for (size_t i = 0; i < file->length; i++)
        if (file->text[i] == '\n') replace(file, i, 1, pairs ? "\r\n" : "\r", pairs ? 2 : 1), i += pairs;
}

static void damage(struct bytes *file, struct random_sequence *chance) {
    static void (*const ways[])(struct bytes *, struct random_sequence *) = {
        change_byte, change_byte, change_byte, insert_words,       insert_words,
        drop_part,   copy_part,   cut_off,     end_lines_otherwise};
    size_t times = draw(chance, 5);  // none: the file as it is must be read
    for (size_t i = 0; i < times; i++) ways[draw(chance, sizeof ways / sizeof ways[0])](file, chance);
}

// ---- Judgement ----------------------------------------------------------------------------------------

// Mistakes that have no line.
static bool is_about_the_whole(const char *rest) {
    static const char *const reasons[] = {" holds ",          ": the file is empty",
                                          ": no hours after", ": there is no",
                                          ": igraph reads",   ": the friendship graph cannot be made: "};
    for (size_t i = 0; i < sizeof reasons / sizeof reasons[0]; i++)
        if (strncmp(rest, reasons[i], strlen(reasons[i])) == 0) return true;
    int used = 0;
    sscanf(rest, ": %*d people%n", &used);
    return used > 0;
}

static const char *fault_of(const struct reader *reader, bool read, const struct status *status) {
    if (read) return status->code == STATUS_OK ? NULL : "read, and a message";
    if (status->code != STATUS_SCENARIO) return "not refused as a mistake of the file";
    const char *message = status->message, *rest = message + strlen(reader->path);
    if (strncmp(message, reader->path, strlen(reader->path)) != 0)
        return "the message does not begin with the file";
    int used = 0;
    sscanf(rest, ":%*u: %n", &used);
    if (used == 0 && !is_about_the_whole(rest)) return "the message has no line";
    for (const char *line = message; *line; line += strcspn(line, "\n\t"), line += *line != '\0')
        if (!utf8_is_line(line, strcspn(line, "\n\t"))) return "the message cannot be printed";
    return NULL;
}

static void write_file(const char *path, const struct bytes *file) {
    FILE *stream = fopen(path, "wb");
    if (!stream || fwrite(file->text, 1, file->length, stream) != file->length || fclose(stream)) exit(1);
}

// Returns whether the file was read; stops the program when what came of it is wrong.
static bool try_case(const struct reader *reader, uint32_t seed, uint64_t number) {
    static struct bytes file;
    struct random_sequence chance = {{seed, (uint32_t)(number >> 32)}, RANDOM_WORLD, (uint32_t)number, 0};
    struct status status = {0};
    reader->write(&file);
    damage(&file, &chance);
    write_file(reader->path, &file);
    bool read = reader->read(reader->path, &status);
    const char *fault = fault_of(reader, read, &status);
    if (fault) {
        printf("FAILED: %s, case %" PRIu64 " of seed %" PRIu32 ", left in %s: %s\n  %s\n", reader->name,
               number, seed, reader->path, fault, status.message);
        exit(1);
    }
    unlink(reader->path);
    return read;
}

static uint64_t number_or_stop(const char *text) {
    char *end;
    uint64_t number = strtoull(text, &end, 10);
    if (end == text || *end) fprintf(stderr, "not a whole number: %s\n", text), exit(2);
    return number;
}

int main(int argc, char **argv) {
    static const struct option options[] = {{"count", required_argument, NULL, 'c'},
                                            {"seed", required_argument, NULL, 's'},
                                            {"first", required_argument, NULL, 'f'},
                                            {0}};
    uint64_t count = SHORT_COUNT, seed = 2018, first = 0, read[READERS] = {0}, tried[READERS] = {0};
    for (int option; (option = getopt_long(argc, argv, "", options, NULL)) != -1;) {
        if (option == '?') return 2;
        *(option == 'c' ? &count : option == 's' ? &seed : &first) = number_or_stop(optarg);
    }
    for (uint64_t number = first; number < first + count; number++) {
        size_t which = number % READERS;
        tried[which]++;
        read[which] += try_case(&readers[which], (uint32_t)seed, number);
    }
    printf("seed %" PRIu64 ":", seed);
    for (size_t i = 0; i < READERS; i++)
        printf(" %s %" PRIu64 " read, %" PRIu64 " refused;", readers[i].name, read[i], tried[i] - read[i]);
    printf("\n");
    return 0;
}
