// SPDX-License-Identifier: MIT
#include "coap/message/marked_response.hpp"

#include "coap/message/codec.hpp"
#include "coap/support/pdu.hpp"

#include <doctest/doctest.h>

#include <string>

using namespace coapnode;

namespace {

constexpr std::uint16_t oscore = 9;
constexpr std::uint16_t unknown_critical = 2049;
constexpr std::uint16_t unknown_elective = 2050;
constexpr std::uint16_t largest_elective = 65534;

Datagram answer()
{
    Datagram message;
    message.type = MessageType::ack;
    message.code = code_number(2, 5);
    message.payload = to_bytes("21.5");
    return message;
}

/// How the answer is refused; empty where it is not.
std::string refusal_of(const Datagram& message)
{
    const auto marked = mark(encoded(message));
    const auto pdu = marked ? parsed(*marked) : parsed(message);
    const auto read = read_response(*pdu);
    return read ? std::string{} : read.error().message;
}

}  // namespace

TEST_CASE("a response with a critical option that it cannot have is marked, and read as nonsense")
{
    struct Row {
        std::string what;
        Datagram message;
        unsigned number;
    };
    const Row rows[] = {
        {"of no known number", answer().with(unknown_critical, "01"), unknown_critical},
        {"of a request", answer().with_text(option::uri_path, "a"), option::uri_path},
        {"OSCORE, which is not spoken here", answer().with(oscore, ""), oscore},
        {"two of them: the first one counts", answer().with(oscore, "").with(unknown_critical, ""), oscore},
        {"beside others", answer().with(option::etag, "aa").with(oscore, "").with(option::max_age, "05"), oscore},
        {"before one of a larger number than ours", answer().with(oscore, "").with(largest_elective, "01"), oscore},
        {"with the largest number", answer().with(65535, "01"), 65535},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        const auto marked = mark(encoded(row.message));
        REQUIRE(marked);
        const auto shown = contents(*parsed(*marked));
        for (const auto& [number, value] : shown.options)
            CHECK((number % 2 == 0 || number == option::block2));
        CHECK(shown.payload == row.message.payload);
        CHECK(shown.code == row.message.code);
        CHECK(refusal_of(row.message) ==
              "its answer has an option that is not allowed there: number " + std::to_string(row.number));
    }
}

TEST_CASE("the rest of a marked response is as it came")
{
    const auto message = answer().with(option::etag, "aabb").with(oscore, "01").with(option::block2, "06");
    const auto shown = contents(*parsed(*mark(encoded(message))));
    CHECK(shown.option_list() == "4:aabb 23:06 65528:0009");
}

TEST_CASE("what libcoap is given as it came")
{
    Datagram request = ask(Method::get, "a");
    Datagram empty;
    empty.type = MessageType::ack;
    empty.code = 0;
    struct Row {
        std::string what;
        Bytes message;
    };
    auto cut = encoded(answer().with(unknown_critical, "0102"));
    cut.resize(cut.size() - answer().payload.size() - 2);  // within the option
    auto without_payload = answer().with(unknown_critical, "01");
    without_payload.payload.clear();
    auto promised = encoded(without_payload);
    promised.push_back(0xff);
    const Row rows[] = {
        {"nothing", {}},
        {"less than a header", {0x60, 0x45, 0x00}},
        {"an answer without options", encoded(answer())},
        {"an answer in blocks", encoded(answer().with(option::block2, "0e").with(option::block1, "06"))},
        {"an answer with an unknown elective option", encoded(answer().with(unknown_elective, "01"))},
        {"an answer with our own option", encoded(answer().with(own_option::critical_left_out, "000000000001"))},
        {"a request", encoded(request.with(unknown_critical, "01"))},
        {"an empty message", encoded(empty)},
        {"an option that is cut", cut},
        {"a payload that is promised and not there", promised},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        CHECK_FALSE(mark(row.message));
    }
    CHECK(refusal_of(answer().with(own_option::critical_left_out, "000000000001")).empty());
}
