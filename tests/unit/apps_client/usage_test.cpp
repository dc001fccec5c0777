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
        {{}, "the command is missing: write " + names},
        {{"--json"}, "the command is missing: write " + names},
        {{"--timeout=1s"}, "the command is missing: write " + names},
        {{"--verison"}, "there is no option '--verison'; did you mean '--version'?"},
        {{"--json", "-V"}, "there is no option '-V'"},
        {{"gte", "pi"}, "there is no command 'gte'; did you mean 'get'? (" + names + ")"},
        {{"pi.local/led"}, "there is no command 'pi.local/led' (" + names + ")"},
        {{"GET", "pi"}, "there is no command 'GET'; did you mean 'get'? (" + names + ")"},
        {{"get"}, "write it as: coapnode get URI"},
        {{"put"}, "write it as: coapnode put URI [PAYLOAD|@FILE|-]"},
        {{"observe", "--json"}, "write it as: coapnode observe URI..."},
        {{"doctor"}, "write it as: coapnode doctor HOST"},
        {{"get", "pi", "on"}, "get takes one URI and no payload: 'on' is one word too many"},
        {{"discover", "pi", "pa"}, "discover takes one URI and no payload: 'pa' is one word too many"},
        {{"put", "pi", "on", "off"}, "put takes one URI and one payload: 'off' is one word too many"},
        {{"put", "pi", "@"}, "the name of the file is missing after @"},
        {{"observe", "pi", "-"}, "observe sends no payload: use put or post"},
        {{"observe", "pi", "@led.json"}, "observe sends no payload: use put or post"},
        {{"get", "pi", "-"}, "get takes one URI and no payload: '-' is one word too many"},
        {{"get", "--jsno", "pi"}, "get has no option '--jsno'; did you mean '--json'?"},
        {{"get", "-x", "pi"}, "get has no option '-x'"},
        {{"get", "-vx", "pi"}, "get has no option '-x'"},
        {{"put", "pi", "-5"}, "put has no option '-5'; write -- before a payload that begins with -"},
        {{"get", "--count", "3", "pi"}, "get does not accept --count"},
        {{"get", "--if-match=00", "pi"}, "get does not accept --if-match"},
        {{"observe", "pi", "--raw"}, "observe does not accept --raw"},
        {{"ping", "pi", "--accept", "json"}, "ping does not accept --accept"},
        {{"get", "pi", "--count"}, "get does not accept --count"},
        {{"ping", "pi", "-vx"}, "ping does not accept -v"},
        {{"get", "-t", "json", "pi"}, "get does not accept -t"},
        {{"observe", "pi", "--count"}, "--count needs a value: write --count N"},
        {{"put", "pi", "x", "-vt"}, "--content-format needs a value: write --content-format FORMAT"},
        {{"get", "pi", "--non=yes"}, "--non takes no value"},
        {{"get", "pi", "-a", "json", "--accept=cbor"}, "--accept is given twice: write it only once"},
        {{"get", "pi", "--=x"}, "get has no option '--'"},
    });
}

