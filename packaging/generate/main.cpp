// SPDX-License-Identifier: MIT
/// coapnode_generate [--check] FOLDER: writes the generated texts of the source tree, or says which are old.
#include "generate/files.hpp"

#include <fstream>
#include <iostream>

namespace {

using namespace coapnode;

bool write(const FileText& file)
{
    std::ofstream out{file.path};
    out << file.should_be;
    return out.flush().good();
}

/// Whether all is well.
bool handle(const FileText& file, bool only_check)
{
    if (file.is == file.should_be) return true;
    if (only_check) {
        std::cerr << file.path.string() << " is not what the code says: cmake --build build/dev --target generate\n";
        return false;
    }
    std::cout << file.path.string() << '\n';
    return write(file);
}

}  // namespace

int main(int argc, char** argv)
{
    const bool only_check = argc == 3 && std::string_view{argv[1]} == "--check";
    if (argc != 2 && !only_check) {
        std::cerr << "usage: coapnode_generate [--check] FOLDER\n";
        return 2;
    }
    const auto files = generated_files(argv[argc - 1], generated_texts());
    if (!files) {
        std::cerr << "coapnode_generate: " << files.error().message << '\n';
        return 1;
    }
    bool all_well = true;
    for (const auto& file : *files)
        all_well = handle(file, only_check) && all_well;
    return all_well ? 0 : 1;
}
