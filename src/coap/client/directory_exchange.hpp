// SPDX-License-Identifier: MIT
/// One request to a resource directory, with its blocks both ways (RFC 7959), in a libcoap context of its own: when it
/// is given up nothing of it is sent again, so an old registration cannot replace a newer one.
#pragma once

#include "coap/message/block.hpp"
#include "coap/wire/context.hpp"
#include "coap/wire/handles.hpp"
#include "coapnode/rest/directory_link.hpp"

#include <array>
#include <functional>
#include <memory>
#include <optional>

namespace coapnode {

class DirectoryExchange final : public ContextHandler {
public:
    /// 512 bytes: with the longest path and query a datagram stays below libcoap's 1 152.
    static constexpr unsigned largest_exponent = 5;

    using Done = std::function<void(DirectoryResult<DirectoryReply>)>;

    /// `done` is called once, from start()'s caller's loop; it may destroy this.
    DirectoryExchange(Scheduler& scheduler, const coap_address_t& directory, DirectoryRequest request, Done done);

    /// To be watched; readable: process().
    [[nodiscard]] int fd() const { return context_.fd(); }
    void watched(std::shared_ptr<void> watch) { watch_ = std::move(watch); }

    /// Confirmable, with answer.
    void start(Duration timeout);
    /// One datagram, not confirmable.
    void send_once();
    void process();

    void on_nack(coap_session_t& session, const coap_pdu_t& sent, coap_nack_reason_t reason) noexcept override;
    coap_response_t on_response(coap_session_t& session, const coap_pdu_t* sent,
                                const coap_pdu_t& received) noexcept override;

private:
    struct Arrived {
        DirectoryReply reply;
        std::optional<Block> block1;
        std::optional<Block> block2;
    };

    bool send(coap_pdu_type_t type);
    void write(coap_pdu_t& pdu) const;
    void send_next();
    void settle();
    void on_arrived(Arrived arrived);
    [[nodiscard]] bool go_on_sending(const Arrived& arrived);
    void finish(DirectoryResult<DirectoryReply> reply);

    Scheduler& scheduler_;
    DirectoryRequest request_;
    Done done_;
    Context context_;
    SessionPtr session_;
    std::array<std::uint8_t, 4> token_{};
    Block sending_{0, false, largest_exponent};    ///< Block1
    Block receiving_{0, false, largest_exponent};  ///< Block2
    std::string received_;
    std::optional<Arrived> arrived_;
    bool failed_ = false;
    Timer timer_;
    Timer soon_;
    std::shared_ptr<void> watch_;
};

}  // namespace coapnode
