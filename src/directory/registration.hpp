// SPDX-License-Identifier: MIT
/// Keeps the node registered with a resource directory (RFC 9176): finds the registration resource, registers, renews
/// before the lifetime ends, and tries for ever with growing delays while that fails.
#pragma once

#include "coapnode/config/config.hpp"
#include "coapnode/core/log.hpp"
#include "coapnode/loop/scheduler.hpp"
#include "directory/directory_link.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

namespace coapnode {

class DirectoryRegistration {
public:
    static constexpr Duration first_delay = 5s;  ///< after a failure; doubles with each further one
    static constexpr Duration longest_delay = 15min;
    static constexpr Duration check_interval = 45s;  ///< while registered: whether this machine has another address now
    static constexpr Duration end_patience = 200ms;
    static constexpr std::size_t max_links_size = 65'536;  ///< bytes of link format that are registered
    static constexpr std::size_t max_location_size = 255;  ///< bytes of the registration's path, slashes among them

    /// Any number, for the delays: nodes that lost one directory shall not all come back at once.
    using Random = std::function<std::uint32_t()>;

    /// `link` goes to the directory of `config`. All that is referred to outlives this.
    DirectoryRegistration(Scheduler& scheduler, Log& log, DirectoryLink& link, Random random, DirectoryConfig config);
    DirectoryRegistration(const DirectoryRegistration&) = delete;
    DirectoryRegistration& operator=(const DirectoryRegistration&) = delete;

    /// What is registered from now on: `name` (ep) and `links`. Registers anew, from the loop, when that is not what
    /// was, or where the link's base() is another one.
    void publish(const std::string& name, const std::string& links);

    /// Ends the registration, without waiting.
    void leave();

    /// Ends the registration before the process ends, also one that is under way. Waits for end_patience at most.
    void shut_down();

    [[nodiscard]] const DirectoryConfig& config() const { return config_; }
    [[nodiscard]] bool is_registered() const { return registered_; }

private:
    using Reply = Result<IncomingResponse>;

    void start();
    void discover();
    void on_discovered(const Reply& reply);
    void register_at(const std::vector<std::string>& resource);
    void on_registered(const Reply& reply);
    void renew();
    void on_renewed(const Reply& reply);
    void wait_for_renewal();
    void check_base();
    void fail(const Error& error);
    [[nodiscard]] Duration next_delay();
    [[nodiscard]] std::string directory() const;

    Scheduler& scheduler_;
    Log& log_;
    DirectoryLink& link_;
    Random random_;
    DirectoryConfig config_;
    std::string name_;
    std::string links_;
    Result<std::string> base_;           ///< as it is registered, or was to be
    std::vector<std::string> location_;  ///< of the registration; empty: none is known of
    bool registering_ = false;           ///< the directory was asked to, and has not answered yet
    bool registered_ = false;
    bool told_ = false;   ///< the log says that it is registered
    std::string warned_;  ///< the cause that the log tells of
    unsigned failures_ = 0;
    Instant renewal_due_;
    Timer timer_;
};

}  // namespace coapnode
