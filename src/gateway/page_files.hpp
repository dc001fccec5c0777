// SPDX-License-Identifier: MIT
/// The static files of the page, read once at the start: a request opens no file, so no path leads out of the folder.
#pragma once

#include "coapnode/core/result.hpp"
#include "coapnode/http/message.hpp"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace coapnode {

class PageFiles {
public:
    static constexpr std::size_t most_files = 128;
    static constexpr std::size_t largest_file = 2'000'000;

    /// Serves no page.
    PageFiles() = default;

    /// Reads every file in `folder` and below. Errors: bad_input.
    static Result<PageFiles> load(const std::filesystem::path& folder);

    /// The file at `path` ("/" is index.html), or 304 when the client has it. nullopt when there is no such file.
    [[nodiscard]] std::optional<HttpResponse> find(const HttpRequest& request) const;

    [[nodiscard]] bool has(std::string_view path) const;

private:
    struct File {
        std::string media_type;
        std::string etag;
        std::shared_ptr<const Bytes> bytes;
    };

    std::map<std::string, File, std::less<>> files_;  ///< by path
};

}  // namespace coapnode
