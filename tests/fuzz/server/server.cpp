// SPDX-License-Identifier: MIT
/// The whole server: what two clients send, in which order, while time passes and things break.
#include "coap/wire/library.hpp"
#include "server/client_steps.hpp"
#include "server/fake_network.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    using namespace coapnode;
    static const CoapLibrary library{LogLevel::error};
    static NodeFolder folder;
    {
        FuzzNode node{folder};
        ClientSteps{node, FuzzInput{{data, size}}}.run();
    }
    FakeNetwork::in_place().take_sent();
    folder.restore();
    return 0;
}
