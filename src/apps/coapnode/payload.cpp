// SPDX-License-Identifier: MIT
#include "apps/coapnode/payload.hpp"

#include "coapnode/core/file_descriptor.hpp"
#include "coapnode/core/file_io.hpp"
#include "coapnode/core/standard_streams.hpp"
#include "coapnode/core/utf8.hpp"
#include "coapnode/rest/registries.hpp"

#include <fcntl.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <cerrno>
#include <filesystem>

namespace coapnode {

namespace {

constexpr std::uint16_t octets = 42;  // application/octet-stream (RFC 7252 section 12.3)

struct FileNameEnding {
    std::string_view ending;
    std::string_view format;
};

constexpr auto endings = std::to_array<FileNameEnding>({
    {".json", "json"},
    {".cbor", "cbor"},
    {".senml", "senml"},        // RFC 8428 section 12.3
    {".senmlc", "senml-cbor"},  // the same
    {".xml", "xml"},
    {".txt", "text"},
    {".yaml", "text"},  // no number is registered for YAML, and /config of a node takes text
    {".yml", "text"},
});

constexpr std::uint16_t number_of(ContentFormat format)
{
    return static_cast<std::uint16_t>(format);
}

bool is_json_document(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t\r\n");
    if (first == std::string_view::npos || (text[first] != '{' && text[first] != '[')) return false;
    return nlohmann::json::accept(text);
}

/// Lines of printable UTF-8.
bool is_text(std::string_view text)
{
    std::string line{text};
    std::erase_if(line, [](char c) { return c == '\n' || c == '\r' || c == '\t'; });
    return is_printable(line);
}

std::uint16_t format_of_text(std::string_view text)
{
    return number_of(is_json_document(text) ? ContentFormat::json : ContentFormat::text);
}

std::uint16_t format_of_file(const std::filesystem::path& file)
{
    const auto ending = file.extension().string();
    const auto* const row =
        std::find_if(endings.begin(), endings.end(), [&](const FileNameEnding& one) { return one.ending == ending; });
    return row != endings.end() ? content_format_named(row->format).value_or(octets) : octets;
}

Failure unreadable(const std::string& name, int number)
{
    return fail(Errc::bad_input, name + " cannot be read: " + stream_failure(number));
}

Result<std::string> read_bounded(int fd, const std::string& name)
{
    std::string text;
    if (const auto number = read_all(fd, text, max_payload_size); number != 0) return unreadable(name, number);
    if (text.size() <= max_payload_size) return text;
    return fail(Errc::bad_input, name + " is larger than 1 MiB: send it in parts, CoAP is made for small payloads");
}

Result<Payload> read_file(const std::string& name)
{
    const FileDescriptor file{::open(name.c_str(), O_RDONLY | O_CLOEXEC)};
    if (!file.is_open()) return unreadable(name, errno);
    const auto text = read_bounded(file.get(), name);
    if (!text) return fail(text);
    return Payload{to_bytes(*text), format_of_file(name)};
}

Result<Payload> read_stdin(int fd)
{
    const auto text = read_bounded(fd, "stdin");
    if (!text) return fail(text);
    return Payload{to_bytes(*text), is_text(*text) ? format_of_text(*text) : octets};
}

}  // namespace

Result<Payload> read_payload(const std::string& argument, int stdin_fd)
{
    if (argument == "-") return read_stdin(stdin_fd);
    if (argument.starts_with('@')) return read_file(argument.substr(1));
    return Payload{to_bytes(argument), format_of_text(argument)};
}

}  // namespace coapnode
