// SPDX-License-Identifier: MIT
/// An I2cDevice that plays a script: each transaction must be the one that stands next, and all of them must come.
#pragma once

#include "coapnode/hal/i2c_device.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace coapnode {

/// "F3 2d" as two bytes.
inline Bytes hex_bytes(std::string_view text)
{
    const auto value = [](char digit) { return digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10; };
    Bytes bytes;
    for (std::size_t i = 0; i + 1 < text.size(); i += 2) {
        if (text[i] == ' ') ++i;
        bytes.push_back(static_cast<std::uint8_t>(value(text[i]) << 4 | value(text[i + 1])));
    }
    return bytes;
}

inline std::string hex_text(ByteView bytes)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::string text;
    for (const auto byte : bytes)
        text.append({digits[byte >> 4], digits[byte & 0xf]});
    return text;
}

/// nullopt where all went well: compares in a CHECK either way.
template <class T>
std::optional<Error> error_of(const Result<T>& result)
{
    return result ? std::nullopt : std::optional{result.error()};
}

/// One transaction: what the driver sends, how much it reads, and what the bus answers.
struct I2cStep {
    Bytes out;
    std::size_t size{};
    Result<Bytes> answer;
};

inline I2cStep writes(std::string_view out)
{
    return {hex_bytes(out), 0, Bytes{}};
}

/// A write and a read after a repeated START.
inline I2cStep asks(std::string_view out, std::string_view answer)
{
    return {hex_bytes(out), hex_bytes(answer).size(), hex_bytes(answer)};
}

inline I2cStep reads(std::string_view answer)
{
    return asks({}, answer);
}

/// The same transaction, but the bus fails.
inline I2cStep failing(I2cStep step, Errc code)
{
    step.answer = fail(code, "the bus says so");
    return step;
}

using I2cScript = std::vector<I2cStep>;

inline I2cScript operator+(I2cScript first, const I2cScript& second)
{
    first.insert(first.end(), second.begin(), second.end());
    return first;
}

class ScriptedI2c final : public I2cDevice {
public:
    explicit ScriptedI2c(I2cScript script, std::string where = "0x44 on /dev/i2c-1")
        : script_{std::move(script)}, where_{std::move(where)}
    {
    }
    ScriptedI2c(const ScriptedI2c&) = delete;
    ScriptedI2c& operator=(const ScriptedI2c&) = delete;
    ~ScriptedI2c() override { finish(); }

    /// Adds to what is still to come.
    void expect(const I2cScript& more) { script_ = std::move(script_) + more; }

    /// Fails the test for steps that did not come, and forgets them.
    void finish()
    {
        for (; next_ < script_.size(); ++next_) {
            FAIL_CHECK("never came: " << described(script_[next_].out, script_[next_].size));
        }
    }

    Result<void> write(ByteView out) override { return transact(out, {}); }
    Result<void> read(MutableBytes in) override { return transact({}, in); }
    Result<void> write_read(ByteView out, MutableBytes in) override { return transact(out, in); }
    [[nodiscard]] std::string where() const override { return where_; }

private:
    static std::string described(ByteView out, std::size_t size)
    {
        return "write [" + hex_text(out) + "], read " + std::to_string(size);
    }

    Result<void> transact(ByteView out, MutableBytes in)
    {
        const auto came = described(out, in.size());
        if (next_ == script_.size()) {
            FAIL_CHECK("came unexpectedly: " << came);
            return fail(Errc::bus_io, "not in the script");
        }
        const auto& step = script_[next_++];
        const bool fits = std::ranges::equal(out, step.out) && in.size() == step.size;
        if (!fits) {
            FAIL_CHECK("expected: " << described(step.out, step.size) << "; came: " << came);
            return fail(Errc::bus_io, "not in the script");
        }
        if (!step.answer) return fail(step.answer);
        std::ranges::copy(*step.answer, in.begin());
        return {};
    }

    I2cScript script_;
    std::size_t next_ = 0;
    std::string where_;
};

}  // namespace coapnode
