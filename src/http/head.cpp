// SPDX-License-Identifier: MIT
#include "http/head.hpp"

#include "http/ascii.hpp"

#include <microhttpd.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

namespace coapnode::http {

namespace {

constexpr std::uintptr_t line_end = 2;                  ///< CR LF
constexpr std::size_t record_size = 8 * sizeof(void*);  ///< of a field, in libmicrohttpd's memory

/// libmicrohttpd parses the first Cookie field that it finds: this one.
constexpr std::string_view our_cookie = "Cookie";
constexpr std::string_view our_cookies_value = "a=b";

/// `into` has room for all of them: push_back() allocates nothing, so it cannot throw into C.
MHD_Result collect(void* into, MHD_ValueKind /*kind*/, const char* name, std::size_t name_size, const char* value,
                   std::size_t value_size) noexcept
{
    if (name == our_cookie.data()) return MHD_YES;
    const std::string_view text = value == nullptr ? std::string_view{} : std::string_view{value, value_size};
    static_cast<RawFields*>(into)->push_back({{name, name_size}, text});
    return MHD_YES;
}

std::string_view trimmed(std::string_view text)
{
    const auto first = text.find_first_not_of(" \t");
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

std::uintptr_t place(const char* text)
{
    return reinterpret_cast<std::uintptr_t>(text);
}

std::uintptr_t end_of(std::string_view text)
{
    return place(text.data()) + text.size();
}

/// The question mark, which libmicrohttpd 0.9.75 finds behind a NUL, too. There the version is behind the target.
char* find_query(char* target)
{
    auto* query = std::strchr(target, '?');
    if constexpr (MHD_VERSION >= 0x01000000) return query;
    constexpr std::string_view version = "HTTP/1.";
    for (auto* part = target + std::strlen(target) + 1;
         query == nullptr && !std::string_view{part}.starts_with(version); part += std::strlen(part) + 1) {
        query = std::strchr(part, '?');
    }
    return query;
}

bool is_line_well_formed(const RequestLine& line, std::size_t target_size)
{
    const auto blank = std::uintptr_t{1};
    return place(line.target) == end_of(line.method) + blank &&
           place(line.version) == place(line.target) + target_size + blank;
}

}  // namespace

void keep_items_unread(MHD_Connection* connection, const char* target)
{
    // The text is in the buffer of the connection, and libmicrohttpd overwrites it next. It parses up to a NUL.
    if (auto* const query = find_query(const_cast<char*>(target)); query != nullptr) query[1] = '\0';
    MHD_set_connection_value_n(connection, MHD_HEADER_KIND, our_cookie.data(), our_cookie.size(),
                               our_cookies_value.data(), our_cookies_value.size());
}

RawFields read_raw_fields(MHD_Connection* connection)
{
    RawFields fields;
    const int count = MHD_get_connection_values_n(connection, MHD_HEADER_KIND, nullptr, nullptr);
    fields.reserve(static_cast<std::size_t>(std::max(count, 0)));
    MHD_get_connection_values_n(connection, MHD_HEADER_KIND, &collect, &fields);
    return fields;
}

HttpFields to_fields(const RawFields& fields)
{
    HttpFields read;
    read.reserve(fields.size());
    for (const auto& [name, value] : fields)
        read.push_back({in_lower_case(name), std::string{trimmed(value)}});
    return read;
}

bool is_head_well_formed(MHD_Connection* connection, const RequestLine& line, std::size_t target_size,
                         const RawFields& fields)
{
    if constexpr (MHD_VERSION >= 0x01000000) return true;
    if (!is_line_well_formed(line, target_size)) return false;
    auto end = end_of(line.version);
    for (const auto& [name, value] : fields) {
        if (place(name.data()) != end + line_end || place(value.data()) <= end_of(name)) return false;
        end = end_of(value);
    }
    const auto* const size = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    return size != nullptr && place(line.method) + size->header_size == end + 2 * line_end;
}

std::optional<std::size_t> memory_of_head(MHD_Connection* connection, const RawFields& fields)
{
    const auto* const size = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
    if (size == nullptr) return std::nullopt;
    return size->header_size + fields.size() * record_size;
}

}  // namespace coapnode::http
