// SPDX-License-Identifier: MIT
/// A Server on loopback, with a site of a few resources. Nothing runs by itself: a test sends, lets the server process
/// what has arrived, and looks at what came back.
#pragma once

#include "coap/server/server.hpp"
#include "coap/support/datagram.hpp"
#include "coap/support/udp_socket.hpp"
#include "coap/wire/library.hpp"
#include "support/fake_scheduler.hpp"
#include "support/recording_log.hpp"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace coapnode {

/// GET gives the number of POSTs, POST counts; with the body "tell" it answers with that number in a hundred letters.
/// Observable.
class Counter final : public Resource {
public:
    Counter() : Resource{{"counter", "", "", "", {ContentFormat::text}, for_controllers}} {}

    Response get(const Request& /*request*/, ContentFormat format) override
    {
        if (failing) return Response::problem({Errc::no_answer, "no answer at 0x44 on /dev/i2c-1"}, 7);
        return Response::content(make_representation(format, to_bytes(std::to_string(count))), 0);
    }
    Response post(const Request& request, ContentFormat format) override
    {
        if (as_text(request.payload) == "fail") return Response::problem({Errc::line_io, "cannot drive GPIO17"});
        if (as_text(request.payload) == "throw") throw std::runtime_error{"out of luck"};
        set(count + 1);
        if (as_text(request.payload) != "tell") return Response::changed();
        const auto letter = static_cast<std::uint8_t>('a' + count);
        return Response::changed(make_representation(format, Bytes(100, letter)));
    }
    [[nodiscard]] ChangeSignal* changes() override { return &changed; }
    [[nodiscard]] std::optional<Scalar> scalar() const override { return static_cast<double>(count); }

    void set(int value)
    {
        count = value;
        changed.emit();
    }

    int count = 0;
    bool failing = false;
    ChangeSignal changed;
};

/// 3 000 bytes. Observable.
class Large final : public Resource {
public:
    Large() : Resource{{"large", "", "", "", {ContentFormat::text}, for_readers}} {}

    Response get(const Request& /*request*/, ContentFormat format) override
    {
        return Response::content(make_representation(format, Bytes(3000, letter)), 5);
    }
    [[nodiscard]] ChangeSignal* changes() override { return &changed; }

    std::uint8_t letter = 'x';
    ChangeSignal changed;
};

struct ServerBench {
    FakeScheduler time;
    RecordingLog log;
    Counter* counter = nullptr;
    Large* large = nullptr;
    Site site{make_site()};
    CoapConfig coap{.listen = {}, .anonymous = Role::control};
    DtlsConfig dtls{.listen = {}, .identities = {}};
    LimitsConfig limits;
    Listen plain{"127.0.0.1", 0};
    Listen secure{"127.0.0.1", 0};
    Server server{time, log};

    ServerBench() { library(); }

    /// Serves `coap` and `dtls` as they stand now, the sites that a configuration makes being this one.
    void adopt() { adopt(site); }
    void adopt(Site& served)
    {
        auto prepared = server.prepare(coap, dtls);
        REQUIRE(prepared.has_value());
        server.commit(std::move(*prepared), coap, dtls, limits, served);
    }

    /// Opens a plain endpoint, and one for DTLS where there are identities. A port that is free now may be taken in the
    /// next moment, so others are tried.
    void listen()
    {
        for (int tries = 0; tries < 10; ++tries) {
            coap.listen = {plain = {"127.0.0.1", free_port()}};
            dtls.listen = {secure = {"127.0.0.1", free_port()}};
            auto prepared = server.prepare(coap, dtls);
            if (!prepared) continue;
            server.commit(std::move(*prepared), coap, dtls, limits, site);
            return;
        }
        FAIL("no free port");
    }

    void process()
    {
        for (auto* const context : server.contexts())
            context->process();
    }

    /// What clients wait for.
    [[nodiscard]] std::vector<int> fds()
    {
        std::vector<int> fds;
        for (const auto* const context : server.contexts())
            fds.push_back(context->fd());
        return fds;
    }

    /// What the server answers to a datagram; loopback delivers at once.
    std::optional<Datagram> exchange(const UdpSocket& client, ByteView datagram)
    {
        client.send(plain, datagram);
        process();
        const auto answer = client.receive();
        return answer ? std::optional{decoded(*answer)} : std::nullopt;
    }
    std::optional<Datagram> exchange(const UdpSocket& client, const Datagram& message)
    {
        return exchange(client, encoded(message));
    }

    /// A second site, as a reload makes one.
    std::vector<std::unique_ptr<Resource>> make_site()
    {
        std::vector<std::unique_ptr<Resource>> all;
        auto counting = std::make_unique<Counter>();
        counter = counting.get();
        all.push_back(std::move(counting));
        auto being_large = std::make_unique<Large>();
        large = being_large.get();
        all.push_back(std::move(being_large));
        return all;
    }

private:
    /// libcoap is started once in a process.
    static void library() { static const CoapLibrary started{LogLevel::error}; }
};

/// One that serves plain CoAP, and a client.
struct PlainBench : ServerBench {
    UdpSocket client;

    PlainBench() { listen(); }

    Datagram answer(const Datagram& request)
    {
        auto got = exchange(client, request);
        REQUIRE(got.has_value());
        return *got;
    }
};

inline std::string code_of(const Datagram& message)
{
    return to_string(static_cast<Code>(message.code));
}

}  // namespace coapnode
