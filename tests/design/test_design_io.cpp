#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <bit>
#include <limits>
#include <string>

#include "core/rng.h"
#include "design/design_fixture.h"
#include "design/limits.h"
#include "design/skin_cover.h"

using namespace hd;

namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

// The error of a design text; "" when it is read.
std::string problem(const std::string& json) {
  const Result<Design> design = designFromJson(json);
  return design ? std::string() : design.error().message;
}

bool sameBits(double a, double b) { return std::bit_cast<uint64_t>(a) == std::bit_cast<uint64_t>(b); }

}  // namespace

TEST_CASE("a design comes back with the same bits, and equal designs give equal bytes") {
  const Design design = fixtures::fullDesign();
  const std::string json = designToJson(design);
  const Result<Design> again = designFromJson(json);
  REQUIRE(again);
  CHECK(designToJson(*again) == json);
  CHECK(again->seed == design.seed);
  CHECK(sameBits(again->irregularity, design.irregularity));
  CHECK(again->photo.file == design.photo.file);
  CHECK(sameBits(again->head->breadthMm, design.head->breadthMm));
  for (int c = 0; c < 3; ++c)
    for (int r = 0; r < 3; ++r) CHECK(sameBits(again->view.camera.rotation[c][r], design.view.camera.rotation[c][r]));
  CHECK(sameBits(again->hairline.pointsMapMm[2].x, -0.0));
  CHECK(again->zones[0].mode == ScatterMode::clustered);
  CHECK(again->zones[1].mode == ScatterMode::randomDiffuse);
  CHECK(sameBits(again->zones[1].outlineMapMm[2].y, 1e-7));
  CHECK(again->zones[1].drawnOnPhoto);
  CHECK_FALSE(again->zones[1].visible);
  CHECK(again->masks[0].outlineMapMm == design.masks[0].outlineMapMm);
  CHECK(again->flow.strokes[0].radiusMm == 12.5);
  CHECK(again->sessions.split == design.sessions.split);
  CHECK(again->sessions.styles == design.sessions.styles);
  CHECK(again->zones[0].use == ZoneUse::shavedLook);
  CHECK(again->zones[1].use == ZoneUse::scarCover);
  CHECK(again->zones[1].uptake == 0.7001);
  CHECK(again->zones[1].sessions == 2);
  CHECK(again->skinCover == design.skinCover);
  CHECK(again->photo.skin == design.photo.skin);
  CHECK_FALSE(again->photo.hair);
  CHECK(again->price.currency == "EUR");
}

TEST_CASE("what the use modes brought may be missing, and its mistakes are named") {
  const std::string json = designToJson(fixtures::fullDesign());
  std::string old = replaced(json, "\"skin_cover\"", "\"skin_cover_unknown\"");
  old = replaced(replaced(old, "\"styles\"", "\"styles_unknown\""), "\"use\": \"scar-cover\"", "\"was\": 1");
  old = replaced(replaced(old, "\"uptake\": 0.7001", "\"was\": 1"), "\"skin\": {", "\"skin_unknown\": {");
  const Result<Design> read = designFromJson(old);
  REQUIRE(read);
  CHECK(read->zones[1].use == ZoneUse::shavedLook);
  CHECK(read->zones[1].uptake == 1.0);
  CHECK(read->skinCover == SkinCover{});
  CHECK(read->sessions.styles.empty());
  CHECK(sessionStyle(read->sessions, 1).shadeOffset == -1.0);
  CHECK_FALSE(read->photo.skin);

  CHECK(problem(replaced(json, "scar-cover", "scar")).find("zones[1].use") != std::string::npos);
  CHECK(problem(replaced(json, "\"uptake\": 0.7001", "\"uptake\": 0.1")).find("zones[1].uptake") != std::string::npos);
  CHECK(problem(replaced(json, "\"sessions\": 2", "\"sessions\": 5")).find("zones[1].sessions") != std::string::npos);
  CHECK(problem(replaced(json, "\"columns\": 3", "\"columns\": 4")).find("skin_cover.skin") != std::string::npos);
  CHECK(problem(replaced(json, "\"cell_mm\": 0.75", "\"cell_mm\": 0")).find("skin_cover.cell_mm") != std::string::npos);
  CHECK(problem(replaced(json, "\"skin\": \"", "\"skin\": \"?")).find("skin_cover.skin") != std::string::npos);
  CHECK(problem(replaced(json, "\"accent_share\": 0.05", "\"accent_share\": 2")).find("sessions.styles[0].accent_share") != std::string::npos);
  CHECK(problem(replaced(json, "\"radius_px\": 12.5", "\"radius_px\": -1")).find("photo.skin.radius_px") != std::string::npos);
}

