// SPDX-License-Identifier: MIT
/// The whole client over UDP: requests, observations and discovery against a server that answers what the input says,
/// while time passes. Each request ends exactly once, and nothing outlives its owner.
#include "client/hostile_server.hpp"
#include "coap/client/discovery.hpp"
#include "coap/client/observation.hpp"
#include "coap/client/route.hpp"
#include "coap/wire/library.hpp"
#include "fuzz_input.hpp"
#include "server/fake_network.hpp"
#include "server/manual_loop.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <vector>

namespace coapnode {

namespace {

constexpr std::size_t largest_answer = 4096;
constexpr std::size_t most_at_once = 8;

WatchReadable watching(ManualLoop& loop)
{
    return [&loop](int fd, std::function<void()> act) -> std::shared_ptr<void> {
        loop.readable[fd] = std::move(act);
        return {nullptr, [&loop, fd](void*) { loop.readable.erase(fd); }};
    };
}

class ClientRun {
public:
    explicit ClientRun(FuzzInput input) : input_{input}
    {
        const auto peer = peer_at({"198.51.100.7", 5683}).value();
        session_ = std::move(Session::open(requester_, {peer}).value());
    }
    ClientRun(const ClientRun&) = delete;
    ClientRun& operator=(const ClientRun&) = delete;

    void run()
    {
        constexpr int most_steps = 200;
        for (int steps = 0; steps < most_steps && !input_.is_empty(); ++steps) {
            step();
            loop_.turn();
            hear();
            ++steps_;
        }
        const auto begun = begun_;
        pass(longest_timeout + 1s);
        CHECK(ended_ + given_up_ == begun);
    }

private:
    static constexpr Duration longest_timeout = 30s;

    void step()
    {
        switch (input_.index(10)) {
        case 0:
            return ask();
        case 1:
            return observe();
        case 2:
            if (observation_) observation_->cancel([] {});
            return;
        case 3:
            return discover();
        case 4:
            return give_up();
        case 5:
            return server_.reset(input_);
        case 6:
            return server_.send_bytes(input_);
        case 7:
            return server_.repeat();
        case 8:
            return pass(std::chrono::milliseconds{input_.word()});
        default:
            return server_.answer(input_);
        }
    }

    OutgoingRequest request()
    {
        OutgoingRequest request;
        request.method = static_cast<Method>(1 + input_.index(7));
        request.path = {"a"};
        request.payload = Bytes(input_.word() % 5000, 'p');
        return request;
    }
    ExchangeOptions options()
    {
        ExchangeOptions options;
        options.timeout = std::chrono::seconds{1 + input_.index(30)};
        options.largest_answer = largest_answer;
        options.request_exponent = static_cast<unsigned>(input_.index(7));
        if (input_.flag()) options.answer_exponent = static_cast<unsigned>(input_.index(7));
        if (input_.flag()) options.reliability = Session::Reliability::non_confirmable;
        return options;
    }

    void ask()
    {
        if (exchanges_.size() == most_at_once) return;
        ++begun_;
        exchanges_.push_back(std::make_unique<ClientExchange>(*session_, request(), options(),
                                                              [this](const Result<IncomingResponse>& result) {
                                                                  ++ended_;
                                                                  if (result) check(*result);
                                                              }));
    }
    void give_up()
    {
        if (exchanges_.empty()) return;
        const auto ended = ended_;
        exchanges_.pop_back();
        CHECK(ended == ended_);
        // Whether it had ended before is not known here: all of them are counted anew.
        exchanges_.clear();
        given_up_ = begun_ - ended_;
    }
    void observe()
    {
        Observation::Listener listener;
        listener.notified = [](const ObservedState& state) { check(state.response); };
        listener.troubled = [](const Error&) {};
        listener.lost = [this](const Error&) { observation_.reset(); };
        auto asked = request();
        asked.method = Method::get;
        asked.payload.clear();
        observation_.reset();
        observation_ = std::make_unique<Observation>(*session_, std::move(asked), options(), std::move(listener));
    }
    void discover()
    {
        const DiscoveryPlace place{session_->destination().peer, {}, "eth0"};
        discovery_ = std::make_unique<Discovery>(requester_, std::vector{place},
                                                 OutgoingRequest{Method::get, {".well-known", "core"}, {}},
                                                 [](const Discovered&) {});
    }
    void pass(Duration duration)
    {
        for (auto left = duration; left > Duration::zero(); left -= 1s) {
            loop_.time.advance(std::min<Duration>(left, 1s));
            loop_.turn();
            hear();
            ++seconds_;
        }
    }
    /// No server makes an amplifier of the client: a message is sent five times at most, and each is due to a step, to
    /// what was received, or to the time.
    void hear()
    {
        constexpr std::size_t most_transmissions = 5;
        server_.hear();
        CHECK(server_.heard() <= most_transmissions * (steps_ + 1 + 2 * server_.sent() + 2 * seconds_));
    }

    static void check(const IncomingResponse& response)
    {
        CHECK(response.payload.size() <= largest_answer);
        const auto code_class = response.code >> 5;
        CHECK((code_class == 2 || code_class == 4 || code_class == 5));
    }

    FuzzInput input_;
    ManualLoop loop_;
    HostileServer server_;
    Requester requester_{loop_.time, watching(loop_)};
    std::unique_ptr<Session> session_;
    std::unique_ptr<Discovery> discovery_;
    std::unique_ptr<Observation> observation_;
    std::vector<std::unique_ptr<ClientExchange>> exchanges_;
    std::size_t steps_ = 0;
    std::size_t seconds_ = 0;
    std::size_t begun_ = 0;
    std::size_t ended_ = 0;
    std::size_t given_up_ = 0;
};

}  // namespace

}  // namespace coapnode

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace coapnode;
    static const CoapLibrary library{LogLevel::error};
    ClientRun{FuzzInput{{data, size}}}.run();
    network().take_sent();
    return 0;
}
