// SPDX-License-Identifier: MIT
#include "apps/coapnode/payload.hpp"

#include "coapnode/core/file_descriptor.hpp"
#include "support/temporary_directory.hpp"

#include <doctest/doctest.h>

#include <fcntl.h>
#include <sys/stat.h>

#include <string>
#include <vector>

using namespace coapnode;

namespace {

constexpr int no_stdin = -1;

struct Row {
    std::string text;
    std::uint16_t format;
};

Result<Payload> read_from_stdin(const TemporaryDirectory& folder, std::string_view text)
{
    folder.write("stdin", text);
    const FileDescriptor file{::open((folder.path() / "stdin").c_str(), O_RDONLY | O_CLOEXEC)};
    return read_payload("-", file.get());
}

}  // namespace

TEST_CASE("an argument is sent as it stands: json for an object or array, else text")
{
    for (const auto& [text, format] : std::vector<Row>{
             {"on", 0},
             {"", 0},
             {"21.5", 0},
             {"\"on\"", 0},
             {R"({"state":"on"})", 50},
             {" [1, 2]\n", 50},
             {"{}", 50},
             {"{state: on}", 0},
             {"[1, 2", 0},
             {"{} x", 0},
             {"\xff", 0},
             {std::string(100'000, '['), 0},
         }) {
        CAPTURE(text.substr(0, 20));
        CHECK(read_payload(text, no_stdin) == Payload{to_bytes(text), format});
    }
}

TEST_CASE("the format of a file goes by its ending, not by what it holds")
{
    const TemporaryDirectory folder;
    for (const auto& [name, format] : std::vector<Row>{
             {"a.json", 50},
             {"a.cbor", 60},
             {"a.txt", 0},
             {"a.yaml", 0},
             {"a.yml", 0},
             {"a.senml", 110},
             {"a.senmlc", 112},
             {"a.xml", 41},
             {"a.bin", 42},
             {"a", 42},
             {"a.JSON", 42},
             {"json", 42},
         }) {
        CAPTURE(name);
        const std::string text{"{}\n\0\xff", 5};
        folder.write(name, text);
        CHECK(read_payload("@" + (folder.path() / name).string(), no_stdin) == Payload{to_bytes(text), format});
    }
}

TEST_CASE("stdin is json or text where it is one, else octets")
{
    const TemporaryDirectory folder;
    for (const auto& [text, format] : std::vector<Row>{
             {"", 0},
             {"on\n", 0},
             {"one\r\n\ttwo\n", 0},
             {"{\"a\": 1}\n", 50},
             {"t\xc3\xbcr", 0},
             {"\xa1\x61", 42},
             {std::string{"a\0b", 3}, 42},
             {"\x1b[31m", 42},
         }) {
        CAPTURE(text);
        CHECK(read_from_stdin(folder, text) == Payload{to_bytes(text), format});
    }
}

TEST_CASE("a pipe can be the file, as with @<(command)")
{
    int ends[2]{};
    REQUIRE(::pipe2(static_cast<int*>(ends), O_CLOEXEC) == 0);
    const FileDescriptor out{ends[0]};
    {
        const FileDescriptor in{ends[1]};
        REQUIRE(::write(in.get(), "on", 2) == 2);
    }
    CHECK(read_payload("@/dev/fd/" + std::to_string(out.get()), no_stdin) == Payload{to_bytes("on"), 42});
}

TEST_CASE("1 MiB, and a byte more")
{
    const TemporaryDirectory folder;
    const auto file = folder.path() / "large";
    folder.write("large", std::string(max_payload_size, 'x'));
    CHECK(read_payload("@" + file.string(), no_stdin)->bytes.size() == max_payload_size);
    CHECK(read_from_stdin(folder, std::string(max_payload_size, 'x')));

    const std::string sentence = " is larger than 1 MiB: send it in parts, CoAP is made for small payloads";
    folder.write("large", std::string(max_payload_size + 1, 'x'));
    CHECK(read_payload("@" + file.string(), no_stdin).error().message == file.string() + sentence);
    CHECK(read_from_stdin(folder, std::string(max_payload_size + 1, 'x')).error().message == "stdin" + sentence);
}

TEST_CASE("files that cannot be read")
{
    const TemporaryDirectory folder;
    const auto missing = (folder.path() / "none").string();
    CHECK(read_payload("@" + missing, no_stdin).error() ==
          Error{Errc::bad_input, missing + " cannot be read: No such file or directory"});
    CHECK(read_payload("@" + folder.path().string(), no_stdin).error().message ==
          folder.path().string() + " cannot be read: Is a directory");
    CHECK(read_payload("-", no_stdin).error().message == "stdin cannot be read: it is closed");
}
