// SPDX-License-Identifier: MIT
#include "coapnode/rest/cbor_reader.hpp"

#include "rest/cbor_numbers.hpp"

#include <cstdint>
#include <string>
#include <utility>

namespace coapnode {

namespace {

using Json = nlohmann::json;

enum Major : std::uint8_t { natural = 0, negative = 1, byte_string = 2, text_string = 3, array, map, tag, simple };

/// Of the additional information of a head (RFC 8949 section 3).
constexpr std::uint8_t indefinite_length = 31;
constexpr std::uint8_t break_byte = 0xff;

struct Head {
    std::uint8_t major{};
    std::uint8_t information{};
    std::uint64_t argument{};

    [[nodiscard]] bool is_indefinite() const { return information == indefinite_length; }
};

/// Reads items off the front; after the first fault nothing more.
class Reader {
public:
    explicit Reader(ByteView rest) : rest_{rest} {}

    ReadCbor document()
    {
        auto read = item();
        if (!rest_.empty()) complain(CborFault::malformed);
        return fault_ ? ReadCbor{nullptr, fault_} : ReadCbor{std::move(read), std::nullopt};
    }

private:
    Json item();
    Json content(const Head& head);
    Json list(const Head& head);
    Json members(const Head& head);
    Json tagged(std::uint64_t number);
    Json simple_value(const Head& head);
    template <class Container>
    Container string(const Head& head);
    /// So many bytes; none where there are fewer.
    ByteView chunk(std::uint64_t length);
    Head head();
    /// Runs `next` for each of so many items, or up to the break.
    template <class Next>
    void each(const Head& head, Next next);
    bool takes_break();

    void complain(CborFault fault)
    {
        if (!fault_) fault_ = fault;
        rest_ = {};
    }

    ByteView rest_;
    std::size_t depth_ = 0;
    std::optional<CborFault> fault_;
};

Head Reader::head()
{
    const auto first = chunk(1);
    if (first.empty()) return {};
    Head read{static_cast<std::uint8_t>(first[0] >> 5), static_cast<std::uint8_t>(first[0] & 0x1fU), 0};
    if (read.information < 24) {
        read.argument = read.information;
    } else if (read.information <= 27) {
        for (const auto byte : chunk(1U << (read.information - 24U)))
            read.argument = read.argument << 8 | byte;
    } else {
        const bool may_be_indefinite = read.major >= byte_string && read.major <= map;
        if (!read.is_indefinite() || !may_be_indefinite) complain(CborFault::malformed);
    }
    return read;
}

Json Reader::item()
{
    if (depth_ == deepest_cbor) {
        complain(CborFault::malformed);
        return {};
    }
    ++depth_;
    auto read = content(head());
    --depth_;
    return read;
}

Json Reader::content(const Head& head)
{
    switch (head.major) {
    case natural:
        return head.argument;
    case negative:
        return negative_number(head.argument);
    case byte_string:
        return Json::binary(string<Bytes>(head));
    case text_string:
        return string<std::string>(head);
    case array:
        return list(head);
    case map:
        return members(head);
    case tag:
        return tagged(head.argument);
    default:
        return simple_value(head);
    }
}

Json Reader::list(const Head& head)
{
    auto list = Json::array();
    each(head, [&] { list.push_back(item()); });
    return list;
}

Json Reader::members(const Head& head)
{
    auto members = Json::object();
    bool all_named = true;
    each(head, [&] {
        const auto key = item();
        auto value = item();
        const auto* const name = key.get_ptr<const std::string*>();
        all_named = all_named && name != nullptr;
        if (name != nullptr && !members.emplace(*name, std::move(value)).second) complain(CborFault::member_twice);
    });
    return all_named ? std::move(members) : Json{};
}

Json Reader::tagged(std::uint64_t number)
{
    auto value = item();
    switch (number) {
    case 2:
    case 3:
        return bignum(value, number == 3);
    case 4:
        return decimal_fraction(value);
    case 5:
        return bigfloat(value);
    case 21:
    case 22:
    case 23:
    case 55799:
        return value;
    default:
        return nullptr;
    }
}

Json Reader::simple_value(const Head& head)
{
    switch (head.information) {
    case 20:
    case 21:
        return head.information == 21;
    case 24:
        if (head.argument < 32) complain(CborFault::malformed);  // section 3.3
        return nullptr;
    case 25:
        return half_float(static_cast<std::uint16_t>(head.argument));
    case 26:
        return single_float(static_cast<std::uint32_t>(head.argument));
    case 27:
        return double_float(head.argument);
    default:
        return nullptr;
    }
}

template <class Container>
Container Reader::string(const Head& head)
{
    Container whole;
    const auto append = [&](std::uint64_t length) {
        const auto part = chunk(length);
        whole.insert(whole.end(), part.begin(), part.end());
    };
    if (!head.is_indefinite()) {
        append(head.argument);
        return whole;
    }
    each(head, [&] {
        const auto part = this->head();
        if (part.major != head.major || part.is_indefinite()) return complain(CborFault::malformed);
        append(part.argument);
    });
    return whole;
}

ByteView Reader::chunk(std::uint64_t length)
{
    if (length > rest_.size()) {
        complain(CborFault::malformed);
        return {};
    }
    const auto part = rest_.first(static_cast<std::size_t>(length));
    rest_ = rest_.subspan(part.size());
    return part;
}

template <class Next>
void Reader::each(const Head& head, Next next)
{
    if (head.is_indefinite()) {
        while (!fault_ && !takes_break())
            next();
        return;
    }
    for (std::uint64_t i = 0; i < head.argument && !fault_; ++i)
        next();
}

bool Reader::takes_break()
{
    const bool is_break = !rest_.empty() && rest_.front() == break_byte;
    if (is_break) rest_ = rest_.subspan(1);
    return is_break;
}

}  // namespace

ReadCbor read_cbor(ByteView bytes)
{
    return Reader{bytes}.document();
}

}  // namespace coapnode
