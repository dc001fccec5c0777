// SPDX-License-Identifier: MIT
/// The addresses that are served, for CoAP and for DTLS. One that the machine does not have yet (a network that comes
/// up after the daemon) is tried again until it is there.
#pragma once

#include "coap/wire/context.hpp"
#include "coap/wire/handles.hpp"
#include "coapnode/config/config.hpp"
#include "coapnode/core/change_signal.hpp"
#include "coapnode/core/log.hpp"
#include "coapnode/core/result.hpp"
#include "coapnode/loop/scheduler.hpp"

#include <string>
#include <vector>

namespace coapnode {

class Endpoints {
public:
    /// How often an address that is not there is tried; nothing wakes up for it once all are.
    static constexpr Duration late_interval = 5s;

    struct Address {
        coap_proto_t proto{};  ///< COAP_PROTO_UDP or COAP_PROTO_DTLS
        Listen listen;

        bool operator==(const Address&) const = default;
    };

    struct Endpoint {
        Address address;
        EndpointPtr handle;
    };

    /// What commit() will put into force; dropping it closes what was opened.
    struct Prepared {
        std::vector<Address> wanted;
        std::vector<Endpoint> opened;
        std::vector<Address> late;
    };

    Endpoints(Context& plain, Context& secure, Scheduler& scheduler, Log& log);
    Endpoints(const Endpoints&) = delete;
    Endpoints& operator=(const Endpoints&) = delete;

    /// Opens what is not open yet. Errors: cannot_listen; then nothing has changed.
    Result<Prepared> prepare(std::vector<Address> wanted);

    /// Closes what is not wanted any more; endpoints that stay are not touched.
    void commit(Prepared prepared);

    /// "coap://[::]:5683": what is open.
    [[nodiscard]] std::vector<std::string> names() const;
    /// The same of what is wanted and waits for its address.
    [[nodiscard]] std::vector<std::string> late_names() const;

    /// An address has come, and is open now; or it cannot be opened, and is not tried again.
    [[nodiscard]] ChangeSignal& changes() { return changes_; }

private:
    [[nodiscard]] bool is_open(const Address& address) const;
    /// Adds to `prepared`, as open or as late.
    Result<void> open(const Address& address, Prepared& prepared);
    /// Once, not with each reload.
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
