// SPDX-License-Identifier: MIT
#include "gateway/config/address_range.hpp"

#include "coapnode/core/ip_address.hpp"
#include "yaml/complaint.hpp"
#include "yaml/form.hpp"
#include "yaml/whole_number.hpp"

#include <algorithm>

namespace coapnode {

namespace {

constexpr unsigned all_bits = 128;
constexpr unsigned ipv4_bits = 32;
constexpr unsigned before_ipv4 = all_bits - ipv4_bits;
constexpr Peer::Address all_of_ipv4{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0};

const AddressRange loopback_ipv4{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 127, 0, 0, 0}, 104};
const AddressRange loopback_ipv6{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}, 128};

constexpr unsigned widest_private_ipv4 = 8;
constexpr unsigned widest_private_ipv6 = 7;

AddressRange network_around(const Peer::Address& address, unsigned bits)
{
    AddressRange range{address, bits};
    for (unsigned at = bits; at < all_bits; ++at)
        range.prefix[at / 8] &= static_cast<std::uint8_t>(~(0x80U >> (at % 8)));
    return range;
}

/// Of the bits as they are written: for 192.168.1.0/24 these are 96 more.
Result<unsigned> read_bits(std::string_view text, bool is_ipv4)
{
    const auto most = is_ipv4 ? ipv4_bits : all_bits;
    const auto bits = parse_whole_number(text);
    if (!bits || *bits > most)
        return complaint(not_a("a number of bits from 0 to " + std::to_string(most) + " after the /", text));
    return static_cast<unsigned>(*bits) + (is_ipv4 ? before_ipv4 : 0);
}

}  // namespace

Result<AddressRange> parse_address_range(std::string_view text)
{
    const auto slash = std::min(text.find('/'), text.size());
    const std::string host{text.substr(0, slash)};
    const auto address = parse_address(host);
    if (!address) return complaint(not_a(address_range_form, text));
    if (slash == text.size()) return AddressRange{*address, all_bits};
    const bool is_dotted = host.find(':') == std::string::npos;  // ::ffff:10.0.0.0/104 counts from the front
    const auto bits = read_bits(text.substr(slash + 1), is_dotted);
    if (!bits) return fail(bits);
    const auto network = network_around(*address, *bits);
    if (network.prefix == *address) return network;
    return complaint(in_quotes(text) + " has bits after its prefix: write " + to_text(network) + " for the network, " +
                     to_text(*address) + " for the single address");
}

std::string to_text(const AddressRange& range)
{
    if (range.bits == all_bits) return to_text(range.prefix);
    const bool is_dotted = is_ipv4(range.prefix) && range.bits >= before_ipv4;
    return to_text(range.prefix) + '/' + std::to_string(range.bits - (is_dotted ? before_ipv4 : 0));
}

std::string address_range_pattern()
{
    const std::string ipv4 = R"(((25[0-5]|(2[0-4]|1[0-9]|[1-9]?)[0-9])(\.(?!/|$)|(?=/|$))){4}(/0*()";
    const std::string ipv6 = R"([0-9a-fA-F.]*(:[0-9a-fA-F.]*){2,8}(/0*()";
    return "^(" + ipv4 + pattern_between(1, ipv4_bits) + "))?|" + ipv6 + pattern_between(1, all_bits) + "))?)$";
}

bool contains(const AddressRange& range, const Peer::Address& address)
{
    const auto whole = range.bits / 8;
    const auto rest = range.bits % 8;
    const auto end = range.prefix.begin() + whole;
    if (!std::equal(range.prefix.begin(), end, address.begin())) return false;
    return rest == 0 || (range.prefix[whole] ^ address[whole]) >> (8 - rest) == 0;
}

bool contains(std::span<const AddressRange> ranges, const Peer::Address& address)
{
    return std::any_of(ranges.begin(), ranges.end(),
                       [&](const AddressRange& range) { return contains(range, address); });
}

bool covers_all(const AddressRange& range)
{
    return range.bits <= before_ipv4 && contains(range, all_of_ipv4);
}

bool is_loopback(const Peer::Address& address)
{
    return contains(loopback_ipv4, address) || contains(loopback_ipv6, address);
}

bool is_wide(const AddressRange& range)
{
    return range.bits < (is_ipv4(range.prefix) ? before_ipv4 + widest_private_ipv4 : widest_private_ipv6);
}

}  // namespace coapnode