TEST_CASE("values that are none")
{
    check({
        {{"get", "http://pi"}, "'http' is not a supported scheme: write coap:// or coaps://"},
        {{"get", "224.0.1.187/led"}, "224.0.1.187 is a group of nodes: write the address of one (coapnode discover)"},
        {{"ping", "coap://[ff02::fd%eth0]"},
         "ff02::fd is a group of nodes: write the address of one (coapnode discover)"},
        {{"get", "fe80::1/led"}, "a link-local address needs its interface after it: write [fe80::1%eth0]"},
        {{"put", "coaps://[FEBF::0:1]:5684/led", "on"},
         "a link-local address needs its interface after it: write [febf::1%eth0]"},
        {{"get", "pi:0"}, "'0' is not a port: write a number from 1 to 65535 after the colon"},
        {{"discover", "--rd", "/rd"}, "--rd: the URI names no host: write it as coap://HOST/PATH"},
        {{"get", "pi", "-q", "%"}, "--query: '%' is not a percent-encoding: write %25 for a % sign"},
        {{"get", "pi", "-a", "jsn"},
         "--accept: expected text, json, cbor, senml, senml-cbor, link, octets or a number, not 'jsn'; did you mean "
         "'json'?"},
        {{"put", "pi", "x", "--content-format", "65536"},
         "--content-format: expected a number from 0 to 65535, not '65536'"},
        {{"observe", "pi", "--count", "0"}, "--count: expected a number from 1 to 1000000000, not '0'"},
        {{"observe", "pi", "--exec", ""}, "--exec: expected a command, but it is empty"},
        {{"get", "pi", "--output="}, "--output: expected a file name, but it is empty"},
        {{"get", "coaps://pi", "--identity", "", "--key", "k"},
         "--identity: the identity: expected a text of 1 to 128 bytes without control characters"},
        {{"get", "coaps://pi", "--identity", "phone", "--key="}, "--key: the key is empty: give the server's key"},
        {{"get", "coaps://pi", "--identity", "phone", "--key-hex", "secret"},
         "--key-hex: expected a key of hex digits (0-9, a-f), two per byte"},
    });
}

TEST_CASE("options that make no sense together")
{
    const std::string plain = "a key is for DTLS: begin the URI with coaps://, or leave out the key";
    check({
        {{"get", "pi", "--raw", "--json"}, "--json and --raw cannot be used together: leave out one of them"},
        {{"get", "pi", "--json", "-o", "x"},
         "--output writes the payload to a file and --json prints a JSON object: leave out one of them"},
        {{"put", "pi", "x", "--if-match", "", "--if-none-match"},
         "--if-match is for a resource that exists, --if-none-match for one that does not: leave out one of them"},
        {{"put", "pi", "-t", "json"}, "--content-format describes a payload: write the payload after the URI"},
        {{"get", "coaps://pi", "--key", "k", "--key-hex", "00", "--identity", "phone"},
         "--key and --key-hex cannot be used together: leave out one of them"},
        {{"get", "coaps://pi", "--key", "k", "--key-file", "f", "--identity", "phone"},
         "a key and --key-file cannot be used together: leave out one of them"},
        {{"get", "coaps://pi", "--key", "k"}, "a key belongs to an identity: give --identity as well"},
        {{"get", "coaps://pi", "--identity", "phone"}, "an identity needs its key: give --key-file as well"},
        {{"get", "coaps://pi", "--key-file", "f", "--credentials", "c"},
         "a key and --credentials cannot be used together: leave out one of them"},
        {{"get", "pi", "--key-file", "f"}, plain},
        {{"observe", "pi", "coap://pi/led", "--key-file", "f"}, plain},
        {{"discover", "--key-file", "f"}, plain},
        {{"discover", "--rd", "coap://rd", "--key-file", "f"}, plain},
        {{"ping", "pi/led"}, "this command takes only a host: leave out the path"},
        {{"doctor", "coaps://pi?x"}, "this command takes only a host: leave out the path"},
        {{"discover", "pi", "--rd", "rd"},
         "discover asks either a node or, with --rd, a directory: leave out one of them"},
        {{"discover", "pi", "--interface", "eth0"},
         "--interface is only for discover without a URI: leave out one of them"},
        {{"discover", "--rd", "rd", "--interface", "eth0"},
         "--interface is only for discover without a URI: leave out one of them"},
    });
}

TEST_CASE("the last line of a complaint names the help of the command")
{
    const auto output = ending_of({"get", "--count"});
    CHECK(output.err == "coapnode: get does not accept --count\nTry 'coapnode get --help'.\n");
    const auto general = ending_of({"gte"});
    CHECK(general.err.ends_with("\nTry 'coapnode --help'.\n"));
}
