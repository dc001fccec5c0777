// SPDX-License-Identifier: MIT
/// A client's way to the server: UDP, or a DTLS session. One message goes out at a time and is waited for; what does
/// not come within `patience` ends the program, so that nothing runs for ever.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <vector>

namespace bench {

using Message = std::vector<std::uint8_t>;

inline constexpr unsigned patience_seconds = 5;

class Link {
public:
    virtual ~Link() = default;
    virtual void send(const Message& message) = 0;
    /// Throws std::runtime_error when nothing comes.
    virtual Message receive() = 0;
};

using LinkPtr = std::unique_ptr<Link>;

/// To a port of 127.0.0.1.
LinkPtr open_udp(std::uint16_t port);

/// The handshake is done when it returns. The cipher suite is the one that RFC 7252 section 9.1.3.1 makes mandatory.
LinkPtr open_dtls(std::uint16_t port, const std::string& identity, const std::string& key);

/// A connected socket.
int open_socket(std::uint16_t port);

}  // namespace bench
