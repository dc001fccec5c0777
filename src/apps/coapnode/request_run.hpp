// SPDX-License-Identifier: MIT
/// Runs one request, prints its answer and ends the loop with the exit code.
#pragma once

#include "apps/coapnode/asking.hpp"
#include "apps/coapnode/output.hpp"
#include "apps/coapnode/runtime.hpp"

#include <string>

namespace coapnode {

class RequestRun {
public:
    RequestRun(Runtime& runtime, const Arguments& arguments, Printer& printer, const Target& target,
               OutgoingRequest request);
    RequestRun(const RequestRun&) = delete;
    RequestRun& operator=(const RequestRun&) = delete;

private:
    void show_progress();
    void end(const Asking::Answer& answer);

    Runtime& runtime_;
    Printer& printer_;
    Target target_;
    std::string uri_;
    Method method_;
    Asking asking_;
    Timer progress_;
};

}  // namespace coapnode
