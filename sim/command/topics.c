// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/command/topics.h"

#include <string.h>

#include "sim/command/listing.h"

// clang-format off
const struct help_topic topics[] = {
    {.name = "scenario", .summary = "the file that says what is lived",
     .text = "One Lua file is one question. scenario { ... } holds settings of the frame (start, days, seed), sections by their name "
             "(homes = { count = 500 }), and appliances and parties, written as their kind's name with its settings. "
             "What is left out has its default, with a source that 'maru list KIND' shows. A setting on the command line "
             "(--set NAME=VALUE) overrules the file. 'maru reference markdown' prints every word.",
     .example = "scenario {\n"
                "  title = \"A summer of 500 homes\", start = \"2018-06-01\", days = 92,\n"
                "  homes = { count = 500, districts = 5 },\n"
                "  air_conditioner { placement = \"device\" },\n"
                "  electricity {},\n"
                "}"},
    {.name = "policy", .summary = "what a business model and a privacy policy decide", .list = list_policy,
     .text = "A scenario may have several: each has a name, says under which rule each class of data may leave a home (consent), sets "
             "levers of the parties (set), declares levers of its own, and may answer questions in Lua (hooks). What describes the "
             "world is no lever: it is the same under every policy. compare { baseline, policies, replications } puts them side by "
             "side under the same luck.",
     .example = "policy {\n"
                "  name = \"ask_first\",\n"
                "  consent = { pest_sighting = \"ask_each_time\" },\n"
                "  levers = { reward = { 1000, 0, 20000, \"tokens for a sighting\" } },\n"
                "  on_sighting = function(home, sighting, levers)\n"
                "    return { reward_tokens = levers.reward }\n"
                "  end,\n"
                "}"},
    {.name = "rules", .summary = "what a policy may say of a class of data", .list = list_rules,
     .text = "A class without a rule never leaves the home. A rule holds for all recipients, or for each by its name.",
     .example = "consent = { image = \"never\", stock = { grocery = \"opt_in\" } }"},
    {.name = "classes", .summary = "the classes of data that can leave a home", .list = list_classes,
     .text = "What an appliance notices belongs to a class. A party subscribes to a class for a purpose; each such flow has a consent "
             "of its own, and the run file says who came to know what of whom (exposures).",
     .example = "consent = { pest_sighting = \"at_install\" }"},
    {.name = "hooks", .summary = "questions that a policy may answer in Lua", .list = list_hooks,
     .text = "A hook is a function in policy { ... }, called whenever its question comes up, with read-only tables. It answers with a "
             "table of what it decides; what is left out has its default, and what is out of range is refused. Some hooks are only told what "
             "became of it (on_sighting_answer): they may remember it for the next answer, within their run. A list of rules answers as well: of those "
             "whose conditions hold, that of the highest priority decides, then the one with the most conditions; 'maru why' names it. Some "
             "hooks take rules only.",
     .example = "on_sighting = function(home, sighting, levers)\n"
                "  return { ask = home.trust > 0.3 }\n"
                "end\n"
                "on_pest_signs = {\n"
                "  { name = \"sure\", when = { in_a_row = { at_least = 2 }, quiet = false }, answer = { alarm = true } },\n"
                "  { name = \"else\", priority = -1, answer = { alarm = false } },\n"
                "}"},
    {.name = "sections", .summary = "parts of the world that are settings only", .list = list_sections,
     .text = "They are always there. In a scenario a section's name is a key; a plain value means its first setting.",
     .example = "weather = { file = \"seoul_2018.csv\" }, network = \"closed_form\""},
    {.name = "appliances", .summary = "what acts in a home", .list = list_appliances,
     .text = "Each entry stands in all homes that own one (ownership); two of one kind need names.",
     .example = "robot_vacuum { ownership = 0.5 }"},
    {.name = "parties", .summary = "firms, schools and public bodies", .list = list_parties,
     .text = "What a party does is said by its settings; its levers can be set by policies.",
     .example = "maker { name = \"hanbit\" }, pest_control { name = \"bugbye\" }"},
    {.name = "metrics", .summary = "what is counted, by day and privacy segment", .list = list_metrics,
     .text = "In the run file a series is called <entry>_<metric>. Those marked * are key results, which runs and comparisons print.",
     .example = "xarray.open_dataset(\"run.h5\", group=\"series\")[\"air_conditioner_energy\"]"},
    {.name = "techniques", .summary = "AI methods: what they learn from, cost, and when they fail", .list = list_techniques,
     .text = "What recognises, recommends, decides or estimates. Each says what it senses, what it is trained on, the consents that takes, what it "
             "costs, against which truth it is scored, and when it fails. What parties have learnt, version by version, is the group "
             "learning of the run file.",
     .example = "xarray.open_dataset(\"run.h5\", group=\"learning\")"},
    {.name = "scenarios", .summary = "the examples that come with the program", .list = list_scenarios,
     .text = "An example can be named from anywhere: what is not found as it is named is looked for among the examples. Copy one to "
             "change it.",
     .example = "maru run scenarios/first.lua"},
    {.name = "environment", .summary = "what the environment can say",
     .text = "MARU_PATH: the folder that holds lua (modules for require) and scenarios (examples); by default share/maru, as seen from "
             "the program. COLUMNS: how wide tables and paragraphs may be; by default as wide as the terminal, and 80 where there is "
             "none. OMP_WAIT_POLICY: see OpenMP; Maru lets its threads sleep between windows.",
     .example = "COLUMNS=120 maru compare scenarios/pest_leads.lua"},
    {0},
};
// clang-format on

const struct help_topic *topic_named(const char *name) {
    for (const struct help_topic *topic = topics; topic->name; topic++)
        if (strcmp(topic->name, name) == 0) return topic;
    return NULL;
}
