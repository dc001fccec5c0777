// SPDX-License-Identifier: MIT
#include "coapnode/rest/cbor_numbers.hpp"
#include "coapnode/rest/cbor_source.hpp"
#include "show/document.hpp"
#include "show/number_text.hpp"

#include <nlohmann/json.hpp>

#include <utility>

namespace coapnode {

namespace {

using Kind = Document::Kind;
using Json = nlohmann::json;

std::string text_of_number(const Json& number)
{
    return number.is_number_float() ? shortest_number(number.get<double>()) : number.dump();
}

class CborReader {
public:
    explicit CborReader(std::string_view bytes) : source_{as_bytes(bytes)} {}

    std::optional<Document> document()
    {
        item();
        const bool is_read = !source_.fault() && source_.is_done();
        return is_read ? std::optional{std::move(document_)} : std::nullopt;
    }

private:
    void item();
    void content(const CborHead& head);
    void container(const CborHead& head);
    void tagged(std::uint64_t number);
    void simple_value(const CborHead& head);

    void number(const Json& number) { document_.add(Kind::number, text_of_number(number)); }
    void string(Kind kind, const CborHead& head) { document_.add(kind, source_.string<std::string>(head)); }

    CborSource source_;
    std::size_t depth_ = 0;
    Document document_;
};

void CborReader::item()
{
    if (depth_ == deepest_document) return source_.complain(CborFault::malformed);
    ++depth_;
    content(source_.head());
    --depth_;
}

void CborReader::content(const CborHead& head)
{
    switch (head.major) {
    case CborMajor::natural:
        return number(head.argument);
    case CborMajor::negative:
        return number(negative_number(head.argument));
    case CborMajor::byte_string:
        return string(Kind::bytes, head);
    case CborMajor::text_string:
        return string(Kind::text, head);
    case CborMajor::array:
    case CborMajor::map:
        return container(head);
    case CborMajor::tag:
        return tagged(head.argument);
    case CborMajor::simple:
        return simple_value(head);
    }
}

void CborReader::container(const CborHead& head)
{
    const bool is_map = head.major == CborMajor::map;
    const auto index = document_.open(is_map ? Kind::object : Kind::array);
    source_.each(head, [&] {
        item();
        if (is_map) item();
    });
    document_.close(index);
}

/// The pair of an exponent and a mantissa that stands for a number (RFC 8949 section 3.4.4), as cbor_numbers.hpp takes
/// it.
Json pair_of(const Document::Item& item)
{
    auto pair = Json::array();
    if (item.kind() != Kind::array || item.size() != 3) return pair;
    item.each_element([&](const Document::Item& part) {
        if (part.kind() == Kind::number) pair.push_back(Json::parse(part.text(), nullptr, false));
    });
    return pair;
}

void CborReader::tagged(std::uint64_t tag)
{
    const auto index = document_.size();
    item();
    if (source_.fault()) return;
    const auto content = document_.at(index);
    Json value;
    if ((tag == 2 || tag == 3) && content.kind() == Kind::bytes) {
        const auto bytes = as_bytes(content.text());
        value = bignum(Json::binary({bytes.begin(), bytes.end()}), tag == 3);
    } else if (tag == 4) {
        value = decimal_fraction(pair_of(content));
    } else if (tag == 5) {
        value = bigfloat(pair_of(content));
    }
    if (!value.is_number()) return;
    document_.cut_back(index);
    number(value);
}

void CborReader::simple_value(const CborHead& head)
{
    switch (head.information) {
    case 20:
    case 21:
        return document_.add(Kind::boolean, head.information == 21 ? "true" : "false");
    case 24:
        if (head.argument < 32) source_.complain(CborFault::malformed);  // section 3.3
        return document_.add(Kind::null, "null");
    case 25:
        return document_.add(Kind::number, shortest_number(half_float(static_cast<std::uint16_t>(head.argument))));
    case 26: {
        const auto single = single_float(static_cast<std::uint32_t>(head.argument));
        return document_.add(Kind::number, shortest_number(static_cast<float>(single)));
    }
    case 27:
        return number(double_float(head.argument));
    default:
        return document_.add(Kind::null, "null");
    }
}

}  // namespace

std::optional<Document> read_cbor_document(std::string_view bytes)
{
    return bytes.size() <= largest_document ? CborReader{bytes}.document() : std::nullopt;
}

}  // namespace coapnode
