// SPDX-License-Identifier: MIT
/// What `coapnoded --check` says of many documents, in one run, for tests/integration/test_schema.py:
///
///     check_documents [--gateway] FILE
///
/// Each line of the input is a document as a JSON text; FILE is written with it and loaded, as the configuration of a
/// node or of a gateway. Each line of the output is a JSON list of the mistakes.
#include "coapnode/config/load.hpp"
#include "gateway/config/load.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

namespace {

using namespace coapnode;

template <class Config>
nlohmann::json mistakes_of(const tl::expected<Config, Mistakes>& config)
{
    auto told = nlohmann::json::array();
    if (config) return told;
    for (const auto& mistake : config.error())
        told.push_back(to_string(mistake));
    return told;
}

nlohmann::json mistakes_in(const std::string& document, const std::filesystem::path& file, bool is_gateway)
{
    std::ofstream{file, std::ios::binary} << document;
    return is_gateway ? mistakes_of(load_gateway_config(file)) : mistakes_of(load_config(file, "host"));
}

}  // namespace

int main(int argc, char** argv)
{
    const bool is_gateway = argc == 3 && std::string_view{argv[1]} == "--gateway";
    if (argc != 2 && !is_gateway) {
        std::cerr << "usage: check_documents [--gateway] FILE\n";
        return 2;
    }
    const std::filesystem::path file = argv[argc - 1];
    for (std::string line; std::getline(std::cin, line);)
        std::cout << mistakes_in(nlohmann::json::parse(line).get<std::string>(), file, is_gateway).dump() << std::endl;
    return 0;
}