TEST_CASE("what is wrong with a proposal kept beside the design is named by its slot") {
  const Design design = fixtures::fullDesign();
  Proposals proposals;
  proposals.current = 2;
  proposals.others[1] = design;
  const std::string json = designToJson(design, proposals);
  const auto back = proposalsFromJson(json);
  REQUIRE(back);
  CHECK(back->current == 2);
  REQUIRE(back->others[1]);
  CHECK(designToJson(*back->others[1]) == designToJson(design));
  CHECK_FALSE(back->others[0]);
  REQUIRE(proposalsFromJson(designToJson(design)));
  CHECK_FALSE(proposalsFromJson(designToJson(design))->any());

  const auto slot = json.find("\"B\": {");
  REQUIRE(slot != std::string::npos);
  const auto broken = [&](const std::string& from, const std::string& to) { return json.substr(0, slot) + replaced(json.substr(slot), from, to); };
  const auto type = proposalsFromJson(broken("\"seed\": ", "\"seed\": \"x\", \"was\": "));
  REQUIRE_FALSE(type);
  CHECK(type.error().message.find("proposals.B.seed") != std::string::npos);
  const auto range = proposalsFromJson(broken("\"irregularity\": ", "\"irregularity\": 7, \"was\": "));
  REQUIRE_FALSE(range);
  CHECK(range.error().message.find("proposals.B") == 0);
  const auto name = proposalsFromJson(replaced(json, "\"current\": \"C\"", "\"current\": \"D\""));
  REQUIRE_FALSE(name);
  CHECK(name.error().message.find("proposals.current") == 0);
}

TEST_CASE("the skin between hair is looked up smoothly and corrected by hand") {
  Design design = makeEmptyDesign();
  Zone zone;
  zone.outlineMapMm = {{-10, 0}, {10, 0}, {10, 12}, {-10, 12}};
  CHECK(blankSkinCover(design, 1.0).skin.empty());
  setZoneUse(zone, ZoneUse::betweenHair);
  design.zones = {zone};
  SkinCover cover = blankSkinCover(design, 1.0);
  REQUIRE(cover.columns == 20);
  REQUIRE(cover.rows == 12);
  CHECK(skinShown(cover, {0, 6}) == 1.0);
  CHECK(paintSkinCover(cover, {0, 6}, 3.0, false));
  CHECK_FALSE(paintSkinCover(cover, {0, 6}, 3.0, false));
  CHECK_FALSE(paintSkinCover(cover, {100, 6}, 3.0, false));
  CHECK(skinShown(cover, {0, 6}) == 0.0);
  CHECK(skinShown(cover, {8, 6}) == 1.0);
  CHECK(skinShown(cover, {50, 6}) == 1.0);
  const double rim = skinShown(cover, {2.9, 6});
  CHECK(rim > 0.0);
  CHECK(rim < 1.0);
  CHECK(paintSkinCover(cover, {0, 6}, 4.0, true));
  CHECK(skinShown(cover, {0, 6}) == 1.0);
  design.skinCover = cover;
  CHECK(validateDesign(design));
  // A zone as large as allowed still gets a grid that is accepted.
  design.zones[0].outlineMapMm = {{0, 0}, {950, 0}, {950, 900}, {0, 900}};
  design.zones[0].densityPerCm2 = 10;
  design.skinCover = blankSkinCover(design, 1.0);
  CHECK(validateDesign(design));
}

TEST_CASE("random numbers come back with the same bits") {
  Rng rng(21);
  Design design = fixtures::fullDesign();
  for (int i = 0; i < 200; ++i) {
    for (Zone& zone : design.zones)
      for (Vec2& p : zone.outlineMapMm) p = {rng.range(-900, 900) * 1e-3, rng.range(-90, 90) / 7.0};
    const Result<Design> again = designFromJson(designToJson(design));
    REQUIRE(again);
    for (size_t z = 0; z < design.zones.size(); ++z)
      for (size_t k = 0; k < design.zones[z].outlineMapMm.size(); ++k) {
        REQUIRE(sameBits(again->zones[z].outlineMapMm[k].x, design.zones[z].outlineMapMm[k].x));
        REQUIRE(sameBits(again->zones[z].outlineMapMm[k].y, design.zones[z].outlineMapMm[k].y));
      }
  }
}

