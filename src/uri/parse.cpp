// SPDX-License-Identifier: MIT
#include "coapnode/core/ascii.hpp"
#include "coapnode/uri/coap_uri.hpp"
#include "uri/authority.hpp"
#include "uri/options.hpp"
#include "uri/percent.hpp"

#include <algorithm>

namespace coapnode {

namespace {

constexpr std::string_view behind_scheme = "://";

bool is_scheme_character(char c)
{
    return is_alphanumeric(c) || c == '+' || c == '-' || c == '.';
}

/// "coap" of "coap://h"; empty where the text has no scheme. A host cannot have "://" behind it.
std::string_view scheme_of(std::string_view text)
{
    const auto end = text.find(behind_scheme);
    if (end == std::string_view::npos) return {};
    const auto scheme = text.substr(0, end);
    return std::all_of(scheme.begin(), scheme.end(), is_scheme_character) ? scheme : std::string_view{};
}

/// `word` is in lower case.
bool is_word(std::string_view text, std::string_view word)
{
    return std::equal(text.begin(), text.end(), word.begin(), word.end(),
                      [](char a, char b) { return a == b || (b >= 'a' && b <= 'z' && a == b - 'a' + 'A'); });
}

Failure no_scheme_of_ours(std::string_view scheme)
{
    return fail(Errc::bad_uri, quoted(scheme) + " is not a supported scheme: write coap:// or coaps://");
}

/// "coap:h", "coaps:/h" and "coap:127.0.0.1"; but "coap:5683" is a host of this name, with its port.
bool lacks_slashes(std::string_view text)
{
    const auto colon = text.find(':');
    if (colon == std::string_view::npos) return false;
    const auto word = text.substr(0, colon);
    const auto behind = text.substr(colon + 1);
    const auto port = behind.substr(0, behind.find_first_of("/?"));
    const bool is_port = !port.empty() && port.find_first_not_of("0123456789") == std::string_view::npos;
    return (is_word(word, "coap") || is_word(word, "coaps")) && !behind.empty() && !is_port && behind.front() != ':';
}

/// Takes the scheme off `text`.
Result<void> read_scheme(std::string_view& text, CoapUri& uri)
{
    const auto scheme = scheme_of(text);
    if (scheme.empty()) {
        if (lacks_slashes(text)) return no_scheme_of_ours(text.substr(0, text.find(':') + 1));
        return {};
    }
    uri.is_secure = is_word(scheme, "coaps");
    if (!uri.is_secure && !is_word(scheme, "coap")) return no_scheme_of_ours(scheme);
    uri.port = uri.is_secure ? default_coaps_port : default_coap_port;
    text.remove_prefix(scheme.size() + behind_scheme.size());
    return {};
}

bool is_control(char c)
{
    return (c >= 0 && c < ' ') || c == '\x7f';
}

Result<void> check_characters(std::string_view text)
{
    if (text.size() > max_uri_size) {
        return fail(Errc::bad_uri, "a URI of " + std::to_string(text.size()) + " bytes is too long: write one of " +
                                       std::to_string(max_uri_size) + " at most");
    }
    if (std::any_of(text.begin(), text.end(), is_control))
        return fail(Errc::bad_uri, "there is a control character in the URI: remove it");
    if (text.find(' ') != std::string_view::npos)
        return fail(Errc::bad_uri, "there is a space in the URI: write %20 for a space that belongs to it");
    if (const auto hash = text.find('#'); hash != std::string_view::npos) {
        return fail(Errc::bad_uri, "a CoAP URI has no fragment: remove " + quoted(text.substr(hash)) +
                                       ", or write %23 for a # that belongs to the path");
    }
    return {};
}

}  // namespace

Result<CoapUri> parse_coap_uri(std::string_view text)
{
    CoapUri uri;
    if (auto good = check_characters(text); !good) return fail(good);
    if (auto read = read_scheme(text, uri); !read) return fail(read);
    const auto authority = text.substr(0, text.find_first_of("/?"));
    if (auto read = read_authority(authority, uri); !read) return fail(read);
    text.remove_prefix(authority.size());

    const auto question = std::min(text.find('?'), text.size());
    auto path = path_options(text.substr(0, question));
    if (!path) return fail(path);
    uri.path = std::move(*path);
    if (question == text.size()) return uri;
    auto query = query_options(text.substr(question + 1));
    if (!query) return fail(query);
    uri.query = std::move(*query);
    return uri;
}

}  // namespace coapnode
