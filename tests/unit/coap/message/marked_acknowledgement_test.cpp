// SPDX-License-Identifier: MIT
#include "coap/message/marked_acknowledgement.hpp"

#include <doctest/doctest.h>

using namespace coapnode;

TEST_CASE("an empty acknowledgement becomes a response of its message, and nothing else does")
{
    CHECK(mark_acknowledgement(Bytes{0x60, 0x00, 0x12, 0x34}) == Bytes{0x60, 0x40, 0x12, 0x34});
    for (const auto& other :
         {Bytes{0x40, 0x00, 0x12, 0x34}, Bytes{0x70, 0x00, 0x12, 0x34}, Bytes{0x60, 0x45, 0x12, 0x34},
          Bytes{0x61, 0x00, 0x12, 0x34, 0x01}, Bytes{0x60, 0x00, 0x12}, Bytes{}})
        CHECK_FALSE(mark_acknowledgement(other));
}
