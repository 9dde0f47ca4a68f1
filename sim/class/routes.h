// SPDX-License-Identifier: GPL-3.0-or-later
// What can be asked of a class by HTTP: one table of paths. JSON in UTF-8; cookies say who asks, so that a reload or a second tab is
// the same seat. A POST is answered {"ok": true, ...} or {"error": CODE}: wrong_code, name_taken, bad_name, full, locked, closed (not
// now), stale (another round than now), not_teacher, too_many, bad (malformed or out of range), unknown. `?view=` says as whom
// a teacher's browser looks: student, teacher, wall.
//
//   GET  /, /teacher, /wall            the page, which knows its view by its path
//   GET  /static/NAME                  its files; pages ask for nothing else
//   GET  /api/lesson                   the lesson as lua/lesson.lua describes it, without what bots decide
//   GET  /events?view=                 server-sent events: `state` (view.h), at once and at every change; `days` while a round is
//                                      lived: {"round", "world", "day": [13, 14], "values": [0.41, 0.44]}
//   GET  /api/curves?round=&view=      {"round", "days", "worlds": {"1": {"day": [...], "values": [...]}}}
//   GET  /report?world=&round=         the page of maru report; /script the Lua file; /api/why?home= or ?number= what maru why says;
//                                      without either: homes with much to tell
//   GET  /api/trial?trial=             what came of a trial so far (trial.h); /trial.lua?trial= the same for maru compare
//   GET  /class.csv, /qr.svg           everything, for the teacher; the students' link
//   POST /api/join                     {"code", "name"}: sets the student's cookie
//   POST /api/teacher                  {"key"}: sets the teacher's
//   POST /api/decide                   {"round", "choices": {lever: value}, "prediction": {measure: number or "fewer", "same", "more"}}
//   POST /api/guess                    {"answer": "yes" or "no"}
//   POST /api/trial                    {"world", "round", "lever", "values": [...]}: {"ok": true, "trial": number}
//   POST /api/rule                     {"text"}: {"ok": true, "text": the choices as JSON}, or what is wrong with it (rule.h)
//   POST /api/do                       the teacher's {"do": ...}: start, open, close, extend (seconds), pause (on), rewind (round), shock (name), show
//                                      (what: scores, levers, rules; on), message (text), rename (player, name), remove (player), lock (on),
//                                      end, wipe
#ifndef MARU_SIM_CLASS_ROUTES_H
#define MARU_SIM_CLASS_ROUTES_H

struct web_request;

// For web_handler.request: the argument is the hall.
void routes_answer(void *hall, struct web_request *request);

#endif
