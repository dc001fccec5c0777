// SPDX-License-Identifier: MIT
/// Bad usage ends with 2, and a sentence on stderr that says what to write.
#include "parsed.hpp"

using namespace coapnode;
using namespace coapnode::testing;

namespace {

struct Row {
    Words words;
    std::string complaint;
};

const std::string names = "get, put, post, delete, observe, discover, ping or doctor";

void check(const std::vector<Row>& rows)
{
    for (const auto& [words, complaint] : rows) {
        CAPTURE(joined(words));
        CHECK(complaint_about(words) == complaint);
    }
}

}  // namespace

TEST_CASE("words that are no command and no option")
{
    check({
        {{}, "write a command: " + names},
        {{"--json"}, "write a command: " + names},
        {{"gte", "pi"}, "there is no command 'gte'; did you mean 'get'? (" + names + ")"},
        {{"pi.local/led"}, "there is no command 'pi.local/led' (" + names + ")"},
        {{"GET", "pi"}, "there is no command 'GET' (" + names + ")"},
        {{"get"}, "write it as: coapnode get URI"},
        {{"put"}, "write it as: coapnode put URI [PAYLOAD|@FILE|-]"},
        {{"observe", "--json"}, "write it as: coapnode observe URI..."},
        {{"doctor"}, "write it as: coapnode doctor HOST"},
        {{"get", "pi", "on"}, "get takes one URI and no payload: 'on' is too much"},
        {{"discover", "pi", "pa"}, "discover takes one URI and no payload: 'pa' is too much"},
        {{"put", "pi", "on", "off"}, "put takes one URI and one payload: 'off' is too much"},
        {{"observe", "pi", "-"}, "observe sends no payload: put and post do"},
        {{"observe", "pi", "@led.json"}, "observe sends no payload: put and post do"},
        {{"get", "pi", "-"}, "get takes one URI and no payload: '-' is too much"},
        {{"get", "--jsno", "pi"}, "get has no option '--jsno'; did you mean '--json'?"},
        {{"get", "-x", "pi"}, "get has no option '-x'"},
        {{"get", "-vx", "pi"}, "get has no option '-x'"},
        {{"put", "pi", "-5"}, "put has no option '-5'; write -- before a payload that begins with -"},
        {{"get", "--count", "3", "pi"}, "get takes no --count"},
        {{"get", "--if-match=00", "pi"}, "get takes no --if-match"},
        {{"observe", "pi", "--raw"}, "observe takes no --raw"},
        {{"ping", "pi", "--accept", "json"}, "ping takes no --accept"},
        {{"get", "pi", "--count"}, "get takes no --count"},
        {{"ping", "pi", "-vx"}, "ping takes no -v"},
        {{"get", "-t", "json", "pi"}, "get takes no -t"},
        {{"observe", "pi", "--count"}, "--count wants a value: write --count N"},
        {{"put", "pi", "x", "-vt"}, "--content-format wants a value: write --content-format FORMAT"},
        {{"get", "pi", "--non=yes"}, "--non takes no value"},
        {{"get", "pi", "-a", "json", "--accept=cbor"}, "--accept: write it once"},
        {{"get", "pi", "--=x"}, "get has no option '--'"},
    });
}

TEST_CASE("values that are none")
{
    check({
        {{"get", "http://pi"}, "'http' is not a supported scheme: write coap:// or coaps://"},
        {{"get", "pi:0"}, "'0' is not a port: write a number from 1 to 65535 after the colon"},
        {{"discover", "--rd", "/rd"}, "--rd: the URI names no host: write it as coap://HOST/PATH"},
        {{"get", "pi", "-q", "%"}, "--query: '%' is not a percent-encoding: write %25 for a % sign"},
        {{"get", "pi", "-a", "jsn"},
         "--accept: expected text, json, cbor, senml, senml-cbor, link, octets or a number, not 'jsn'; did you mean "
         "'json'?"},
        {{"put", "pi", "x", "--content-format", "65536"},
         "--content-format: expected a number from 0 to 65535, not '65536'"},
        {{"observe", "pi", "--count", "0"}, "--count: expected a number from 1 to 1000000000, not '0'"},
        {{"observe", "pi", "--exec", ""}, "--exec: expected a command, not nothing"},
        {{"get", "pi", "--output="}, "--output: expected a file's name, not nothing"},
        {{"get", "coaps://pi", "--identity", "", "--key", "k"},
         "--identity: the identity: expected a text of 1 to 128 bytes without control characters"},
        {{"get", "coaps://pi", "--identity", "phone", "--key="},
         "--key: an empty key: give the one that the server has"},
        {{"get", "coaps://pi", "--identity", "phone", "--key-hex", "secret"},
         "--key-hex: expected a key of hex digits (0-9, a-f), two a byte"},
    });
}

TEST_CASE("options that make no sense together")
{
    const std::string plain = "a key is for DTLS: begin the URI with coaps://, or leave out the key";
    check({
        {{"get", "pi", "--raw", "--json"}, "--json and --raw: leave out one of them"},
        {{"get", "pi", "--json", "-o", "x"},
         "--output writes the payload's bytes, --json does not print them: leave out one of them"},
        {{"put", "pi", "x", "--if-match", "", "--if-none-match"},
         "--if-match is for a resource that exists, --if-none-match for one that does not: leave out one of them"},
        {{"put", "pi", "-t", "json"}, "--content-format is that of a payload: write one behind the URI"},
        {{"get", "coaps://pi", "--key", "k", "--key-hex", "00", "--identity", "phone"},
         "--key and --key-hex: leave out one of them"},
        {{"get", "coaps://pi", "--key", "k", "--key-file", "f", "--identity", "phone"},
         "a key and --key-file: leave out one of them"},
        {{"get", "coaps://pi", "--key", "k"}, "a key is of an identity: give --identity, too"},
        {{"get", "coaps://pi", "--identity", "phone"}, "an identity needs its key: give --key-file, too"},
        {{"get", "coaps://pi", "--key-file", "f", "--credentials", "c"},
         "a key and --credentials: leave out one of them"},
        {{"get", "pi", "--key-file", "f"}, plain},
        {{"observe", "pi", "coap://pi/led", "--key-file", "f"}, plain},
        {{"discover", "--key-file", "f"}, plain},
        {{"discover", "--rd", "coap://rd", "--key-file", "f"}, plain},
        {{"ping", "pi/led"}, "this command asks the host alone: leave out the path"},
        {{"doctor", "coaps://pi?x"}, "this command asks the host alone: leave out the path"},
        {{"discover", "pi", "--rd", "rd"}, "discover asks a node or, with --rd, a directory: leave out one of them"},
        {{"discover", "pi", "--interface", "eth0"}, "--interface is for discover without a URI, which asks all nodes"},
        {{"discover", "--rd", "rd", "--interface", "eth0"},
         "--interface is for discover without a URI, which asks all nodes"},
    });
}

TEST_CASE("the last line of a complaint names the help of the command")
{
    const auto output = ending_of({"get", "--count"});
    CHECK(output.err == "coapnode: get takes no --count\nTry 'coapnode get --help'.\n");
    const auto general = ending_of({"gte"});
    CHECK(general.err.ends_with("\nTry 'coapnode --help'.\n"));
}
