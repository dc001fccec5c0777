// SPDX-License-Identifier: MIT
#include "gateway/exposition/sse_text.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace coapnode;

namespace {

struct Dispatched {
    std::string event;
    std::string id;
    std::string data;

    bool operator==(const Dispatched&) const = default;
};

/// What an EventSource makes of a stream (HTML Living Standard, section 9.2.6); `data` with its last LF taken off.
std::vector<Dispatched> received(std::string_view stream)
{
    std::vector<Dispatched> all;
    Dispatched next;
    bool has_data = false;
    while (!stream.empty()) {
        const auto end = stream.find_first_of("\r\n");
        REQUIRE(end != std::string_view::npos);
        const std::string line{stream.substr(0, end)};
        stream.remove_prefix(end + (stream.substr(end).starts_with("\r\n") ? 2 : 1));
        const auto colon = std::min(line.find(':'), line.size());
        const auto field = line.substr(0, colon);
        auto value = line.substr(std::min(colon + 1, line.size()));
        if (value.starts_with(' ')) value.erase(0, 1);
        if (line.empty()) {
            if (has_data) all.push_back(next);
            next = {"", next.id, ""};
            has_data = false;
        } else if (field == "data") {
            next.data += (has_data ? "\n" : "") + value;
            has_data = true;
        } else if (field == "event") {
            next.event = value;
        } else if (field == "id") {
            next.id = value;
        }
    }
    return all;
}

}  // namespace

TEST_CASE("one event")
{
    CHECK(sse_text({.event = "value", .id = 17, .data = R"({"a":1})"}) == "event: value\nid: 17\ndata: {\"a\":1}\n\n");
    CHECK(sse_text({.data = ""}) == "data: \n\n");
    CHECK(sse_text({.event = "ping", .data = "{}"}) == "event: ping\ndata: {}\n\n");
}

TEST_CASE("a client receives the data as it was, and nothing that was hidden in it")
{
    struct Row {
        std::string data;
        std::string received;
    };
    const Row rows[] = {
        {"", ""},
        {"a", "a"},
        {" a", " a"},
        {"a\nb", "a\nb"},
        {"a\r\nb", "a\nb"},
        {"a\rb", "a\nb"},
        {"a\n\rb", "a\n\nb"},
        {"a\n", "a\n"},
        {"\n", "\n"},
        {"\n\nevent: device", "\n\nevent: device"},
        {"a\r\rid: 5\rretry: 1\r:b", "a\n\nid: 5\nretry: 1\n:b"},
        {"21 °C", "21 °C"},
        {"\xff\xc3", "??"},
        {std::string{"a\0b", 3}, std::string{"a\0b", 3}},
    };
    for (const auto& row : rows) {
        CAPTURE(row.data);
        const auto text = sse_text({.event = "value", .id = 1, .data = row.data});
        CHECK(received(text + text) == std::vector<Dispatched>(2, {"value", "1", row.received}));
    }
}

TEST_CASE("the type of an event cannot end its line")
{
    for (const auto* event : {"a\ndata: x", "a\rdata: x", "a\r\n\r\nb"}) {
        CAPTURE(event);
        const auto events = received(sse_text({.event = event, .data = "d"}));
        REQUIRE(events.size() == 1);
        CHECK(events.front().data == "d");
    }
}

TEST_CASE("the delay is in milliseconds")
{
    CHECK(sse_retry(2s) == "retry: 2000\n\n");
    CHECK(sse_retry(-1s) == "retry: 0\n\n");
}
