// SPDX-License-Identifier: MIT
/// Connects a registration (src/directory) to its resource directory (src/coap/client). Requests are rare, so each one
/// has its own libcoap context. After it is cancelled nothing is retransmitted, and an old registration cannot replace
/// a newer one.
#pragma once

#include "coap/client/client_exchange.hpp"
#include "coapnode/config/config.hpp"
#include "directory/directory_link.hpp"

#include <cstddef>
#include <memory>

namespace coapnode {

class DirectoryClient final : public DirectoryLink {
public:
    static constexpr Duration answer_timeout = 2min;  ///< for a whole request with all its blocks
    static constexpr std::size_t max_reply_size = 16'384;

    DirectoryClient(Scheduler& scheduler, WatchReadable watch, Listen directory);
    ~DirectoryClient() override;
    DirectoryClient(const DirectoryClient&) = delete;
    DirectoryClient& operator=(const DirectoryClient&) = delete;

    /// The node's listen addresses, from which base() chooses.
    void serve(const CoapConfig& coap, const DtlsConfig& dtls);

    [[nodiscard]] Result<std::string> base() const override;
    void ask(const OutgoingRequest& request, Answer answer) override;
    void drop() override;
    void wait(Duration patience) override;
    void send(const OutgoingRequest& request) override;

private:
    /// A requester with one session to the directory.
    struct Line;

    [[nodiscard]] Result<std::unique_ptr<Line>> open() const;
    void answer_with(const Result<IncomingResponse>& reply);

    Scheduler& scheduler_;
    WatchReadable watch_;
    Listen directory_;
    CoapConfig coap_;
    DtlsConfig dtls_;
    Answer answer_;
    std::unique_ptr<Line> line_;
    Timer soon_;
};

}  // namespace coapnode
