// What a practice charges and how it works, as a JSON file of its own (assets/profile.schema.json).
//
// Every field may be left out and then has the facts' value. A wrong field is an error that names it, and
// nothing of the file is taken then.
#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/result.h"
#include "design/design.h"
#include "estimate/practice.h"

namespace hd {

/// What the price is reckoned by.
enum class PriceBasis { session, area, dot, hour };
std::string_view priceBasisName(PriceBasis basis);  ///< "session", "area", "dot", "hour"

/// When a surcharge is due.
enum class AddOnFor { always, scars, betweenHair, wholeScalp };

struct AddOn {
  std::string name;
  AddOnFor due = AddOnFor::always;
  double price = 0.0;
};

/// Prices of what else can be done about hair loss, in the profile's currency; absent: not known there.
struct OtherPrices {
  std::optional<Interval> transplantPerGraft, hairSystemPerYear, medicationPerYear, laserSession;
};

/// Who made the plan; what is empty is not printed.
struct Clinic {
  std::string name, address, phone, email, web;
  std::vector<uint8_t> logo;  ///< JPEG or PNG bytes; none when empty
};

struct Profile {
  Clinic clinic;
  /// Prices that the file does not tell though its currency is not the facts': taken over number for number, which the plan says.
  std::vector<std::string_view> assumed;
  std::string pricesOf;  ///< when the prices were set, as typed; printed beside them
  PriceBasis basis = PriceBasis::session;
  /// By session; its total is the least and the most of a whole treatment whatever the basis.
  PriceProfile price;
  double perUnitLow = 0.0, perUnitHigh = 0.0;                   ///< for a cm2, a dot or an hour in the chair
  std::array<double, 8> norwoodFactor{1, 1, 1, 1, 1, 1, 1, 1};  ///< by stage; 0: no stage
  std::vector<AddOn> addOns;
  double taxPercent = 0.0;  ///< put on top; 0: prices hold all
  double roundTo = 0.0;     ///< prices are rounded to multiples; 0: they are not
  Practice practice;
  Interval sessionIntervalDays;
  OtherPrices others;
};

/// The facts' profile with a design's prices. Other treatments have prices where those are in US dollars.
Profile usualProfile(const PriceProfile& price);

inline constexpr size_t kMaxProfileBytes = 8u << 20;

/// Reads a profile. Errors: "json.syntax", "json.field" (names the field), "profile.format", "profile.version",
/// "profile.logo", "profile.size".
Result<Profile> profileFromJson(std::string_view json);

}  // namespace hd
