// SPDX-License-Identifier: MIT
/// address: 0x44. Datasheets and shops also write addresses as 44, 44h, or 0x88 with the read/write bit.
#include "config/values.hpp"

#include "coapnode/core/hex.hpp"
#include "yaml/whole_number.hpp"

#include <algorithm>
#include <optional>

namespace coapnode {

namespace {

constexpr unsigned first_address = 0x08;  // lower and higher ones are reserved (I2C specification, table 4)
constexpr unsigned last_address = 0x77;

std::string hexadecimal(unsigned address)
{
    return to_hex_number(static_cast<std::uint8_t>(address));
}

std::string addresses_of(const Model& model)
{
    std::vector<std::string> words;
    for (const auto address : model.addresses)
        words.push_back(hexadecimal(address));
    return alternatives({words.begin(), words.end()});
}

bool is_marked_hexadecimal(std::string_view text)
{
    return text.starts_with("0x") || text.starts_with("0X");
}

std::optional<unsigned> as_written(std::string_view text)
{
    return is_marked_hexadecimal(text) ? parse_whole_number(text.substr(2), 16) : parse_whole_number(text);
}

/// The digits without a hexadecimal prefix or suffix.
std::optional<unsigned> as_hexadecimal(std::string_view text)
{
    for (const std::string_view sign : {"0x", "0X", "x", "X", "$", "#"}) {
        if (!text.starts_with(sign)) continue;
        text.remove_prefix(sign.size());
        break;
    }
    if (text.ends_with('h') || text.ends_with('H')) text.remove_suffix(1);
    return parse_whole_number(text, 16);
}

bool may_be(std::optional<unsigned> address, const Model* model)
{
    if (!address || *address < first_address || *address > last_address) return false;
    return model == nullptr ||
           std::find(model->addresses.begin(), model->addresses.end(), *address) != model->addresses.end();
}

std::string hint_for(std::string_view text, const Model* model)
{
    const auto hex = as_hexadecimal(text);
    if (may_be(hex, model)) return "; did you mean " + hexadecimal(*hex) + "?";
    if (model == nullptr) return {};
    for (const auto& eight_bits : {as_written(text), hex}) {
        if (!eight_bits || !may_be(*eight_bits >> 1, model)) continue;
        return "; did you mean " + hexadecimal(*eight_bits >> 1) + "? (" + hexadecimal(*eight_bits) +
               " is that with the read/write bit)";
    }
    return {};
}

}  // namespace

Reader<std::uint8_t> chip_address(const Model* model)
{
    const std::string expected = "an I2C address from 0x08 to 0x77";
    return {expected, [=](const std::string& text) -> Result<std::uint8_t> {
                const auto value = as_written(text);
                if (may_be(value, model)) return static_cast<std::uint8_t>(*value);
                const auto hint = hint_for(text, model);
                if (!may_be(value, nullptr)) return complaint(not_a(expected, text) + hint);
                return complaint(std::string{model->driver} + " answers at " + addresses_of(*model) + ", not at " +
                                 hexadecimal(*value) + hint);
            }};
}

}  // namespace coapnode
