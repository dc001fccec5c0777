// SPDX-License-Identifier: MIT
#include "coap/message/option_reader.hpp"

#include <cstddef>
#include <cstdint>
#include <limits>

namespace coapnode {

namespace {

/// Largest head of an option: one byte, and two bytes each for the delta and the length.
constexpr std::size_t longest_head = 5;

}  // namespace

std::optional<Option> OptionReader::next()
{
    if (rest_.empty() || rest_.front() == payload_marker) return std::nullopt;
    coap_option_t option{};
    const auto size = coap_opt_parse(rest_.data(), rest_.size(), &option);
    if (size == 0 || number_ + option.delta > std::numeric_limits<coap_option_num_t>::max()) return std::nullopt;
    number_ += option.delta;
    rest_ = rest_.subspan(size);
    return Option{static_cast<coap_option_num_t>(number_), {option.value, option.length}};
}

bool OptionReader::is_well_formed() const
{
    return rest_.empty() || (rest_.front() == payload_marker && rest_.size() > 1);
}

void append_option(Bytes& bytes, unsigned delta, ByteView value)
{
    const auto here = bytes.size();
    bytes.resize(here + longest_head + value.size());
    const auto size = coap_opt_encode(bytes.data() + here, bytes.size() - here, static_cast<std::uint16_t>(delta),
                                      value.data(), value.size());
    bytes.resize(here + size);
}

}  // namespace coapnode
