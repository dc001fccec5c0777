// SPDX-License-Identifier: MIT
/// The command line of coapnode.
///
/// To add an option: a member here, its row in options.cpp, a line in packaging/completion/coapnode.
#pragma once

#include "coapnode/core/bytes.hpp"
#include "coapnode/core/time.hpp"
#include "coapnode/uri/coap_uri.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace coapnode {

enum class Command { get, put, post, delete_, observe, discover, ping, doctor, list_hosts };

enum class Output { people, json, raw };

enum class Colours { automatic, always, never };

/// The key options; keyring.hpp turns them into a Credential.
struct KeyArguments {
    std::string identity{};
    std::filesystem::path key_file{};
    Bytes key{};                          ///< of --key or --key-hex
    std::string hint{};                   ///< about the spelling of --key; usually empty
    std::filesystem::path credentials{};  ///< empty: the user's own file, if there is one

    [[nodiscard]] bool has_key() const { return !key_file.empty() || !key.empty(); }
};

struct Arguments {
    static constexpr Duration usual_timeout = 10s;  ///< of a request

    Command command = Command::get;
    /// One; for observe one or more; for discover one or none. With the items of --query.
    std::vector<CoapUri> uris;
    std::vector<std::string> query;      ///< of --query, for discover without a URI
    std::optional<std::string> payload;  ///< as it was written: text, @FILE or - (payload.hpp)

    KeyArguments keys;
    std::optional<std::uint16_t> accept;
    std::optional<std::uint16_t> content_format;
    std::vector<Bytes> if_match;  ///< ETags; an empty one stands for any existing representation
    bool if_none_match = false;
    bool non_confirmable = false;
    std::optional<std::uint16_t> block_size;
    std::optional<Duration> timeout;  ///< of a request; for observe: until --count states have arrived
    [[nodiscard]] Duration request_timeout() const { return timeout.value_or(usual_timeout); }

    Output output = Output::people;
    std::filesystem::path output_file;  ///< empty: stdout
    Colours colours = Colours::automatic;
    bool verbose = false;

    // observe
    std::optional<std::uint64_t> count;  ///< of notifications, then it ends
    std::optional<Duration> run_for;
    std::string exec;  ///< a shell command for each notification

    // discover
    std::optional<CoapUri> directory;
    std::vector<std::string> interfaces;  ///< none: all that can do multicast
    Duration wait = 6s;                   ///< Leisure (RFC 7252 section 8.2), and a second for the way

    /// Whether a node or directory is asked over DTLS.
    [[nodiscard]] bool is_secure() const;
};

/// What to print in place of running a command, and the exit code.
struct Ending {
    int code{};  ///< 0 after --help and --version, 2 (bad usage) after a sentence about it
    std::string out{};
    std::string err{};
};

std::variant<Arguments, Ending> parse_arguments(int argc, const char* const* argv);

}  // namespace coapnode
