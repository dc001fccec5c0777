// SPDX-License-Identifier: MIT
#include "coapnode/rest/cbor_reader.hpp"

#include "coapnode/rest/cbor_numbers.hpp"

#include <cstdint>
#include <string>
#include <utility>

namespace coapnode {

namespace {

using Json = nlohmann::json;

class Reader {
public:
    explicit Reader(ByteView bytes) : source_{bytes} {}

    ReadCbor document()
    {
        auto read = item();
        if (!source_.is_done()) source_.complain(CborFault::malformed);
        return source_.fault() ? ReadCbor{nullptr, source_.fault()} : ReadCbor{std::move(read), std::nullopt};
    }

private:
    Json item();
    Json content(const CborHead& head);
    Json list(const CborHead& head);
    Json members(const CborHead& head);
    Json tagged(std::uint64_t number);
    Json simple_value(const CborHead& head);

    CborSource source_;
    std::size_t depth_ = 0;
};

Json Reader::item()
{
    if (depth_ == deepest_cbor) {
        source_.complain(CborFault::malformed);
        return {};
    }
    ++depth_;
    auto read = content(source_.head());
    --depth_;
    return read;
}

Json Reader::content(const CborHead& head)
{
    switch (head.major) {
    case CborMajor::natural:
        return head.argument;
    case CborMajor::negative:
        return negative_number(head.argument);
    case CborMajor::byte_string:
        return Json::binary(source_.string<Bytes>(head));
    case CborMajor::text_string:
        return source_.string<std::string>(head);
    case CborMajor::array:
        return list(head);
    case CborMajor::map:
        return members(head);
    case CborMajor::tag:
        return tagged(head.argument);
    case CborMajor::simple:
        return simple_value(head);
    }
    return {};
}

Json Reader::list(const CborHead& head)
{
    auto list = Json::array();
    source_.each(head, [&] { list.push_back(item()); });
    return list;
}

Json Reader::members(const CborHead& head)
{
    auto members = Json::object();
    bool all_named = true;
    source_.each(head, [&] {
        const auto key = item();
        auto value = item();
        const auto* const name = key.get_ptr<const std::string*>();
        all_named = all_named && name != nullptr;
        if (name != nullptr && !members.emplace(*name, std::move(value)).second)
            source_.complain(CborFault::member_twice);
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

Json Reader::simple_value(const CborHead& head)
{
    switch (head.information) {
    case 20:
    case 21:
        return head.information == 21;
    case 24:
        if (head.argument < 32) source_.complain(CborFault::malformed);  // section 3.3
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

}  // namespace

ReadCbor read_cbor(ByteView bytes)
{
    return Reader{bytes}.document();
}

}  // namespace coapnode
