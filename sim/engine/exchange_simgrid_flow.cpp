// SPDX-License-Identifier: GPL-3.0-or-later
#include "sim/engine/exchange_simgrid_flow.h"

#include <simgrid/s4u/Comm.hpp>

sg_comm_t exchange_simgrid_flow_begin(sg_host_t from, sg_host_t to, uint64_t bytes) {
    simgrid::s4u::CommPtr flow = simgrid::s4u::Comm::sendto_async(from, to, bytes);
    intrusive_ptr_add_ref(flow.get());  // the caller's share of it
    return flow.get();
}

double exchange_simgrid_flow_bytes_left(sg_comm_t flow) {
    return flow->get_remaining();
}
