// SPDX-License-Identifier: MIT
/// Requests to a resource directory over libcoap. A context exists only while a request is under way, which is seldom.
#pragma once

#include "coapnode/config/config.hpp"
#include "coapnode/loop/scheduler.hpp"
#include "coapnode/rest/directory_link.hpp"

#include <cstddef>
#include <functional>
#include <memory>

namespace coapnode {

class DirectoryExchange;

class DirectoryClient final : public DirectoryLink {
public:
    static constexpr Duration answer_timeout = 2min;  ///< for a whole request, all its blocks
    static constexpr std::size_t max_reply_size = 16'384;

    /// Calls `act` for as long as `fd` is readable and what it returns lives.
    using WatchReadable = std::function<std::shared_ptr<void>(int fd, std::function<void()> act)>;

    DirectoryClient(Scheduler& scheduler, WatchReadable watch, Listen directory);
    ~DirectoryClient() override;
    DirectoryClient(const DirectoryClient&) = delete;
    DirectoryClient& operator=(const DirectoryClient&) = delete;

    /// What the node listens on, which base() chooses from.
    void serve(const CoapConfig& coap, const DtlsConfig& dtls);

    [[nodiscard]] DirectoryResult<std::string> base() const override;
    void ask(const DirectoryRequest& request, Answer answer) override;
    void drop() override;
    void wait(Duration patience) override;
    void send(const DirectoryRequest& request) override;

private:
    void finish(const DirectoryResult<DirectoryReply>& reply);

    Scheduler& scheduler_;
    WatchReadable watch_;
    Listen directory_;
    CoapConfig coap_;
    DtlsConfig dtls_;
    Answer answer_;
    std::unique_ptr<DirectoryExchange> exchange_;
    Timer no_way_;
};

}  // namespace coapnode
