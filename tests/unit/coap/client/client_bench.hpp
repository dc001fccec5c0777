// SPDX-License-Identifier: MIT
/// A client on loopback. Nothing runs by itself: a test lets it process what has arrived.
#pragma once

#include "coap/client/client_exchange.hpp"
#include "coap/client/route.hpp"
#include "coap/support/datagram.hpp"
#include "coap/support/udp_socket.hpp"
#include "coap/wire/library.hpp"
#include "support/fake_scheduler.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace coapnode {

inline WatchReadable by_hand()
{
    return [](int, const std::function<void()>&) { return std::shared_ptr<void>{}; };
}

/// libcoap is started once in a process.
inline void start_library()
{
    static const CoapLibrary started{LogLevel::error};
}

/// "2.05 body", or the message of the failure.
inline std::string shown(const Result<IncomingResponse>& result)
{
    if (!result) return result.error().message;
    return code_text(result->code) + ' ' + std::string{as_text(result->payload)};
}

/// A client and a server that a test writes by hand, datagram by datagram.
struct ClientBench {
    FakeScheduler time;
    UdpSocket server;
    Requester requester;
    std::unique_ptr<Session> session;
    std::vector<std::string> results;
    std::vector<Errc> errors;

    ClientBench() : requester{(start_library(), time), by_hand()}, session{open(server.port())} {}

    std::unique_ptr<Session> open(std::uint16_t port)
    {
        auto opened = Session::open(requester, {*peer_at({"127.0.0.1", port})});
        REQUIRE(opened);
        return std::move(*opened);
    }

    std::unique_ptr<ClientExchange> ask(OutgoingRequest request, const ExchangeOptions& options = {})
    {
        auto exchange =
            std::make_unique<ClientExchange>(*session, std::move(request), options, [this](const auto& result) {
                results.push_back(shown(result));
                if (!result) errors.push_back(result.error().code);
            });
        time.advance(0s);
        return exchange;
    }

    /// What the server gets; loopback delivers at once.
    Datagram hear()
    {
        const auto datagram = server.receive();
        REQUIRE(datagram);
        return decoded(*datagram);
    }
    bool hears_nothing() { return !server.receive(); }

    void reply(const Datagram& message)
    {
        server.send({"127.0.0.1", server.sender_port()}, encoded(message));
        requester.process();
        time.advance(0s);
    }
};

/// The acknowledgement of `request` with an answer.
inline Datagram answer_to(const Datagram& request, unsigned code_class, unsigned detail, std::string_view body = {})
{
    Datagram answer;
    answer.type = MessageType::ack;
    answer.code = code_number(code_class, detail);
    answer.message_id = request.message_id;
    answer.token = request.token;
    answer.payload = to_bytes(body);
    return answer;
}

}  // namespace coapnode
