// SPDX-License-Identifier: GPL-3.0-or-later
// What can be asked by HTTP of one who explores: one table of paths. JSON in UTF-8. All but the page itself asks for the cookie that
// the key is given for. A POST is answered {"ok": true, ...} or {"error": CODE, "text"}: wrong_key, too_many, bad (malformed), unknown,
// busy (that run is at work), full (all runs are pinned or at work), refused with {"faults": [{"name", "text"}]} of what `maru run`
// would print (wish.h).
//
//   GET  /, /static/NAME               the page and its files; it asks for nothing else
//   GET  /api/scenario                 what the scenario asks (described.h)
//   GET  /api/settings?policy=         every setting of its kinds under that policy
//   GET  /events                       server-sent events: `state` (told.h), at once and at every change; `days` while runs are lived
//   GET  /api/lines?run=&from=         days from a number on, as `days` tells them
//   GET  /api/outcomes?run=            what came of a run that is done
//   GET  /api/why?run=&home=           what `maru why` says of a home
//   GET  /run.h5?run=, /report?run=    the run file; the page of `maru report`
//   POST /api/key                      {"key"}: sets the cookie
//   POST /api/check, /api/run          a wish (wish.h): may it be lived? live it: {"ok": true, "run": number}
//   POST /api/step                     {"run", "days": 1 to 366}: so many days further
//   POST /api/stop, /api/drop          {"run"}
//   POST /api/pin                      {"run", "on"}
#ifndef MARU_SIM_EXPLORE_EXPLORE_ROUTES_H
#define MARU_SIM_EXPLORE_EXPLORE_ROUTES_H

struct web_request;

// For web_handler.request: the argument is the study room.
void explore_routes_answer(void *study_room, struct web_request *request);

#endif
