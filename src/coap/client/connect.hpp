// SPDX-License-Identifier: MIT
/// Opens a session to the host of a URI: resolves the name and tries its addresses in order.
#pragma once

#include "coap/client/dial.hpp"
#include "coap/client/resolve.hpp"

#include <memory>
#include <optional>

namespace coapnode {

class Connect {
public:
    /// Errors: those of Dial, and unknown_name. `key`: nullopt for plain CoAP. `patience` is the time for each address
    /// when there are several.
    Connect(Requester& requester, Worker& worker, const Host& host, std::optional<ClientKey> key, Duration patience,
            Dial::Done done);
    Connect(const Connect&) = delete;
    Connect& operator=(const Connect&) = delete;

private:
    void ask_for(Worker& worker, const Host& host);
    void dial(const std::vector<Peer>& peers, const std::string& server_name);
    void fail_soon(const Error& error);

    Requester& requester_;
    std::optional<ClientKey> key_;
    Duration patience_;
    Dial::Done done_;
    Job job_;
    std::unique_ptr<Dial> dial_;
    Timer soon_;
};

}  // namespace coapnode
