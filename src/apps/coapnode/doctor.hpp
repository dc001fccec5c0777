// SPDX-License-Identifier: MIT
/// The steps of coapnode doctor, one after the other. Nothing on the node is changed.
#pragma once

#include "apps/coapnode/asking.hpp"
#include "apps/coapnode/doctor_report.hpp"
#include "apps/coapnode/keyring.hpp"
#include "apps/coapnode/pinging.hpp"
#include "apps/coapnode/runtime.hpp"
#include "coap/client/observation.hpp"
#include "coapnode/rest/links.hpp"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace coapnode {

class Doctor {
public:
    /// Ends the loop with the exit code.
    Doctor(Runtime& runtime, const Arguments& arguments, const Keyring& keyring, Printer& printer);
    Doctor(const Doctor&) = delete;
    Doctor& operator=(const Doctor&) = delete;

private:
    using Step = void (Doctor::*)();

    void next();
    void find_name();
    void find_route();
    void ping_plain();
    void shake_hands();
    void read_links();
    void find_role();
    void try_admin();
    void read_reading();
    void observe_reading();
    void compare_clocks();

    void fail(std::string_view step, const Error& error, const std::string& cure = {});
    /// An answer with an error code.
    void fail(std::string_view step, const IncomingResponse& answer, const std::string& cure = {});
    /// Sends a request, over DTLS if that works. `done` gets the answer; without an answer the doctor ends.
    void ask(std::string_view step, OutgoingRequest request, std::function<void(const IncomingResponse&)> done);
    [[nodiscard]] const Target& way() const { return is_secure_ ? *secure_ : *plain_; }
    void on_role(const IncomingResponse& answer);

    Runtime& runtime_;
    const Arguments& arguments_;
    DoctorReport report_;
    Host host_;
    std::optional<Target> plain_;  ///< a port that is not the default belongs to only one of the two
    std::optional<Target> secure_;
    std::string no_key_;  ///< the reason why secure_ is empty
    std::size_t step_ = 0;
    bool is_plain_ = false;   ///< plain CoAP answers
    bool is_secure_ = false;  ///< DTLS answers
    std::vector<Peer> peers_;
    ReadLinks links_;
    std::vector<std::string> reading_;  ///< its path
    std::optional<IncomingResponse> read_;

    Job job_;
    std::unique_ptr<Asking> asking_;
    std::unique_ptr<Pinging> pinging_;
    std::unique_ptr<Connect> connect_;
    std::unique_ptr<Session> session_;
    std::unique_ptr<Observation> observation_;
    Timer timer_;
};

}  // namespace coapnode
