// SPDX-License-Identifier: MIT
/// A keep-alive connection to an HTTP server. What does not come within `patience_seconds` of link.hpp ends the
/// program.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace bench {

class HttpLink {
public:
    /// To a port of 127.0.0.1.
    explicit HttpLink(std::uint16_t port);
    ~HttpLink();
    HttpLink(HttpLink&& other) noexcept;
    HttpLink& operator=(HttpLink&&) = delete;

    void send(std::string_view text) const;
    /// Reads one response whole. Throws std::runtime_error where it is no 200 with a Content-Length.
    void receive();
    /// What has come, as it came: at least one byte.
    [[nodiscard]] std::string_view receive_some();

private:
    int socket_;
    std::string buffer_;
};

/// The head of a GET; `fields` are whole lines.
std::string encode_get(std::string_view target, std::string_view fields);

/// Each "{}" of `text` replaced by the number.
std::string numbered(std::string text, std::size_t number);

}  // namespace bench
