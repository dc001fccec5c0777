// SPDX-License-Identifier: MIT
#include "coap/client/handshake_watch.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

using namespace coapnode;

namespace {

constexpr Instant begun{24h};
constexpr auto hello = HandshakeSign::unanswered;
constexpr auto going_on = HandshakeSign::begun;
constexpr auto proved = HandshakeSign::proof_pending;

struct Row {
    std::string what;
    std::vector<std::pair<Duration, HandshakeSign>> signs;
    Duration now;
    bool is_refused;
    Errc silence;
};

const std::vector<Row> rows{
    {"nothing yet", {}, 10s, false, Errc::silent},
    {"no answer", {{1s, hello}, {9s, hello}}, 10s, false, Errc::silent},
    {"it began", {{10ms, going_on}}, 10s, false, Errc::silent},
    {"the proof was sent just now", {{10ms, going_on}, {20ms, proved}}, 3019ms, false, Errc::key_refused},
    {"the proof was sent long ago", {{10ms, going_on}, {20ms, proved}}, 3020ms, true, Errc::key_refused},
    {"looked at again and again", {{20ms, proved}, {1s, proved}, {3s, proved}}, 3020ms, true, Errc::key_refused},
    {"a datagram was repeated before", {{10ms, going_on}, {1s, proved}}, 9s, false, Errc::key_refused},
    {"no sign changes nothing", {{20ms, proved}, {1s, HandshakeSign::none}}, 4s, true, Errc::key_refused},
};

}  // namespace

TEST_CASE("a server that falls silent after the proof refuses the key, if no datagram was lost before")
{
    for (const auto& row : rows) {
        CAPTURE(row.what);
        HandshakeWatch watch{begun};
        for (const auto& [after, sign] : row.signs)
            watch.note(sign, begun + after);
        CHECK(watch.is_refused(begun + row.now) == row.is_refused);
        CHECK(watch.silence().code == row.silence);
    }
}
