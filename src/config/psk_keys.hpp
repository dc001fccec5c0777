// SPDX-License-Identifier: MIT
/// psk_file, psk_hex and psk: the three ways to give a key.
#pragma once

#include "config/psk.hpp"
#include "config/source_file.hpp"
#include "psk/names.hpp"
#include "yaml/key_table.hpp"

#include <string>

namespace coapnode {

/// The key of one identity in the named file.
Reader<Psk> key_in_file(const std::string& identity, const SourceFile& source);
Reader<Psk> key_in_hex();
Reader<Psk> key_as_text();

/// Reports a mistake unless exactly one of the three is given.
void check_one_key(YamlSection& in);

/// The rows of the three keys. `Into` has the members `identity`, which is read before, and `key`; `Context` has the
/// SourceFile `file`.
template <class Into, class Context>
void add_psk_keys(KeyTable<Into, Context>& keys)
{
    keys.custom(
            "psk_file", key_in_file("", {}).form,
            [](YamlSection& in, Into& into, Context& context) {
                in.option("psk_file", into.key, key_in_file(into.identity, context.file));
            },
            "A file with the key, beside this one; coapnoded --init creates it.")
        .example = "gateway.psk";
    keys.custom(
        "psk_hex", key_in_hex().form,
        [](YamlSection& in, Into& into, Context& /*context*/) { in.option("psk_hex", into.key, key_in_hex()); },
        "The key: 16 to 64 bytes in hex digits, best in quotes.");
    keys.custom(
        "psk", key_as_text().form,
        [](YamlSection& in, Into& into, Context& /*context*/) { in.option("psk", into.key, key_as_text()); },
        "The key: a text of 16 to 64 bytes, best in quotes.");
    keys.one_of_groups({{"psk_file"}, {"psk_hex"}, {"psk"}});
    keys.check([](YamlSection& in, Into& /*into*/, Context& /*context*/) { check_one_key(in); });
}

}  // namespace coapnode
