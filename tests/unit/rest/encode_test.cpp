// SPDX-License-Identifier: MIT
#include "coapnode/rest/encode.hpp"

#include "support/messages.hpp"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace coapnode;

namespace {

/// 2026-11-22T09:31:07.123Z
constexpr WallTime sampled{1'795'339'867'123ms};

std::string json_of(Value value)
{
    return std::string{as_text(encode_document(measured_document(value, sampled), ContentFormat::json))};
}

}  // namespace

TEST_CASE("a measured value as JSON and as text, byte for byte")
{
    struct Row {
        Value value;
        std::string number_in_json;
        std::string unit;
        std::string text;
    };
    const Row rows[] = {
        {Temperature::milli_celsius(22'510), "22.51", "celsius", "22.51"},
        {Temperature::milli_celsius(23'732), "23.73", "celsius", "23.73"},
        {Temperature::milli_celsius(23'735), "23.74", "celsius", "23.74"},
        {Temperature::milli_celsius(24'000), "24.0", "celsius", "24"},
        {Temperature::milli_celsius(24'100), "24.1", "celsius", "24.1"},
        {Temperature::milli_celsius(0), "0.0", "celsius", "0"},
        {Temperature::milli_celsius(4), "0.0", "celsius", "0"},
        {Temperature::milli_celsius(-4), "0.0", "celsius", "0"},
        {Temperature::milli_celsius(-5), "-0.01", "celsius", "-0.01"},
        {Temperature::milli_celsius(-250), "-0.25", "celsius", "-0.25"},
        {Temperature::milli_celsius(-12'345), "-12.35", "celsius", "-12.35"},
        {Temperature::milli_celsius(-40'000), "-40.0", "celsius", "-40"},
        {Humidity::milli_percent(62'969), "62.97", "percent", "62.97"},
        {Humidity::milli_percent(100'000), "100.0", "percent", "100"},
        {Pressure::milli_pascal(101'325'000), "1013.25", "hectopascal", "1013.25"},
        {Pressure::milli_pascal(99'621'499), "996.21", "hectopascal", "996.21"},
        {Pressure::milli_pascal(99'621'500), "996.22", "hectopascal", "996.22"},
        // 996.21450 hPa: by way of 996.215 it would become 996.22.
        {Pressure::milli_pascal(99'621'450), "996.21", "hectopascal", "996.21"},
        {Pressure::milli_pascal(30'000'000), "300.0", "hectopascal", "300"},
        {Co2::ppm(500), "500.0", "ppm", "500"},
        {Co2::ppm(65'535), "65535.0", "ppm", "65535"},
        {Illuminance::milli_lux(28'066'667), "28066.67", "lux", "28066.67"},
        {Illuminance::milli_lux(833), "0.83", "lux", "0.83"},
        {{Quantity::dew_point, 9'262}, "9.26", "celsius", "9.26"},
        {{Quantity::absolute_humidity, 8'645}, "8.65", "gram_per_cubic_meter", "8.65"},
        {{Quantity::sea_level_pressure, 101'325'000}, "1013.25", "hectopascal", "1013.25"},
    };
    for (const auto& row : rows) {
        CAPTURE(row.text);
        CHECK(json_of(row.value) == R"({"value":)" + row.number_in_json + R"(,"unit":")" + row.unit +
                                        R"(","timestamp":"2026-11-22T09:31:07.123Z"})");
        CHECK(measured_text(row.value) == row.text);
    }
}

TEST_CASE("SenML has the units of IANA's registry, and no digits that nobody measured")
{
    struct Row {
        Value value;
        std::string number_and_unit;
    };
    const Row rows[] = {
        {Temperature::milli_celsius(22'514), R"("u":"Cel","v":22.51)"},
        {Pressure::milli_pascal(101'325'126), R"("u":"Pa","v":101325.13)"},
        {Co2::ppm(500), R"("u":"ppm","v":500.0)"},
        {Illuminance::milli_lux(28'066'667), R"("u":"lx","v":28066.67)"},
        {{Quantity::dew_point, 9'262}, R"("u":"Cel","v":9.26)"},
        {{Quantity::absolute_humidity, 8'645}, R"("u":"kg/m3","v":0.00865)"},
        {{Quantity::absolute_humidity, 17'290}, R"("u":"kg/m3","v":0.01729)"},
        {{Quantity::sea_level_pressure, 101'325'000}, R"("u":"Pa","v":101325.0)"},
    };
    for (const auto& [value, number_and_unit] : rows) {
        CAPTURE(number_and_unit);
        const std::array record{measured_record("x", value, sampled)};
        const auto bytes = senml_json("a/", record);
        CHECK(std::string{bytes.begin(), bytes.end()}.find(number_and_unit) != std::string::npos);
    }
}

TEST_CASE("every hundredth is printed with at most two places")
{
    for (std::int32_t hundredths = -4'500; hundredths <= 13'000; ++hundredths) {
        const auto text = json_of(Temperature::milli_celsius(hundredths * 10));
        const auto number = text.substr(9, text.find(',') - 9);
        CAPTURE(number);
        REQUIRE(number.size() - number.find('.') <= 3);
        REQUIRE(std::stod(number) == doctest::Approx(hundredths / 100.0).epsilon(1e-12));
    }
}

TEST_CASE("CBOR is the same map in the same order")
{
    const auto document = measured_document(Temperature::milli_celsius(-250), sampled);
    const auto bytes = encode_document(document, ContentFormat::cbor);
    // A map of 3; -0.25 is exact as a single-precision float.
    CHECK(hex_of(bytes) ==
          hex_of(from_hex("a3 65 76616c7565 fa be800000"
                          "64 756e6974 67 63656c73697573"
                          "69 74696d657374616d70 78 18 323032362d31312d32325430393a33313a30372e3132335a")));
    CHECK(nlohmann::ordered_json::from_cbor(bytes).dump() ==
          R"({"value":-0.25,"unit":"celsius","timestamp":"2026-11-22T09:31:07.123Z"})");

    const auto fine =
        encode_document(measured_document(Temperature::milli_celsius(22'510), sampled), ContentFormat::cbor);
    CHECK(nlohmann::ordered_json::from_cbor(fine)["value"].get<double>() == 22.51);
}

TEST_CASE("a document with text that is not UTF-8 is still JSON")
{
    const nlohmann::ordered_json document{{"title", "caf\xe9"}};
    CHECK(as_text(encode_document(document, ContentFormat::json)) == "{\"title\":\"caf\xef\xbf\xbd\"}");
}
