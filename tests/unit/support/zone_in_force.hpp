// SPDX-License-Identifier: MIT
/// The time zone of this process, as long as the object lives.
#pragma once

#include <cstdlib>
#include <ctime>
#include <optional>
#include <string>

namespace coapnode {

class ZoneInForce {
public:
    /// As TZ holds it: "CET-1CEST,M3.5.0,M10.5.0/3".
    explicit ZoneInForce(const char* zone)
    {
        if (const char* const before = std::getenv("TZ")) before_ = before;
        ::setenv("TZ", zone, 1);
        ::tzset();
    }
    ~ZoneInForce()
    {
        if (before_) {
            ::setenv("TZ", before_->c_str(), 1);
        } else {
            ::unsetenv("TZ");
        }
        ::tzset();
    }
    ZoneInForce(const ZoneInForce&) = delete;
    ZoneInForce& operator=(const ZoneInForce&) = delete;

private:
    std::optional<std::string> before_;
};

}  // namespace coapnode
