// SPDX-License-Identifier: MIT
#include "apps/coapnode-gateway/qr_code.hpp"

#include "coapnode/core/c_ptr.hpp"

#include <qrencode.h>

#include <string_view>

namespace coapnode {

namespace {

constexpr std::string_view black_on_white = "\033[38;5;16;48;5;231m";  // the fixed colours, which no theme changes
constexpr std::string_view default_colours = "\033[0m";

/// Also for rows of the border.
bool is_dark(const QrCode& code, std::size_t row, std::size_t column)
{
    const auto inner_row = row - qr_border;  // wraps within the border
    const auto inner_column = column - qr_border;
    return inner_row < code.width && inner_column < code.width && code.dark_ones[inner_row * code.width + inner_column];
}

std::string_view block(bool upper, bool lower)
{
    if (upper) return lower ? "█" : "▀";
    return lower ? "▄" : " ";
}

}  // namespace

std::optional<QrCode> qr_code_of(const std::string& text)
{
    constexpr int smallest_version = 0;
    constexpr int is_case_sensitive = 1;
    const CPtr<QRcode, &::QRcode_free> made{
        ::QRcode_encodeString(text.c_str(), smallest_version, QR_ECLEVEL_M, QR_MODE_8, is_case_sensitive)};
    if (!made) return std::nullopt;
    QrCode code;
    code.width = static_cast<std::size_t>(made->width);
    for (std::size_t i = 0; i < code.width * code.width; ++i)
        code.dark_ones.push_back((made->data[i] & 1) != 0);
    return code;
}

std::string drawn(const QrCode& code, bool colours)
{
    const auto side = columns_of(code);
    std::string text;
    for (std::size_t row = 0; row < side; row += 2) {
        if (colours) text += black_on_white;
        for (std::size_t column = 0; column < side; ++column)
            text += block(is_dark(code, row, column), is_dark(code, row + 1, column));
        if (colours) text += default_colours;
        text += '\n';
    }
    return text;
}

}  // namespace coapnode