TEST_CASE("an empty design is valid and what is left out has its default") {
  const Design empty = makeEmptyDesign();
  CHECK(validateDesign(empty));
  const Result<Design> least = designFromJson(R"({"format":"hairline-design","version":1,"view":{"kind":"flat","mm_per_px":0.1},"later":{"x":[1]}})");
  REQUIRE(least);
  CHECK(least->seed == 1);
  CHECK(least->sessions.count == 3);
  CHECK(least->sessions.split == defaultSessionSplit(3));
  CHECK(least->price.perSessionLow == 1050);
  CHECK_FALSE(least->hairline.enabled);
}

TEST_CASE("other versions and other files are refused by name") {
  const std::string json = designToJson(fixtures::fullDesign());
  CHECK(problem(replaced(json, "\"version\": 1", "\"version\": 2")).find("\"version\" is 2") != std::string::npos);
  CHECK(designFromJson(replaced(json, "\"version\": 1", "\"version\": 1.5")).error().id == "design.version");
  CHECK(designFromJson(replaced(json, "\"version\": 1", "\"version\": \"1\"")).error().id == "design.version");
  CHECK(problem(replaced(json, "\"version\": 1,", "")).find("version") != std::string::npos);
  CHECK(designFromJson(replaced(json, "hairline-design", "something")).error().id == "design.format");
  CHECK(designFromJson("[1,2]").error().id == "design.format");
  CHECK(designFromJson("").error().id == "json.syntax");
  CHECK(designFromJson("{\"format\":").error().id == "json.syntax");
  CHECK(designFromJson(json.substr(0, json.size() / 2)).error().id == "json.syntax");
}

TEST_CASE("a bad value is an error that names its field") {
  const std::string json = designToJson(fixtures::fullDesign());
  const auto names = [&](const std::string& from, const std::string& to, const std::string& field) {
    const std::string message = problem(replaced(json, from, to));
    CAPTURE(from, to, message);
    CHECK(message.find("\"" + field + "\"") != std::string::npos);
  };
  names("\"seed\": 9007199254740991", "\"seed\": -1", "seed");
  names("\"seed\": 9007199254740991", "\"seed\": 9007199254740992", "seed");
  names("\"seed\": 9007199254740991", "\"seed\": \"7\"", "seed");
  names("\"norwood\": 4", "\"norwood\": 8", "norwood");
  names("\"norwood\": 4", "\"norwood\": 3.5", "norwood");
  names("\"length_mm\": 191.123456789", "\"length_mm\": 20", "head.length_mm");
  names("\"mm_per_px\": 0.2135", "\"mm_per_px\": 0", "view.mm_per_px");
  names("\"mm_per_px\": 0.2135", "\"mm_per_px\": null", "view.mm_per_px");
  names("\"kind\": \"head\"", "\"kind\": \"globe\"", "view.kind");
  names("\"kind\": \"head\"", "\"kind\": \"flat\"", "view.kind");
  names("0.8", "0.7", "view.camera.rotation");
  names("\"density_per_cm2\": 65.1", "\"density_per_cm2\": 401", "zones[0].density_per_cm2");
  names("\"density_per_cm2\": 65.1", "\"density_per_cm2\": -1", "zones[0].density_per_cm2");
  names("\"density_per_cm2\": 65.1,", "", "zones[0].density_per_cm2");
  names("\"feather_mm\": 0.1,", "\"feather_mm\": 41,", "zones[0].feather_mm");
  names("\"shade\": 2", "\"shade\": 0", "zones[0].shade");
  names("\"clustered\"", "\"wild\"", "zones[0].mode");
  names("\"visible\": false", "\"visible\": 0", "zones[1].visible");
  names("\"count\": 4", "\"count\": 5", "sessions.count");
  names("\"count\": 4", "\"count\": 3", "sessions.split");
  names("\"per_session_low\": 900.5", "\"per_session_low\": 5000", "price.per_session_low");
  names("\"radius_mm\": 12.5", "\"radius_mm\": 1e9", "flow.strokes[0].radius_mm");
  names("\"whorl_clockwise\": false", "\"whorl_clockwise\": []", "flow.whorl_clockwise");
  names("71.25", "71e25", "hairline.points_map_mm[0]");
  CHECK(problem(replaced(json, "\"irregularity\": 0.3333333333333333", "\"irregularity\": 1e999")) != "");
}

