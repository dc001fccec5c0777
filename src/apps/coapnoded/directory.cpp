// SPDX-License-Identifier: MIT
#include "apps/coapnoded/directory.hpp"

#include <random>
#include <string>

namespace coapnode {

namespace {

std::string links_of(Site& site)
{
    Request request;
    request.path = {".well-known", "core"};
    const auto response = site.handle(request);
    return response.payload ? std::string{as_text(*response.payload)} : std::string{};
}

}  // namespace

void Directory::adopt(const Config& config, Site& site)
{
    const auto& wanted = config.resource_directory;
    if (!wanted || (registration_ && registration_->config() != *wanted)) leave();
    if (!wanted) return;
    if (!registration_) {
        client_ = std::make_unique<DirectoryClient>(loop_, watching(loop_), wanted->address);
        registration_ = std::make_unique<DirectoryRegistration>(
            loop_, log_, *client_, [] { return std::random_device{}(); }, *wanted);
    }
    client_->serve(config.coap, config.dtls);
    registration_->publish(config.device.id, links_of(site));
}

void Directory::shut_down()
{
    if (registration_) registration_->shut_down();
}

void Directory::leave()
{
    if (registration_) registration_->leave();
    registration_.reset();
    client_.reset();
}

}  // namespace coapnode
