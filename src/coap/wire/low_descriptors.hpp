// SPDX-License-Identifier: MIT
/// Reserves file descriptors below 1 024 for DTLS. libcoap's GnuTLS back end waits for a session's socket with
/// select(), and a descriptor of 1 024 or more ends the process. A program with many open descriptors might have no
/// lower one left when it reconnects to a node.
#pragma once

#include "coapnode/core/file_descriptor.hpp"
#include "coapnode/core/result.hpp"

#include <cstddef>
#include <vector>

namespace coapnode {

class LowDescriptors {
public:
    static constexpr int end = 1024;  ///< FD_SETSIZE

    /// Reserves `count` descriptors.
    explicit LowDescriptors(std::size_t count);

    /// Frees a low descriptor, so that the next one that this thread opens is low. Call keep() when it is open. Errors:
    /// busy.
    Result<void> release_one();

    /// Replaces used descriptors, as far as there are free low ones.
    void keep();

    [[nodiscard]] std::size_t kept() const { return kept_.size(); }

private:
    std::size_t count_;
    std::vector<FileDescriptor> kept_;
};

}  // namespace coapnode
