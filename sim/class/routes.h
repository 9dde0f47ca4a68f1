// SPDX-License-Identifier: GPL-3.0-or-later
// What can be asked of a class by HTTP: one table of paths.
#ifndef MARU_SIM_CLASS_ROUTES_H
#define MARU_SIM_CLASS_ROUTES_H

struct web_request;

// For web_handler.request: the argument is the server.
void routes_answer(void *server, struct web_request *request);

#endif
