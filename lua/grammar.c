// SPDX-License-Identifier: GPL-3.0-or-later
#include "lua/grammar.h"

#include <stddef.h>

// clang-format off
const struct grammar_part grammar_words[] = {
    {"scenario", "scenario { ... }", "the world that is lived; once in a file", NULL},
    {"policy", "policy { name = \"...\", ... }", "a business model and a privacy policy; any number", NULL},
    {"compare", "compare { baseline = \"...\", ... }", "which policies are put side by side, and how often; once or not at all", NULL},
    {"promise", "promise { \"no image leaves a home\", class = \"image\", never = true }", "what shall hold under every policy; what breaks it is counted; any number", NULL},
    {"branch", "branch { at = \"2018-09-01\", ... }", "one history, many futures: policies that follow on another during the run; any number, one after the other", NULL},
    {"sweep", "sweep { vary = { ... }, ... }", "what `maru sweep` varies, unless the command line says it; once or not at all", NULL},
    {0},
};

const struct grammar_part grammar_scenario[] = {
    {"name", "name = \"pest_leads\"", "short name, for files: letters, digits, _", "string"},
    {"title", "title = \"Does it pay to ask?\"", "the question, in one line", "string"},
    {0},
};

const struct grammar_part grammar_policy[] = {
    {"name", "name = \"ask_first\"", "what the command line, files and tables call it: letters, digits, _", "string"},
    {"title", "title = \"Ask, and pay tokens\"", "what it does, in one line", "string"},
    {"consent", "consent = { data_class = \"rule\", data_class = { party = \"rule\" }, data_class = { rule = \"rule\", form = \"label\", epsilon_month = 4, expires_days = 30, kept_days = 90 }, every = \"rule\", from = { maker = { data_class = \"rule\" } } }",
     "under which rule each class of data may leave, and within which limits; a class without a rule does not, unless there is one for every class; from: of what that maker's appliances notice, where there are several makers", NULL},
    {"levers", "levers = { name = { default, least, most, \"meaning\" } }",
     "numbers of its own, which its hooks read and the command line may set", "table<string, { [1]: number, [2]: number, [3]: number, [4]: string }>"},
    {"set", "set = { [\"entry.setting\"] = value }", "levers of the scenario's parties and appliances; entry = { setting = value } is the same",
     "table<string, any>"},
    {"promises", "promises = { { \"no image leaves a home\", class = \"image\", never = true } }", "what shall hold under this policy; what breaks it is counted", "maru.promise[]"},
    {"combines", "combines = { \"edge_only\", \"tokens\" }", "it is what these policies are together, and what it says itself comes last; where two differ, `order` decides", "string[]"},
    {"order", "order = \"strictest\"", "where combined policies differ in a rule: the stricter rule, the less raw form, the smaller cap, the shorter terms (strictest), or what comes later, which then also holds of levers and settings (last); without it that they differ is an error", "\"strictest\"|\"last\""},
    {0},
};

const struct grammar_part grammar_rule[] = {
    {"rule", "rule = \"opt_in\"", "who is asked", "maru.rule"},
    {"form", "form = \"label\"", "the rawest form in which it may leave: noised, label, pseudonymous, raw; rawer is held back, and counted apart", "maru.form"},
    {"epsilon_month", "epsilon_month = 4", "most that noised labels tell the recipient of a home in a calendar month, added up; what would pass it is held back, and counted apart", "number"},
    {"expires_days", "expires_days = 30", "days after which a consent ends by itself and is asked for again", "number"},
    {"kept_days", "kept_days = 90", "days after which what has left the homes is deleted", "number"},
    {0},
};

const struct grammar_part grammar_promise[] = {
    {"class", "class = { \"image\", \"presence\" }", "of which data, one class or several; whatever is noticed when left out", "maru.class|maru.class[]"},
    {"recipient", "recipient = \"maker\"", "to whom: a party, or all of a kind; anybody when left out", "string"},
    {"minors", "minors = true", "of homes in which somebody under 18 lives, and counted over these; of all when left out", "boolean"},
    {"never", "never = true", "nothing of it leaves a home", "boolean"},
    {"with_consent", "with_consent = true", "nothing leaves without a consent that holds", "boolean"},
    {"form", "form = \"label\"", "it leaves in no rawer form", "maru.form"},
    {"kept_days", "kept_days = 30", "nobody holds it longer than so many days", "number"},
    {"epsilon_month", "epsilon_month = 4", "noised labels tell no more of a home in a calendar month, and without noise it does not leave", "number"},
    {"least_cell", "least_cell = 20", "who publishes counts or means of it tells of so many homes together, or more", "integer"},
    {"fatal", "fatal = true", "once it is broken the run ends with an error, and leaves no run file", "boolean"},
    {0},
};

const struct grammar_part grammar_compare[] = {
    {"baseline", "baseline = \"sell\"", "the policy that the others are compared with; the first one when left out", "string"},
    {"policies", "policies = { \"ask\", \"keep\" }", "the others, in the order of the tables; all when left out", "string[]"},
    {"replications", "replications = 20", "how often each policy is run, each time with other luck (20)", "integer"},
    {"factors", "factors = { \"ai\", \"iot\" }", "switches whose combinations the policies are (require \"factorial\" writes them)", "string[]"},
    {"sums", "sums = { { name = \"firms [won]\", [\"money: hanbit\"] = 1 } }",
     "measures of the comparison, each with a weight, added up to one", "table<string, any>[]"},
    {0},
};

const struct grammar_part grammar_branch[] = {
    {"at", "at = \"2018-09-01\"", "at the first midnight of this day the policies change: rules, levers, set and hooks", "string"},
    {"from", "from = \"sell\"", "the policy that they live under until then, which may itself follow on another at an earlier branch; the file's first when left out", "string"},
    {"policies", "policies = { \"ask\", \"keep\" }", "those that follow; all others when left out, which a file of one branch may do", "string[]"},
    {0},
};

const struct grammar_part grammar_sweep[] = {
    {"vary", "vary = { \"maker.cost_share=0.4..0.8\", \"uncertain\" }", "the settings that vary, each as --vary takes it", "string[]"},
    {"design", "design = \"lhs\"", "where the points lie: grid, random, lhs, sobol, morris or oat (lhs)", "string"},
    {"list", "list = \"points.csv\"", "the points are the lines of this file, beside the scenario", "string"},
    {"runs", "runs = 400", "runs in all: points times policies times replications (100 points)", "integer"},
    {"replications", "replications = 2", "lucks at each point, the same for all points (1)", "integer"},
    {0},
};
// clang-format on
