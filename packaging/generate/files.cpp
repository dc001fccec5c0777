// SPDX-License-Identifier: MIT
#include "generate/files.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>

namespace coapnode {

namespace {

constexpr std::string_view begin_mark = ": begin (generated)";
constexpr std::string_view end_mark = ": end";

std::string content_of(const std::filesystem::path& path)
{
    std::ostringstream text;
    text << std::ifstream{path}.rdbuf();
    return text.str();
}

/// The word before `mark` in `line`; empty where it is not there.
std::string word_before(std::string_view line, std::string_view mark)
{
    const auto at = line.find(mark);
    if (at == std::string_view::npos) return {};
    const auto space = line.find_last_of(' ', at);
    const auto first = space == std::string_view::npos ? 0 : space + 1;
    return std::string{line.substr(first, at - first)};
}

std::vector<std::filesystem::path> documents(const std::filesystem::path& root)
{
    std::vector<std::filesystem::path> paths{root / "README.md", root / "CONTRIBUTING.md"};
    for (const auto* folder : {"docs", "packaging/man"}) {
        for (const auto& entry : std::filesystem::directory_iterator{root / folder})
            paths.push_back(entry.path());
    }
    std::erase_if(paths, [](const auto& path) { return !std::filesystem::is_regular_file(path); });
    std::sort(paths.begin(), paths.end());
    return paths;
}

Language language_of(const std::filesystem::path& path)
{
    return path.extension() == ".md" ? Language::markdown : Language::manual;
}

std::string label(std::string_view name, Language language)
{
    return std::string{name} + (language == Language::markdown ? " in Markdown" : " in a manual");
}

/// Skips the lines up to the end mark of `name`, which is returned. Empty where there is none.
std::string end_line(std::istringstream& lines, const std::string& name)
{
    for (std::string line; std::getline(lines, line);) {
        if (word_before(line, end_mark) == name) return line;
    }
    return {};
}

}  // namespace

Result<std::string> filled_in(const std::string& document, Language language, std::span<const Generated> texts,
                              std::set<std::string>& placed)
{
    std::string filled;
    std::istringstream lines{document};
    for (std::string line; std::getline(lines, line);) {
        filled += line + '\n';
        const auto name = word_before(line, begin_mark);
        if (name.empty()) continue;
        const auto text = std::ranges::find_if(
            texts, [&](const Generated& row) { return row.name == name && row.language == language; });
        if (text == texts.end()) return fail(Errc::bad_value, "no text is called " + label(name, language));
        const auto end = end_line(lines, name);
        if (end.empty()) return fail(Errc::bad_value, "the text " + name + " has no line '" + name + ": end'");
        filled += text->make() + end + '\n';
        placed.insert(label(name, language));
    }
    return filled;
}

Result<std::vector<FileText>> generated_files(const std::filesystem::path& root, std::span<const Generated> texts)
{
    std::vector<FileText> files;
    std::set<std::string> placed;
    for (const auto& path : documents(root)) {
        const auto is = content_of(path);
        const auto should_be = filled_in(is, language_of(path), texts, placed);
        if (!should_be) return fail(should_be.error().code, path.string() + ": " + should_be.error().message);
        if (is.find(begin_mark) != std::string::npos) files.push_back({path, is, *should_be});
    }
    for (const auto& text : texts) {
        if (text.language == Language::whole_file) {
            files.push_back({root / text.name, content_of(root / text.name), text.make()});
        } else if (!placed.contains(label(text.name, text.language))) {
            return fail(Errc::not_found, "no file has a place for " + label(text.name, text.language));
        }
    }
    return files;
}

}  // namespace coapnode
