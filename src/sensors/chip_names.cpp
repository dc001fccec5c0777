// SPDX-License-Identifier: MIT
// A driver's own name, and what boards print in its place, stand in the driver's row (models.hpp). A chip that gets a
// driver may stay in the list here.
#include "coapnode/sensors/chip_names.hpp"

#include "coapnode/core/ascii.hpp"
#include "coapnode/sensors/models.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace coapnode {

namespace {

/// Of sensors that people own, served or not.
constexpr auto known_chips = std::to_array<std::string_view>(
    {// With an analog output.
     "sht30arp", "sht31arp", "sht35arp",
     // Humidity and temperature.
     "aht10", "aht15", "aht20", "aht21", "aht25", "aht30", "am2301", "am2302", "am2315", "am2320", "dht10", "dht11",
     "dht12", "dht20", "dht21", "dht22", "gy21", "hdc1000", "hdc1008", "hdc1010", "hdc1050", "hdc1080", "hdc2010",
     "hdc2080", "hdc3020", "hdc3021", "hdc3022", "hih6130", "hih8120", "hts221", "htu21", "htu31", "sht10", "sht11",
     "sht15", "sht20", "sht21", "sht25", "sht40", "sht41", "sht43", "sht45", "sht4x", "sht71", "sht75", "sht85",
     "shtc1", "shtc3", "si7006", "si7013", "si7020", "si7021",
     // Pressure, gas and more.
     "bme680", "bme688", "bme690", "bmp085", "bmp180", "bmp183", "bmp380", "bmp384", "bmp388", "bmp390", "bmp580",
     "bmp581", "ccs811", "dps310", "ens160", "gy68", "icp10111", "lps22", "lps25", "lps33", "mpl3115", "ms5611",
     "ms5637", "scd30", "scd40", "scd41", "sen55", "sgp30", "sgp40",
     // Temperature.
     "adt7410", "adt7420", "as6212", "ds1621", "ds1631", "ds1775", "ds18b20", "ds18s20", "ds1820", "ds75", "lm35",
     "lm57", "lm73", "lm92", "max30205", "max31725", "max31820", "max31855", "max31856", "max31865", "max6675",
     "mcp9600", "mcp9800", "mcp9808", "mlx90614", "pct2075", "stlm75", "sts30", "sts31", "sts35", "sts40", "tmp36",
     "tmp100", "tmp101", "tmp104", "tmp106", "tmp107", "tmp108", "tmp112", "tmp114", "tmp116", "tmp117", "tmp118",
     "tmp119", "tmp121", "tmp122", "tmp126", "tmp144", "tmp175", "tmp275", "tmp1075", "tsys01"});

bool is_served(std::string_view chip)
{
    return std::ranges::any_of(drivers(), [chip](const Model& model) {
        return model.driver == chip || std::ranges::find(model.words, chip) != model.words.end();
    });
}

/// In lower case, letters and digits alone, but for a space where something stood between two digits: "bmp280 33".
std::string bare(std::string_view text)
{
    std::string word;
    bool apart = false;
    for (const char c : text) {
        const char small = to_lower(c);
        const bool counts = is_alphanumeric(small);
        if (counts && apart && is_digit(small) && !word.empty() && is_digit(word.back())) word += ' ';
        if (counts) word += small;
        apart = !counts;
    }
    return word;
}

struct Found {
    ChipName name;
    std::size_t begin;
    std::size_t end;

    bool is_within(const Found& other) const
    {
        return begin >= other.begin && end <= other.end && end - begin < other.end - other.begin;
    }
};

/// No match where a digit follows: 1075 is not 107.
void find_in(const ChipName& name, std::string_view word, std::vector<Found>& found)
{
    for (auto at = word.find(name.chip); at != std::string_view::npos; at = word.find(name.chip, at + 1)) {
        const auto end = at + name.chip.size();
        if (end < word.size() && is_digit(word[end])) continue;
        found.push_back({name, at, end});
        return;
    }
}

/// Whether `longer` is `shorter` and one letter more.
bool has_one_more(std::string_view longer, std::string_view shorter)
{
    if (longer.size() != shorter.size() + 1) return false;
    const auto differ = std::ranges::mismatch(longer, shorter);
    const auto at = static_cast<std::size_t>(differ.in1 - longer.begin());
    return longer.substr(at + 1) == shorter.substr(at) && !is_digit(longer[at]);
}

bool has_two_swapped(std::string_view one, std::string_view other)
{
    if (one.size() != other.size()) return false;
    const auto at = static_cast<std::size_t>(std::ranges::mismatch(one, other).in1 - one.begin());
    return at + 1 < one.size() && one[at] == other[at + 1] && one[at + 1] == other[at] &&
           one.substr(at + 2) == other.substr(at + 2);
}

}  // namespace

std::vector<ChipName> chip_names()
{
    std::vector<ChipName> names;
    for (const auto& model : drivers())
        for (const auto word : model.words)
            names.push_back({word, model.driver});
    for (const auto chip : known_chips)
        if (!is_served(chip)) names.push_back({chip, {}});
    return names;
}

std::vector<ChipName> chips_named_in(std::string_view text)
{
    const auto word = bare(text);
    std::vector<Found> found;
    for (const auto& model : drivers())
        find_in({model.driver, model.driver}, word, found);
    for (const auto& name : chip_names())
        find_in(name, word, found);
    std::vector<ChipName> named;
    for (const auto& match : found) {
        const auto covers = [&](const Found& other) { return match.is_within(other); };
        if (std::ranges::none_of(found, covers)) named.push_back(match.name);
    }
    return named;
}

std::string_view driver_misspelt_as(std::string_view text)
{
    const auto word = bare(text);
    std::string_view meant;
    for (const auto& model : drivers()) {
        const auto driver = model.driver;
        if (!has_one_more(word, driver) && !has_one_more(driver, word) && !has_two_swapped(word, driver)) continue;
        if (!meant.empty()) return {};
        meant = driver;
    }
    return meant;
}

}  // namespace coapnode
