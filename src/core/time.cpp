// SPDX-License-Identifier: MIT
#include "coapnode/core/time.hpp"

#include "coapnode/core/ascii.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>
#include <iomanip>
#include <sstream>

namespace coapnode {

namespace {

/// Takes what it reads off the front of a text; after the first mismatch nothing more.
class Scanner {
public:
    explicit Scanner(std::string_view text) : rest_{text} {}

    /// A number of exactly so many digits, from `least` to `most`.
    int number(std::size_t digits, int least, int most)
    {
        int value = 0;
        for (std::size_t i = 0; i < digits; ++i)
            value = 10 * value + digit();
        fits_ = fits_ && value >= least && value <= most;
        return value;
    }
    /// One of these characters, of letters the small ones, whatever its case in the text.
    char one_of(std::string_view characters)
    {
        const char c = rest_.empty() ? '\0' : to_lower(rest_.front());
        fits_ = fits_ && c != '\0' && characters.find(c) != std::string_view::npos;
        if (fits_) rest_.remove_prefix(1);
        return c;
    }
    [[nodiscard]] bool sees_digit() const { return !rest_.empty() && is_digit(rest_.front()); }
    [[nodiscard]] bool sees(char c) const { return rest_.starts_with(c); }
    [[nodiscard]] bool fits() const { return fits_; }
    [[nodiscard]] bool is_done() const { return fits_ && rest_.empty(); }

private:
    int digit() { return one_of("0123456789") - '0'; }

    std::string_view rest_;
    bool fits_ = true;
};

std::chrono::milliseconds fraction(Scanner& in)
{
    if (!in.sees('.')) return 0ms;
    in.one_of(".");
    int milliseconds = in.number(1, 0, 9) * 100;
    for (int weight = 10; in.fits() && in.sees_digit(); weight /= 10)
        milliseconds += in.number(1, 0, 9) * weight;
    return std::chrono::milliseconds{milliseconds};
}

/// What is to be taken off a local time.
std::chrono::minutes offset(Scanner& in)
{
    const char sign = in.one_of("z+-");
    if (sign == 'z') return 0min;
    const auto hours = in.number(2, 0, 23);
    in.one_of(":");
    const auto minutes = std::chrono::minutes{60 * hours + in.number(2, 0, 59)};
    return sign == '+' ? minutes : -minutes;
}

/// nullopt: the C library has no such year.
std::optional<std::tm> local_time(WallTime time)
{
    const std::time_t moment{std::chrono::floor<std::chrono::seconds>(time).time_since_epoch().count()};
    std::tm local{};
    return ::localtime_r(&moment, &local) != nullptr ? std::optional{local} : std::nullopt;
}

std::string formatted(const std::tm& local, const char* format)
{
    std::ostringstream text;
    text << std::put_time(&local, format);
    return text.str();
}

}  // namespace

std::string to_rfc3339(WallTime time)
{
    const auto day = std::chrono::floor<std::chrono::days>(time);
    const std::chrono::year_month_day date{day};
    const std::chrono::hh_mm_ss clock{time - day};
    std::array<char, 64> text{};
    std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                  static_cast<int>(clock.seconds().count()), static_cast<int>(clock.subseconds().count()));
    return text.data();
}

std::string to_local_time_of_day(WallTime time)
{
    const auto local = local_time(time);
    return local ? formatted(*local, "%H:%M") : to_rfc3339(time);
}

std::string to_local_time(WallTime time)
{
    const auto local = local_time(time);
    if (!local) return to_rfc3339(time);
    auto text = formatted(*local, "%Y-%m-%d %H:%M:%S%z");
    // put_time writes +0100, RFC 3339 has +01:00.
    return text.insert(text.size() - 2, 1, ':');
}

std::optional<WallTime> from_rfc3339(std::string_view text)
{
    Scanner in{text};
    const std::chrono::year year{in.number(4, 1970, 9999)};
    in.one_of("-");
    const auto month = static_cast<unsigned>(in.number(2, 1, 12));
    in.one_of("-");
    const auto day = static_cast<unsigned>(in.number(2, 1, 31));
    in.one_of("t ");
    const std::chrono::hours hours{in.number(2, 0, 23)};
    in.one_of(":");
    const std::chrono::minutes minutes{in.number(2, 0, 59)};
    in.one_of(":");
    const std::chrono::seconds seconds{in.number(2, 0, 60)};  // 60: a leap second
    const auto milliseconds = fraction(in);
    const auto ahead = offset(in);
    const std::chrono::year_month_day date{year, std::chrono::month{month}, std::chrono::day{day}};
    if (!in.is_done() || !date.ok()) return std::nullopt;
    return WallTime{std::chrono::sys_days{date}} + hours + minutes + seconds + milliseconds - ahead;
}

std::uint32_t whole_seconds_up(Duration duration)
{
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(duration).count();
    return static_cast<std::uint32_t>(std::clamp<std::int64_t>(seconds, 1, UINT32_MAX));
}

}  // namespace coapnode
