// SPDX-License-Identifier: MIT
#include "gateway/page_files.hpp"

#include "coapnode/core/hex.hpp"
#include "coapnode/rest/message.hpp"

#include <array>
#include <fstream>
#include <iterator>
#include <utility>

namespace coapnode {

namespace {

namespace fs = std::filesystem;

constexpr auto media_types = std::to_array<std::pair<std::string_view, std::string_view>>({
    {".html", "text/html;charset=utf-8"},
    {".css", "text/css;charset=utf-8"},
    {".js", "text/javascript;charset=utf-8"},
    {".svg", "image/svg+xml"},
    {".png", "image/png"},
    {".json", "application/json"},
    {".webmanifest", "application/manifest+json"},
    {".txt", "text/plain;charset=utf-8"},
});

/// Content-Security-Policy: only the page's own scripts, styles and requests.
constexpr std::string_view content_security_policy =
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; "
    "manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; "
    "require-trusted-types-for 'script'";

std::string_view media_type_of(const fs::path& file)
{
    for (const auto& [extension, type] : media_types) {
        if (file.extension() == extension) return type;
    }
    return {};
}

/// nullptr when it cannot be read.
std::shared_ptr<const Bytes> read(const fs::path& file)
{
    std::ifstream in{file, std::ios::binary};
    auto bytes = std::make_shared<Bytes>(std::istreambuf_iterator<char>{in}, std::istreambuf_iterator<char>{});
    return in ? bytes : nullptr;
}

std::string_view without_folder(std::string_view path)
{
    return path == "/" ? "/index.html" : path;
}

}  // namespace

Result<PageFiles> PageFiles::load(const fs::path& folder)
{
    PageFiles page;
    std::error_code failed;
    std::error_code no_file;  // a link that leads nowhere
    for (fs::recursive_directory_iterator next{folder, failed}, end; !failed && next != end; next.increment(failed)) {
        const auto& entry = *next;
        const auto type = media_type_of(entry.path());
        if (!entry.is_regular_file(no_file) || type.empty() || page.files_.size() >= most_files) continue;
        auto bytes = read(entry.path());
        if (!bytes || bytes->size() > largest_file)
            return fail(Errc::bad_input, "the page's file " + entry.path().string() + " cannot be read");
        const auto etag = etag_of(*bytes, ContentFormat::text);
        page.files_.emplace('/' + entry.path().lexically_relative(folder).generic_string(),
                            File{std::string{type}, '"' + to_hex(etag) + '"', std::move(bytes)});
    }
    if (failed || !page.has("/"))
        return fail(Errc::bad_input,
                    "the page is not in " + folder.string() + ": is coapnode-gateway installed completely?");
    return page;
}

std::optional<HttpResponse> PageFiles::find(const HttpRequest& request) const
{
    const auto found = files_.find(without_folder(request.path));
    if (found == files_.end()) return std::nullopt;
    const auto& file = found->second;
    HttpResponse response;
    response.fields = {
        {"content-type", file.media_type},
        {"etag", file.etag},
        {"cache-control", "no-cache"},  // browsers revalidate with the ETag, so an update takes effect at once
        {"content-security-policy", std::string{content_security_policy}},
        {"referrer-policy", "no-referrer"},
        {"x-content-type-options", "nosniff"},
        {"cross-origin-opener-policy", "same-origin"}};
    const auto* const known = find_field(request.fields, "if-none-match");
    if (known != nullptr && known->find(file.etag) != std::string::npos) {
        response.status = 304;
    } else {
        response.body = file.bytes;
    }
    return response;
}

bool PageFiles::has(std::string_view path) const
{
    return files_.contains(without_folder(path));
}

}  // namespace coapnode
