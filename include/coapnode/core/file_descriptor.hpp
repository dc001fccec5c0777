// SPDX-License-Identifier: MIT
/// Owns a file descriptor and closes it.
#pragma once

#include <unistd.h>

#include <utility>

namespace coapnode {

class FileDescriptor {
public:
    FileDescriptor() = default;
    explicit FileDescriptor(int number) : number_{number} {}
    FileDescriptor(FileDescriptor&& other) noexcept : number_{std::exchange(other.number_, -1)} {}
    FileDescriptor& operator=(FileDescriptor&& other) noexcept
    {
        std::swap(number_, other.number_);
        return *this;
    }
    ~FileDescriptor() { reset(); }

    void reset()
    {
        if (is_open()) ::close(std::exchange(number_, -1));
    }
    /// Gives up ownership: the caller closes the descriptor.
    [[nodiscard]] int release() { return std::exchange(number_, -1); }
    [[nodiscard]] bool is_open() const { return number_ >= 0; }
    [[nodiscard]] int get() const { return number_; }

private:
    int number_ = -1;
};

}  // namespace coapnode
