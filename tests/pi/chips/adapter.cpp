// SPDX-License-Identifier: MIT
#include "adapter.hpp"

#include "coapnode/core/file_io.hpp"

#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <string>
#include <system_error>

namespace coapnode {

namespace {

const std::filesystem::path controller = "/sys/devices/platform/vhci_hcd.0";
constexpr int full_speed = 2;
constexpr unsigned first_device_id = 0x10001;  // bus 1, device 1 of a server that there is not

void throw_errno(const std::string& what)
{
    throw std::system_error{errno, std::generic_category(), what};
}

bool receive(int link, MutableBytes into)
{
    return into.empty() || ::recv(link, into.data(), into.size(), MSG_WAITALL) == static_cast<ssize_t>(into.size());
}

void send(int link, const Bytes& bytes)
{
    if (write_all(link, as_text(bytes)) != 0) throw_errno("cannot answer vhci-hcd");
}

bool is_bus(const std::string& name)
{
    return name.starts_with("i2c-");
}

/// usb2/2-1/2-1:1.0/i2c-3, where 2 is the hub's number and 1 that of the port.
std::string bus_below(const std::filesystem::path& hub, unsigned port)
{
    const auto device = hub.filename().string().substr(3) + "-" + std::to_string(port + 1);
    std::error_code none;
    for (const auto& entry : std::filesystem::directory_iterator{hub / device / (device + ":1.0"), none})
        if (is_bus(entry.path().filename())) return "/dev/" + entry.path().filename().string();
    return {};
}

}  // namespace

Adapter::Adapter(MockBus& buses, unsigned port) : port_{port}, device_{buses}
{
    std::array<int, 2> ends{};
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends.data()) != 0) throw_errno("no socket");
    const FileDescriptor kernels{ends[0]};  // the kernel keeps it open
    link_ = FileDescriptor{ends[1]};
    std::ofstream attach{controller / "attach"};
    attach << port << ' ' << kernels.get() << ' ' << first_device_id + port << ' ' << full_speed << std::flush;
    if (!attach) throw_errno("cannot plug into port " + std::to_string(port) + " of vhci-hcd");
}

const std::string& Adapter::find_bus()
{
    if (!device_.bus().empty()) return device_.bus();
    for (const auto& entry : std::filesystem::directory_iterator{controller})
        if (const auto name = entry.path().filename().string(); name.starts_with("usb"))
            if (auto bus = bus_below(entry.path(), port_); !bus.empty()) device_.set_bus(std::move(bus));
    return device_.bus();
}

bool Adapter::serve()
{
    usbip::Header header;
    if (!receive(link_.get(), header)) return false;
    const auto request = usbip::parse(header);
    if (request.command == usbip::Command::unlink) {
        send(link_.get(), usbip::unlinked(request, pending_.erase(request.unlinked) == 1));
        return true;
    }
    Bytes written(request.is_read ? 0 : request.length);
    if (!receive(link_.get(), written)) return false;
    answer(request, written);
    return true;
}

void Adapter::answer(const usbip::Request& request, ByteView written)
{
    const auto outcome = device_.transfer(request, written);
    if (outcome) {
        send(link_.get(), usbip::submitted(request, outcome->status, outcome->data));
    } else {
        pending_.insert(request.number);
    }
}

}  // namespace coapnode