TEST_CASE("numbers that are none never get past the check") {
  for (double bad : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(), -1e308}) {
    const auto broken = [&](auto change) {
      Design design = fixtures::fullDesign();
      change(design);
      return !validateDesign(design).ok();
    };
    CHECK(broken([&](Design& d) { d.zones[0].outlineMapMm[1].x = bad; }));
    CHECK(broken([&](Design& d) { d.zones[0].densityPerCm2 = bad; }));
    CHECK(broken([&](Design& d) { d.hairline.pointsMapMm[0].y = bad; }));
    CHECK(broken([&](Design& d) { d.view.camera.rotation[1][1] = bad; }));
    CHECK(broken([&](Design& d) { d.view.camera.translationMm.z = bad; }));
    CHECK(broken([&](Design& d) { d.head->lengthMm = bad; }));
    CHECK(broken([&](Design& d) { d.sessions.split[0] = bad; }));
    CHECK(broken([&](Design& d) { d.price.totalHigh = bad; }));
    CHECK(broken([&](Design& d) { d.masks[0].outlineMapMm[0].y = bad; }));
  }
}

TEST_CASE("sizes that would take for ever are refused") {
  const auto refused = [](const Design& design) { return validateDesign(design).ok() ? std::string() : validateDesign(design).error().message; };
  Design design = fixtures::fullDesign();
  design.zones.resize(kMaxZones + 1, design.zones[0]);
  CHECK(refused(design).find("\"zones\"") != std::string::npos);
  CHECK_FALSE(designFromJson(designToJson(design)));
  design = fixtures::fullDesign();
  design.zones[0].outlineMapMm.resize(kMaxOutlinePoints + 1);
  CHECK(refused(design).find("zones[0].outline_map_mm") != std::string::npos);
  CHECK_FALSE(designFromJson(designToJson(design)));
  design = makeEmptyDesign();
  Zone huge;
  huge.outlineMapMm = {{0, 0}, {20'000, 0}, {20'000, 20'000}, {0, 20'000}};
  design.zones = {huge};
  CHECK(refused(design).find("dots") != std::string::npos);
  design.zones[0].densityPerCm2 = 0;
  CHECK(refused(design).find("spread") != std::string::npos);
  design = fixtures::fullDesign();
  design.hairline.pointsMapMm = {{-900, 0}, {900, 10}, {-900, 20}};
  CHECK(refused(design).find("hairline.points_map_mm") != std::string::npos);
  design = fixtures::fullDesign();
  for (int i = 0; i < 60; ++i) {
    Zone saw = design.zones[1];
    saw.outlineMapMm.clear();
    for (int k = 0; k < 1000; ++k) saw.outlineMapMm.push_back({k * 0.1, k % 2 ? 40.0 : 0.0});
    design.zones.push_back(saw);
  }
  CHECK(refused(design).find("zones and masks") != std::string::npos);
  CHECK(designFromJson(std::string(kMaxDesignBytes + 1, ' ')).error().id == "design.size");
}

TEST_CASE("thousands of small changes to a file end in an error or in a valid design") {
  const std::string json = designToJson(fixtures::fullDesign());
  Rng rng(4);
  int read = 0;
  for (int i = 0; i < 4000; ++i) {
    std::string text = json;
    for (uint32_t k = 0, n = 1 + rng.below(4); k < n; ++k) {
      const size_t at = rng.below(static_cast<uint32_t>(text.size()));
      switch (rng.below(3)) {
        case 0: text[at] = "0123456789-.eE[]{},:\"ntf "[rng.below(25)]; break;
        case 1: text.erase(at, 1 + rng.below(12)); break;
        default: text.insert(at, std::string(1 + rng.below(3), "9-,[\""[rng.below(5)]));
      }
      if (text.empty()) break;
    }
    const Result<Design> design = designFromJson(text);
    if (!design) {
      REQUIRE_FALSE(design.error().message.empty());
      continue;
    }
    ++read;
    REQUIRE(validateDesign(*design));
    REQUIRE(designFromJson(designToJson(*design)));
  }
  CHECK(read > 100);
}
