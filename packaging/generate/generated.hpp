// SPDX-License-Identifier: MIT
/// Texts in the source tree that are made from tables in the code: the list of drivers in docs/ and in a manual, the
/// JSON schema. They are checked in, so that readers of the tree have them; the test `generated` fails when one is no
/// longer what the code says.
///
///     cmake --build build/dev --target generate      writes them anew
///
/// A text stands in one of two ways:
///  - between two lines of a document that hold "NAME: begin (generated)" and "NAME: end", in whatever comment the
///    file's language has (<!-- drivers: begin (generated) --> in Markdown, .\" drivers: begin (generated) in a
///    manual). It may stand in several documents; a text that stands in none is an error, so is an unknown name.
///    Searched are README.md, CONTRIBUTING.md, docs/*.md and packaging/man/*.
///  - as a whole file: `file` names it.
///
/// A new text: a function that returns it (a file beside this one), and its row in generated.cpp.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace coapnode {

enum class Language { markdown, manual, whole_file };

struct Generated {
    std::string_view name;  ///< "drivers"; of a whole file, its path in the tree: "config/coapnode.schema.json"
    Language language;
    std::string (*make)();  ///< lines, each with its end
};

std::span<const Generated> generated_texts();

}  // namespace coapnode
