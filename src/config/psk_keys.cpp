// SPDX-License-Identifier: MIT
#include "config/psk_keys.hpp"

#include "coapnode/config/hidden_key.hpp"

#include <algorithm>
#include <filesystem>
#include <vector>

namespace coapnode {

namespace {

/// A configuration that a client read from /config has hidden keys (file/hidden_keys.hpp).
Reader<Psk> shown(const std::string& name, std::string expected, Result<Psk> (*read)(std::string_view), TextForm form)
{
    return {std::move(expected),
            [=](const std::string& text) -> Result<Psk> {
                if (text != hidden_key) return read(text);
                return complaint("this identity has no old " + name + " to keep: write the key here");
            },
            std::move(form)};
}

/// The usual endings of key files, to recognise a file name in place of a key.
bool could_be_key(std::string_view file_name)
{
    return file_name.size() >= min_psk_size && file_name.size() <= max_psk_size && !file_name.ends_with(".psk");
}

}  // namespace

Reader<Psk> key_in_hex()
{
    return shown("psk_hex", "a key of hex digits", psk_from_hex,
                 {.pattern = "^([0-9A-Fa-f]{2}){16,64}$", .expected = "hex digits, two per byte, 16 to 64 bytes"});
}

Reader<Psk> key_as_text()
{
    return shown("psk", "a key", psk_from_text,
                 {.pattern = "^(?=.{16}|.*[^ -~])[^\\u0000-\\u001f\\u007f-\\u009f]{4,64}$",
                  .expected = "16 to 64 bytes without control characters"});
}

Reader<Psk> key_in_file(const std::string& identity, const SourceFile& source)
{
    const TextForm form{.pattern = "^(?![0-9A-Fa-f]{32,}$)[^\\u0000-\\u001f\\u007f-\\u009f]{1,255}$",
                        .expected = "a file name (a key in hex belongs in psk_hex)"};
    return {"the name of a key file",
            [=, name = key_file_name()](const std::string& text) -> Result<Psk> {
                if (looks_like_hex_key(text))
                    return complaint("psk_file names a file: a key in hex belongs in psk_hex");
                if (const auto read = name.read(text); !read) return fail(read);
                if (identity.empty()) return Psk{};  // already reported, and there is no line to find
                const auto file = source.path.parent_path() / text;
                std::error_code ignored;
                if (could_be_key(text) && !std::filesystem::exists(std::filesystem::symlink_status(file, ignored))) {
                    return complaint("this file does not exist: " + std::string{source.missing_key} +
                                     "; a key belongs in psk");
                }
                return psk_from_file(file, identity, source.missing_key);
            },
            form};
}

void check_one_key(YamlSection& in)
{
    std::vector<Place> given;
    for (const auto* key : {"psk_file", "psk_hex", "psk"}) {
        if (in.has(key)) given.push_back(in.place_of(key));
    }
    std::sort(given.begin(), given.end());
    if (given.empty()) in.complain(in.place(), "the key is missing: give one of psk_file, psk_hex and psk");
    if (given.size() > 1) in.complain(given[1], "give only one of psk_file, psk_hex and psk");
}

}  // namespace coapnode
