// SPDX-License-Identifier: MIT
/// /config: an admin reads and replaces the configuration file. It exists only where the configuration allows it.
#pragma once

#include "coapnode/rest/resource.hpp"

#include <string>
#include <string_view>

namespace coapnode {

/// The configuration as a text; the app knows where it is kept and how it is put into force.
class ConfigStore {
public:
    virtual ~ConfigStore() = default;

    /// As it is stored, with hidden keys.
    virtual Result<std::string> shown() = 0;

    /// Applies and stores it, or does neither. A hidden key stays what it was. Errors: bad_body with every mistake and
    /// its place; the errors of its lines, buses and addresses; not_stored; not_ready while the last one is still being
    /// applied.
    virtual Result<void> replace(std::string_view text) = 0;
};

class ConfigResource final : public Resource {
public:
    explicit ConfigResource(ConfigStore& store);

    /// The text (Content-Format 0).
    Response get(const Request& request, ContentFormat format) override;
    Response put(const Request& request) override;

private:
    ConfigStore& store_;
};

}  // namespace coapnode
