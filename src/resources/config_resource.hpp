// SPDX-License-Identifier: MIT
/// /config: the configuration file, read and replaced by an admin. There only where the configuration allows it.
#pragma once

#include "coapnode/rest/resource.hpp"

#include <string>
#include <string_view>

namespace coapnode {

/// The configuration as a text; the app knows where it is kept and how it is put into force.
class ConfigStore {
public:
    virtual ~ConfigStore() = default;

    /// As it is kept, its keys hidden.
    virtual Result<std::string> shown() = 0;

    /// Puts it into force and keeps it, or neither. A hidden key stays what it was. Errors: bad_body with every mistake
    /// and its place; what its lines, buses and addresses fail with; not_stored; not_ready while the last one is still
    /// being put into force.
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
