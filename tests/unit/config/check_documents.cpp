// SPDX-License-Identifier: MIT
/// What `coapnoded --check` says of many documents, in one run, for tests/integration/test_schema.py:
///
///     check_documents FILE     each line of the input is a document as a JSON text; FILE is written with it and loaded
///
/// Each line of the output is a JSON list of the mistakes.
#include "coapnode/config/load.hpp"

#include <nlohmann/json.hpp>

#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>

namespace {

using namespace coapnode;

nlohmann::json mistakes_in(const std::string& document, const std::filesystem::path& file)
{
    std::ofstream{file, std::ios::binary} << document;
    const auto config = load_config(file, "host");
    auto told = nlohmann::json::array();
    if (config) return told;
    for (const auto& mistake : config.error())
        told.push_back(to_string(mistake));
    return told;
}

}  // namespace

int main(int argc, char** argv)
{
    if (argc != 2) {
        std::cerr << "usage: check_documents FILE\n";
        return 2;
    }
    for (std::string line; std::getline(std::cin, line);)
        std::cout << mistakes_in(nlohmann::json::parse(line).get<std::string>(), argv[1]).dump() << std::endl;
    return 0;
}
