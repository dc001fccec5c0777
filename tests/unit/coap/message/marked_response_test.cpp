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
        {"a block whose number is too long", answer().with(option::block2, "00000006"), option::block2},
        {"two blocks", answer().with(option::block2, "06").with(option::block2, "16"), option::block2},
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

TEST_CASE("a message with a code that libcoap rejects or obeys is handed on as a response that is none")
{
    for (const auto type : {MessageType::con, MessageType::non, MessageType::ack}) {
        for (const unsigned code_class : {1U, 7U}) {
            for (unsigned detail = 0; detail < 32; ++detail) {
                auto message = answer().with(option::block2, "06").with(unknown_critical, "01");
                message.type = type;
                message.code = code_number(code_class, detail);
                const auto marked = mark(encoded(message));
                REQUIRE(marked);
                const auto shown = contents(*parsed(*marked));
                CHECK(marked->front() == encoded(message).front());
                CHECK(shown.code == code_number(3, 0));
                CHECK(shown.options.size() == 1);
                CHECK(shown.payload.empty());
                CHECK(refusal_of(message) == "it answered " + code_text(message.code) + ", which is not a response");
            }
        }
    }
}

TEST_CASE("such a message need not be well-formed beyond its header, and has version 1")
{
    CHECK(mark(Bytes{0x40, 0xe1, 0x00, 0x09, 0x20}) == mark(Bytes{0x40, 0xe1, 0x00, 0x09, 0xff}));  // cut; no payload
    const auto without_token = mark(Bytes{0x40, 0xe2, 0x00, 0x09});
    for (const std::uint8_t first : Bytes{0x41, 0x49, 0x4d, 0x4f})
        CHECK(mark(Bytes{first, 0xe2, 0x00, 0x09}) == without_token);
    CHECK_FALSE(mark(Bytes{0x40, 0xe2, 0x00}));
    CHECK_FALSE(mark(Bytes{0x80, 0xe2, 0x00, 0x09}));
    CHECK_FALSE(mark(Bytes{0x00, 0x21, 0x00, 0x09}));
}

TEST_CASE("what libcoap is given as it came")
{
    Datagram request = ask(Method::get, "a");
    Datagram empty;
    empty.type = MessageType::ack;
    empty.code = 0;
    const auto largest = answer()
                             .with(option::etag, "0102030405060708")
                             .with(option::observe, "010203")
                             .with(option::content_format, "0102")
                             .with(option::max_age, "01020304");
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
        {"elective options of the largest length", encoded(largest)},
        {"a request", encoded(request.with(unknown_critical, "01"))},
        {"an empty message", encoded(empty)},
        {"an option that is cut", cut},
        {"a payload that is promised and not there", promised},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        CHECK_FALSE(mark(row.message));
    }
}

TEST_CASE("an elective option that means nothing is left out, and nothing else")
{
    struct Row {
        std::string what;
        Datagram message;
    };
    const Row rows[] = {
        {"an ETag without a byte", answer().with(option::etag, "").with(option::max_age, "05")},
        {"an ETag of 9 bytes", answer().with(option::etag, "010203040506070809").with(option::max_age, "05")},
        {"an Observe of 4 bytes", answer().with(option::observe, "00000001").with(option::max_age, "05")},
        {"a Content-Format of 3 bytes", answer().with(option::content_format, "000032").with(option::max_age, "05")},
        {"a Max-Age of 5 bytes", answer().with(option::max_age, "0000000001").with(option::max_age, "05")},
        {"a Location-Path of 256 bytes", answer().with_text(8, std::string(256, 'a')).with(option::max_age, "05")},
        {"a Size2 of 5 bytes", answer().with(option::max_age, "05").with(option::size2, "0000000001")},
        {"an Echo of 41 bytes", answer().with(option::max_age, "05").with_text(252, std::string(41, 'a'))},
        {"a second Max-Age", answer().with(option::max_age, "05").with(option::max_age, "06")},
        {"one of ours", answer().with(option::max_age, "05").with(own_option::critical_left_out, "0009")},
        {"another of ours", answer().with(option::max_age, "05").with(own_option::unreadable, "00")},
        {"a third of ours", answer().with(option::max_age, "05").with(own_option::code_left_out, "45")},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        const auto marked = mark(encoded(row.message));
        REQUIRE(marked);
        const auto shown = contents(*parsed(*marked));
        CHECK(shown.option_list() == "14:05");
        CHECK(shown.payload == row.message.payload);
        CHECK(refusal_of(row.message).empty());
    }
}

TEST_CASE("what libcoap cannot parse keeps its head and says why")
{
    auto promised = encoded(answer());
    promised.resize(promised.size() - answer().payload.size());
    auto cut = encoded(answer().with(option::etag, "0102"));
    cut.resize(cut.size() - answer().payload.size() - 2);
    auto large = answer();
    large.payload.assign(1200, 'x');
    struct Row {
        std::string what;
        Bytes message;
        std::string refusal;
    };
    const Row rows[] = {
        {"a payload that is promised and not there", promised, "its answer is malformed"},
        {"an option that is cut", cut, "its answer is malformed"},
        {"too large", encoded(large), "its answer is too large for one message: it should come in blocks (RFC 7959)"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.what);
        const auto marked = mark_unreadable(row.message);
        REQUIRE(marked);
        const auto pdu = parsed(*marked);
        CHECK(coap_pdu_get_code(pdu.get()) == static_cast<coap_pdu_code_t>(answer().code));
        CHECK(coap_pdu_get_mid(pdu.get()) == answer().message_id);
        const auto read = read_response(*pdu);
        REQUIRE_FALSE(read);
        CHECK(read.error() == Errc::bad_answer);
        CHECK(read.error().message == row.refusal);
    }
    auto signalling = answer();
    signalling.code = code_number(7, 2);
    for (const auto& other : {Bytes{}, Bytes{0x60, 0x45, 0x00}, encoded(ask(Method::get, "a")), encoded(signalling)})
        CHECK_FALSE(mark_unreadable(other));
}

TEST_CASE("a datagram of another protocol becomes a response that is known as none, and nothing else does")
{
    for (const auto& stray : {Bytes{0x80, 0x45, 0x12, 0x34}, Bytes{0x00, 0x45, 0x12, 0x34, 0xff, 0x31},
                              Bytes{0x69, 0x45, 0x12, 0x34, 1, 2, 3, 4, 5, 6, 7, 8, 9}, Bytes{0x6f, 0x45, 0x12, 0x34},
                              Bytes{0x68, 0x45, 0x12, 0x34, 1}}) {
        const auto marked = mark_stray(stray);
        REQUIRE(marked);
        const auto pdu = parsed(*marked);
        CHECK(is_marked_stray(*pdu));
        CHECK(coap_pdu_get_mid(pdu.get()) == 0x1234);
    }
    for (const auto& other : {Bytes{}, Bytes{0x80, 0x45, 0x12}, Bytes{0x60, 0x00, 0x12, 0x34},
                              Bytes{0x61, 0x45, 0x12, 0x34, 1}, encoded(answer()), encoded(ask(Method::get, "a"))})
        CHECK_FALSE(mark_stray(other));
    CHECK_FALSE(is_marked_stray(*parsed(encoded(answer()))));
}
