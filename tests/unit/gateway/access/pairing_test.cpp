// SPDX-License-Identifier: MIT
#include "gateway/access/pairing.hpp"

#include "coapnode/core/ip_address.hpp"
#include "gateway/access/pairings.hpp"
#include "gateway/access/secret.hpp"
#include "support/fake_pairing_store.hpp"
#include "support/fake_scheduler.hpp"
#include "support/recording_log.hpp"

#include <doctest/doctest.h>

#include <memory>
#include <string>

using namespace coapnode;

namespace {

const auto stranger = *parse_address("192.0.2.9");
constexpr auto code = "a code of 22 characters";

struct Bench {
    FakeScheduler time;
    RecordingLog log;
    FakePairingStore store;
    std::unique_ptr<Pairing> pairing = std::make_unique<Pairing>(store, time, log);

    void make_code(const std::string& name = "phone", Role role = Role::control)
    {
        REQUIRE(store.change([&](Pairings& pairings) {
            return add_code(pairings, {name, role, digest_of(code), time.now()}, time.now());
        }));
    }
    std::uint16_t status(const std::string& asked, const Peer::Address& client = stranger)
    {
        const auto made = pairing->exchange(asked, client, {});
        return made ? std::uint16_t{200} : made.error().status;
    }
    void start_again() { pairing = std::make_unique<Pairing>(store, time, log); }
};

}  // namespace

TEST_CASE("a code becomes a token, once, and only its digest is kept")
{
    Bench bench;
    bench.make_code();
    const auto made = bench.pairing->exchange(code, stranger, {});
    REQUIRE(made);
    CHECK(made->name == "phone");
    CHECK(made->role == Role::control);
    CHECK(bench.store.stored.codes.empty());
    CHECK(bench.store.stored.tokens ==
          std::vector<PairedToken>{{"phone", Role::control, digest_of(made->token), bench.time.wall_now()}});
    CHECK(*bench.pairing->find(made->token) == TokenHolder{"phone", Role::control});
    CHECK(bench.log.take() == "phone is paired, with the role control, from 192.0.2.9\n");
    CHECK(bench.status(code) == 403);
    CHECK(bench.log.take() == "warning: 192.0.2.9 sent a pairing code that is wrong or was already used\n");
    CHECK(bench.pairing->find(code) == nullptr);

    bench.start_again();
    CHECK(*bench.pairing->find(made->token) == TokenHolder{"phone", Role::control});
}

TEST_CASE("a code is good for ten minutes, also when the wall clock is set")
{
    Bench bench;
    bench.make_code();
    bench.time.step_wall_clock(24h * 365);
    bench.time.advance(pairing_code_lifetime - 1us);
    CHECK(bench.status(code) == 200);

    Bench late;
    late.make_code();
    late.time.advance(pairing_code_lifetime);
    CHECK(late.status(code) == 410);
    CHECK(late.store.stored.tokens.empty());
}

TEST_CASE("a code of before the service's start is void")
{
    Bench bench;
    bench.make_code();
    bench.start_again();
    CHECK(bench.status(code) == 410);
    bench.store.put({});
    bench.make_code();
    CHECK(bench.status(code) == 410);  // the very same, put back
    bench.time.advance(1s);
    bench.make_code();
    CHECK(bench.status(code) == 200);
}

TEST_CASE("wrong codes are refused, and after some of them nothing is looked at")
{
    Bench bench;
    bench.make_code();
    for (unsigned i = 0; i < WrongCodeBudget::most_attempts; ++i)
        CHECK(bench.status("wrong " + std::to_string(i)) == 403);
    const auto loads = bench.store.loads;
    const auto refused = bench.pairing->exchange(code, stranger, {});
    REQUIRE(!refused);
    CHECK(refused.error().status == 429);
    CHECK(*find_field(refused.error().fields, "retry-after") == "60");
    CHECK(bench.store.loads == loads);
    CHECK(bench.status("wrong", *parse_address("192.0.2.10")) == 403);
    CHECK(bench.log.take().find("wrong 3") == std::string::npos);
    for (const auto& cause : bench.log.take_causes())
        CHECK(cause == "wrong code");  // so that it is limited
    bench.time.advance(WrongCodeBudget::pause);
    CHECK(bench.status(code) == 200);
}

TEST_CASE("a name of the configuration is not given a second time")
{
    Bench bench;
    bench.make_code();
    const std::vector<AccessToken> tokens{{"phone", "0123456789abcdef", Role::read}};
    const auto made = bench.pairing->exchange(code, stranger, TokenTable{tokens});
    REQUIRE(!made);
    CHECK(made.error().status == 403);
    CHECK(bench.store.stored.tokens.empty());
}

TEST_CASE("what cannot be stored makes no token, and the code stays good")
{
    struct Row {
        Error error;
        bool is_told;
    };
    for (const auto& [error, is_told] : {Row{{Errc::not_stored, "FILE cannot be written: No space left"}, true},
                                         Row{{Errc::busy, "FILE is being changed"}, false}}) {
        Bench bench;
        bench.make_code();
        bench.store.unwritable = error;
        const auto made = bench.pairing->exchange(code, stranger, {});
        REQUIRE(!made);
        CHECK(made.error().status == 503);
        CHECK((bench.log.take() == "error: FILE cannot be written: No space left\n") == is_told);
        bench.store.unwritable.reset();
        CHECK(bench.store.stored.tokens.empty());
        CHECK(bench.status(code) == 200);
    }
}

TEST_CASE("a token that was taken away is nobody's at once")
{
    Bench bench;
    bench.make_code();
    const auto made = bench.pairing->exchange(code, stranger, {});
    REQUIRE(made);
    const auto loads = bench.store.loads;
    for (int i = 0; i < 10; ++i)
        CHECK(bench.pairing->find(made->token) != nullptr);
    CHECK(bench.store.loads <= loads + 1);
    bench.store.put({});
    CHECK(bench.pairing->find(made->token) == nullptr);
}

TEST_CASE("while the store cannot be read nobody has a token, which is told once")
{
    Bench bench;
    bench.make_code();
    const auto made = bench.pairing->exchange(code, stranger, {});
    REQUIRE(made);
    bench.log.take();
    bench.store.unreadable = Error{Errc::damaged, "FILE is damaged: move it away"};
    ++bench.store.number;
    CHECK(bench.pairing->find(made->token) == nullptr);
    CHECK(bench.pairing->find(made->token) == nullptr);
    CHECK(bench.log.take() == "error: no paired device has access: FILE is damaged: move it away\n");
    CHECK(bench.status(code) == 503);
    bench.store.unreadable.reset();
    ++bench.store.number;
    CHECK(bench.pairing->find(made->token) != nullptr);
}
