// SPDX-License-Identifier: MIT
#include "store/pairing_text.hpp"

#include "coapnode/core/hex.hpp"
#include "coapnode/core/role.hpp"

#include <nlohmann/json.hpp>

#include <charconv>
#include <string_view>
#include <utility>

namespace coapnode {

namespace {

using Json = nlohmann::json;

std::optional<std::string> text_in(const Json& object, const char* name)
{
    const auto found = object.find(name);
    return found != object.end() && found->is_string() ? std::optional{found->get<std::string>()} : std::nullopt;
}

std::optional<Role> role_in(const Json& object)
{
    const auto role = role_named(text_in(object, "role").value_or(""));
    return role != Role::none ? role : std::nullopt;
}

std::optional<Digest> digest_in(const Json& object)
{
    const auto text = text_in(object, "sha256");
    Digest digest{};
    if (!text || text->size() != 2 * digest.size()) return std::nullopt;
    for (std::size_t i = 0; i < digest.size(); ++i) {
        const auto* const begin = text->data() + 2 * i;
        if (std::from_chars(begin, begin + 2, digest[i], 16).ptr != begin + 2) return std::nullopt;
    }
    return digest;
}

std::optional<Instant> instant_in(const Json& object)
{
    const auto found = object.find("made_at_uptime_us");
    if (found == object.end() || !found->is_number_integer() || found->get<std::int64_t>() < 0) return std::nullopt;
    return Instant{Duration{found->get<std::int64_t>()}};
}

std::optional<PairingCode> code_in(const Json& object)
{
    if (!object.is_object()) return std::nullopt;
    auto name = text_in(object, "name");
    const auto role = role_in(object);
    const auto digest = digest_in(object);
    const auto made_at = instant_in(object);
    if (!name || !role || !digest || !made_at) return std::nullopt;
    return PairingCode{*std::move(name), *role, *digest, *made_at};
}

std::optional<PairedToken> token_in(const Json& object)
{
    if (!object.is_object()) return std::nullopt;
    auto name = text_in(object, "name");
    const auto role = role_in(object);
    const auto digest = digest_in(object);
    const auto paired_at = from_rfc3339(text_in(object, "since").value_or(""));
    if (!name || !role || !digest || !paired_at) return std::nullopt;
    return PairedToken{*std::move(name), *role, *digest, *paired_at};
}

template <class Entry, class Read>
bool read_list(const Json& document, const char* name, std::vector<Entry>& into, Read read)
{
    const auto list = document.find(name);
    if (list == document.end()) return true;
    if (!list->is_array()) return false;
    for (const auto& item : *list) {
        auto entry = read(item);
        if (!entry) return false;
        into.push_back(*std::move(entry));
    }
    return true;
}

nlohmann::ordered_json entry(const std::string& name, Role role, const Digest& digest)
{
    return {{"name", name}, {"role", role_name(role)}, {"sha256", to_hex(digest)}};
}

}  // namespace

std::optional<Pairings> pairings_in(std::string_view text)
{
    const auto document = Json::parse(text, nullptr, false);
    Pairings pairings;
    const bool is_whole = document.is_object() && read_list(document, "codes", pairings.codes, &code_in) &&
                          read_list(document, "tokens", pairings.tokens, &token_in);
    return is_whole ? std::optional{std::move(pairings)} : std::nullopt;
}

std::string to_json(const Pairings& pairings)
{
    auto codes = nlohmann::ordered_json::array();
    for (const auto& code : pairings.codes) {
        auto object = entry(code.name, code.role, code.code);
        object["made_at_uptime_us"] = code.made_at.time_since_epoch().count();
        codes.push_back(std::move(object));
    }
    auto tokens = nlohmann::ordered_json::array();
    for (const auto& token : pairings.tokens) {
        auto object = entry(token.name, token.role, token.token);
        object["since"] = to_rfc3339(token.paired_at);
        tokens.push_back(std::move(object));
    }
    const nlohmann::ordered_json document{{"codes", std::move(codes)}, {"tokens", std::move(tokens)}};
    return document.dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace coapnode
