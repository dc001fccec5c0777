// SPDX-License-Identifier: MIT
#include "server/fuzz_node.hpp"

#include "apps/coapnoded/loading.hpp"
#include "server/node_yaml.hpp"
#include "support/borrowed_hardware.hpp"

#include <sys/stat.h>

#include <string>
#include <utility>

namespace coapnode {

namespace {

/// What a client may write over CoAP must not name places outside of the folder.
tl::expected<Config, Mistakes> kept_in_folder(const Options& options, tl::expected<Config, Mistakes> config)
{
    if (!config) return config;
    config->hardware.backend = Backend::mock;
    config->coap.anonymous = Role::admin;  // everything is to be reached without DTLS
    config->state = options.config.parent_path();
    if (config->history) config->history->path = config->state / "history.db";
    return config;
}

ino_t inode_of(const std::filesystem::path& file)
{
    struct stat found {};
    return ::stat(file.c_str(), &found) == 0 ? found.st_ino : ino_t{};
}

Options options_in(const std::filesystem::path& folder)
{
    Options options;
    options.config = folder / "coapnode.yaml";
    return options;
}

}  // namespace

// In place of src/apps/coapnoded/loading.cpp.
tl::expected<Config, Mistakes> load_with(const Options& options)
{
    return kept_in_folder(options, load_config(options.config, "fuzz"));
}

tl::expected<Config, Mistakes> load_text_with(const Options& options, std::string_view text)
{
    return kept_in_folder(options, load_config_text(text, options.config, "fuzz"));
}

void FuzzLog::write_often(std::string_view cause, LogLevel /*level*/, const LogLines& lines)
{
    REQUIRE_MESSAGE(cause != "request", lines.front());
}

NodeFolder::NodeFolder()
{
    restore();
    const auto read = load_with(options_in(path()));
    REQUIRE(read.has_value());
    config_ = *read;
}

void NodeFolder::restore()
{
    const auto config = path() / "coapnode.yaml";
    if (file_ == 0 || inode_of(config) != file_) {
        std::filesystem::remove(config);
        directory_.write("coapnode.yaml", node_yaml);
        std::filesystem::permissions(config, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
        file_ = inode_of(config);
    }
    for (const auto& entry : std::filesystem::directory_iterator{path()}) {
        if (entry.path() != config) std::filesystem::remove(entry.path());
    }
}

FuzzNode::FuzzNode(const NodeFolder& folder)
    : options_{options_in(folder.path())},
      node_{events_, log_, [this](Backend /*backend*/, const Clock& clock) { return make_hardware(clock); }},
      remote_{options_, node_}
{
    node_.offer(remote_);
    REQUIRE(node_.apply(folder.config()).has_value());
    pass(100ms);  // every sensor has a reading
}

void FuzzNode::pass(Duration duration)
{
    loop_.time.advance(duration);
    loop_.turn();
}

std::unique_ptr<Hardware> FuzzNode::make_hardware(const Clock& clock)
{
    return std::make_unique<BorrowedHardware>(*made_.emplace_back(std::make_unique<MockHardware>(clock, MockFiles{})));
}

}  // namespace coapnode
