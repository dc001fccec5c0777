// SPDX-License-Identifier: MIT
/// The endpoints for CoAP and DTLS. An address that the machine does not have yet (its network comes up after the
/// daemon) is tried again until it exists.
#pragma once

#include "coap/wire/context.hpp"
#include "coap/wire/handles.hpp"
#include "coapnode/config/config.hpp"
#include "coapnode/core/change_signal.hpp"
#include "coapnode/core/log.hpp"
#include "coapnode/core/result.hpp"
#include "coapnode/loop/scheduler.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace coapnode {

class Endpoints {
public:
    /// How often a missing address is tried. There is no timer once all addresses are open.
    static constexpr Duration late_interval = 5s;

    struct Address {
        coap_proto_t proto{};  ///< COAP_PROTO_UDP or COAP_PROTO_DTLS
        Listen listen;

        bool operator==(const Address&) const = default;
    };

    struct Endpoint {
        Address address;
        std::uint16_t port{};  ///< the kernel's choice where that of `address` is 0
        EndpointPtr handle;
    };

    /// The result of prepare() for commit(). Destroying it closes the new endpoints.
    struct Prepared {
        std::vector<Address> wanted;
        std::vector<Endpoint> opened;
        std::vector<Address> late;
    };

    Endpoints(Context& plain, Context& secure, Scheduler& scheduler, Log& log);
    Endpoints(const Endpoints&) = delete;
    Endpoints& operator=(const Endpoints&) = delete;

    /// Opens the endpoints that are not open yet. Errors: cannot_listen; then nothing has changed.
    Result<Prepared> prepare(std::vector<Address> wanted);

    /// Closes endpoints that are no longer wanted. The others are not touched.
    void commit(Prepared prepared);

    /// The open endpoints: "coap://[::]:5683".
    [[nodiscard]] std::vector<std::string> names() const;
    /// The endpoints that wait for their address.
    [[nodiscard]] std::vector<std::string> late_names() const;

    /// Emitted when a missing address is now open, or when it cannot be opened and is not tried again.
    [[nodiscard]] ChangeSignal& changes() { return changes_; }

private:
    [[nodiscard]] bool is_open(const Address& address) const;
    /// Adds an endpoint to `prepared`, open or waiting.
    Result<void> open(const Address& address, Prepared& prepared);
    /// Logged once, not with each reload.
    void tell_missing_ipv6();
    void try_late();
    void wait_for_late();

    Context& plain_;
    Context& secure_;
    Scheduler& scheduler_;
    Log& log_;
    std::vector<Endpoint> open_;
    std::vector<Address> late_;
    bool missing_ipv6_is_told_ = false;
    Timer timer_;
    ChangeSignal changes_;
};

}  // namespace coapnode
