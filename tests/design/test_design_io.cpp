#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <bit>
#include <limits>
#include <string>

#include "core/rng.h"
#include "design/design_fixture.h"
#include "design/limits.h"
#include "design/skin_cover.h"
#include "text/sentence.h"

using namespace hd;

namespace {

std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

// The error of a design text; "" when it is read.
std::string problem(const std::string& json) {
  const Result<DesignFile> file = designFromJson(json);
  return file ? std::string() : sentence(file.error());
}

std::string toJson(const Design& design) { return designToJson({design, {}, {}}); }
Result<Design> fromJson(std::string_view json) {
  Result<DesignFile> file = designFromJson(json);
  return file ? Result<Design>(std::move(file->design)) : Result<Design>(file.error());
}

bool sameBits(double a, double b) { return std::bit_cast<uint64_t>(a) == std::bit_cast<uint64_t>(b); }

}  // namespace

TEST_CASE("a design comes back with the same bits, and equal designs give equal bytes") {
  const Design design = fixtures::fullDesign();
  const std::string json = toJson(design);
  const Result<Design> again = fromJson(json);
  REQUIRE(again);
  CHECK(toJson(*again) == json);
  CHECK(again->seed == design.seed);
  CHECK(sameBits(again->irregularity, design.irregularity));
  CHECK(again->photo().file == design.photo().file);
  CHECK(sameBits(again->head->breadthMm, design.head->breadthMm));
  for (int c = 0; c < 3; ++c)
    for (int r = 0; r < 3; ++r) CHECK(sameBits(again->view().camera.rotation[c][r], design.view().camera.rotation[c][r]));
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
  CHECK(again->photo().skin == design.photo().skin);
  CHECK_FALSE(again->photo().hair);
  CHECK(again->price.currency == "EUR");
}

TEST_CASE("what the use modes brought may be missing, and its mistakes are named") {
  const std::string json = toJson(fixtures::fullDesign());
  std::string old = replaced(json, "\"skin_cover\"", "\"skin_cover_unknown\"");
  old = replaced(replaced(old, "\"styles\"", "\"styles_unknown\""), "\"use\": \"scar-cover\"", "\"was\": 1");
  old = replaced(replaced(old, "\"uptake\": 0.7001", "\"was\": 1"), "\"skin\": {", "\"skin_unknown\": {");
  const Result<Design> read = fromJson(old);
  REQUIRE(read);
  CHECK(read->zones[1].use == ZoneUse::shavedLook);
  CHECK(read->zones[1].uptake == 1.0);
  CHECK(read->skinCover == SkinCover{});
  CHECK(read->sessions.styles.empty());
  CHECK(sessionStyle(read->sessions, 1).shadeOffset == -1.0);
  CHECK_FALSE(read->photo().skin);

  CHECK(problem(replaced(json, "scar-cover", "scar")).find("zones[1].use") != std::string::npos);
  CHECK(problem(replaced(json, "\"uptake\": 0.7001", "\"uptake\": 0.1")).find("zones[1].uptake") != std::string::npos);
  CHECK(problem(replaced(json, "\"sessions\": 2", "\"sessions\": 5")).find("zones[1].sessions") != std::string::npos);
  CHECK(problem(replaced(json, "\"columns\": 3", "\"columns\": 4")).find("skin_cover.skin") != std::string::npos);
  CHECK(problem(replaced(json, "\"cell_mm\": 0.75", "\"cell_mm\": 0")).find("skin_cover.cell_mm") != std::string::npos);
  CHECK(problem(replaced(json, "\"skin\": \"", "\"skin\": \"?")).find("skin_cover.skin") != std::string::npos);
  CHECK(problem(replaced(json, "\"accent_share\": 0.05", "\"accent_share\": 2")).find("sessions.styles[0].accent_share") !=
        std::string::npos);
  CHECK(problem(replaced(json, "\"radius_px\": 12.5", "\"radius_px\": -1")).find("photo.skin.radius_px") != std::string::npos);
}

TEST_CASE("a file of two shots, proposals, measures and look comes back without a change") {
  const DesignFile file = fixtures::fullFile();
  const std::string json = designToJson(file);
  const Result<DesignFile> again = designFromJson(json);
  REQUIRE(again);
  CHECK(*again == file);
  CHECK(designToJson(*again) == json);
  CHECK(again->design.shots.size() == 2);
  CHECK(again->design.shot().side == HeadSide::left);
  CHECK(again->design.shots[0].placedLandmarks == 1u << static_cast<int>(Landmark::menton));
  CHECK(again->design.shots[0].measures.scale->held == ScaleHeld::forehead);
  CHECK(again->look.ageing.pigment == PigmentType::temporary);
  // What is looked at as ever need not be said.
  CHECK(designToJson({file.design, {}, {}}).find("\"look\"") == std::string::npos);
}

TEST_CASE("designs compare by value") {
  const Design design = fixtures::twoShots();
  const auto differs = [&](auto change) {
    Design other = design;
    change(other);
    return !(other == design);
  };
  CHECK_FALSE(differs([](Design&) {}));
  CHECK(differs([](Design& d) { d.seed = 5; }));
  CHECK(differs([](Design& d) { d.zones[0].outlineMapMm[3].y += 1e-9; }));
  CHECK(differs([](Design& d) { d.shots[0].measures.landmarks[Landmark::menton]->x += 1e-9; }));
  CHECK(differs([](Design& d) { d.shots[0].cameraSamples[1].focalPx += 1; }));
  CHECK(differs([](Design& d) { d.shots[1].rulerPx = std::array{Vec2{0, 0}, Vec2{1, 1}}; }));
  CHECK(differs([](Design& d) { d.skinCover.skin[2] ^= 1; }));
  CHECK(differs([](Design& d) { d.flow.strokes[0].radiusMm = 1; }));
  CHECK(differs([](Design& d) { d.price.touchUpHigh += 1; }));
  CHECK(differs([](Design& d) { d.currentShot = 0; }));
  CHECK(differs([](Design& d) { d.headSamples.pop_back(); }));
}

TEST_CASE("what is wrong with shots and look is named") {
  const std::string json = designToJson(fixtures::fullFile());
  const auto names = [&](const std::string& from, const std::string& to, const std::string& field) {
    const std::string message = problem(replaced(json, from, to));
    CAPTURE(from, to, message);
    CHECK(message.find("\"" + field + "\"") != std::string::npos);
  };
  names("\"shot\": 1", "\"shot\": 2", "shot");
  names("\"side\": \"left\"", "\"side\": \"below\"", "side");
  names("\"held\": \"forehead\"", "\"held\": \"foot\"", "other_shots[0].measures.scale.held");
  names("\"px\": 401.25", "\"px\": -1", "other_shots[0].measures.scale.px");
  names("\"menton\": 4.5", "\"menton\": 0", "other_shots[0].measures.sd_px.menton");
  names("571.5", "5715", "head_circumference_mm");
  names("2345.678", "0", "other_shots[0].photo.focal_px");
  names("\"placed\": []", "\"placed\": [\"vertex\"]", "measures.placed");
  names("\"drawn_on_shot\": 1", "\"drawn_on_shot\": 2", "zones[1].drawn_on_shot");
  names("\"day\": 365.25", "\"day\": 36525", "look.day");
  names("\"sun\": \"high\"", "\"sun\": \"none\"", "look.sun");
  Design flat = makeEmptyDesign();
  flat.shots.push_back(flat.shots[0]);
  REQUIRE_FALSE(validateDesign(flat));
  CHECK(sentence(validateDesign(flat).error()).find("\"other_shots\"") != std::string::npos);
}

TEST_CASE("what is wrong with a proposal kept beside the design is named by its slot") {
  DesignFile file;
  file.design = fixtures::fullDesign();
  file.proposals.current = 2;
  file.proposals.others[1] = file.design;
  const std::string json = designToJson(file);
  const auto slot = json.find("\"B\": {");
  REQUIRE(slot != std::string::npos);
  const auto broken = [&](const std::string& from, const std::string& to) {
    return problem(json.substr(0, slot) + replaced(json.substr(slot), from, to));
  };
  CHECK(broken("\"seed\": ", "\"seed\": \"x\", \"was\": ").find("proposals.B.seed") != std::string::npos);
  CHECK(broken("\"irregularity\": ", "\"irregularity\": 7, \"was\": ").find("\"proposals.B\"") == 0);
  CHECK(problem(replaced(json, "\"current\": \"C\"", "\"current\": \"D\"")).find("\"proposals.current\"") == 0);
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
    const Result<Design> again = fromJson(toJson(design));
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
  const Result<Design> least =
      fromJson(R"({"format":"hairline-design","version":1,"view":{"kind":"flat","mm_per_px":0.1},"later":{"x":[1]}})");
  REQUIRE(least);
  CHECK(least->seed == 1);
  CHECK(least->sessions.count == 3);
  CHECK(least->sessions.split == defaultSessionSplit(3));
  CHECK(least->price.perSessionLow == 1050);
  CHECK_FALSE(least->hairline.enabled);
}

TEST_CASE("other versions and other files are refused by name") {
  const std::string json = toJson(fixtures::fullDesign());
  CHECK(problem(replaced(json, "\"version\": 2", "\"version\": 3")).find("\"version\" is 3") != std::string::npos);
  CHECK(designFromJson(replaced(json, "\"version\": 2", "\"version\": 1.5")).error().id == "design.version");
  CHECK(designFromJson(replaced(json, "\"version\": 2", "\"version\": \"2\"")).error().id == "design.version");
  CHECK(problem(replaced(json, "\"version\": 2,", "")).find("version") != std::string::npos);
  CHECK(designFromJson(replaced(json, "hairline-design", "something")).error().id == "design.format");
  CHECK(designFromJson("[1,2]").error().id == "design.format");
  CHECK(designFromJson("").error().id == "json.syntax");
  CHECK(designFromJson("{\"format\":").error().id == "json.syntax");
  CHECK(designFromJson(json.substr(0, json.size() / 2)).error().id == "json.syntax");
}

TEST_CASE("a bad value is an error that names its field") {
  const std::string json = toJson(fixtures::fullDesign());
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

TEST_CASE("heads drawn from a poor photo's scale may be smaller than people's, the fitted head may not") {
  Design design = fixtures::fullDesign();
  design.headSamples[1].lengthMm = 142.5;
  CHECK(designFromJson(toJson(design)));
  design.headSamples[1].lengthMm = 70;
  CHECK(problem(toJson(design)).find("head_samples[1].length_mm") != std::string::npos);
  design = fixtures::fullDesign();
  design.head->lengthMm = 142.5;
  CHECK(problem(toJson(design)).find("head.length_mm") != std::string::npos);
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
    CHECK(broken([&](Design& d) { d.view().camera.rotation[1][1] = bad; }));
    CHECK(broken([&](Design& d) { d.view().camera.translationMm.z = bad; }));
    CHECK(broken([&](Design& d) { d.head->lengthMm = bad; }));
    CHECK(broken([&](Design& d) { d.sessions.split[0] = bad; }));
    CHECK(broken([&](Design& d) { d.price.totalHigh = bad; }));
    CHECK(broken([&](Design& d) { d.masks[0].outlineMapMm[0].y = bad; }));
  }
}

TEST_CASE("sizes that would take for ever are refused") {
  const auto refused = [](const Design& design) {
    return validateDesign(design).ok() ? std::string() : sentence(validateDesign(design).error());
  };
  Design design = fixtures::fullDesign();
  design.zones.resize(kMaxZones + 1, design.zones[0]);
  CHECK(refused(design).find("\"zones\"") != std::string::npos);
  CHECK_FALSE(designFromJson(toJson(design)));
  design = fixtures::fullDesign();
  design.zones[0].outlineMapMm.resize(kMaxOutlinePoints + 1);
  CHECK(refused(design).find("zones[0].outline_map_mm") != std::string::npos);
  CHECK_FALSE(designFromJson(toJson(design)));
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
  CHECK(refused(design).find("zones + masks") != std::string::npos);
  CHECK(designFromJson(std::string(kMaxDesignBytes + 1, ' ')).error().id == "design.size");
}

TEST_CASE("thousands of small changes to a file end in an error or in a valid design") {
  const std::string json = toJson(fixtures::fullDesign());
  Rng rng(4);
  int read = 0;
  for (int i = 0; i < 4000; ++i) {
    std::string text = json;
    for (uint32_t k = 0, n = 1 + rng.below(4); k < n; ++k) {
      const size_t at = rng.below(static_cast<uint32_t>(text.size()));
      switch (rng.below(3)) {
        case 0:
          text[at] = "0123456789-.eE[]{},:\"ntf "[rng.below(25)];
          break;
        case 1:
          text.erase(at, 1 + rng.below(12));
          break;
        default:
          text.insert(at, std::string(1 + rng.below(3), "9-,[\""[rng.below(5)]));
      }
      if (text.empty()) break;
    }
    const Result<Design> design = fromJson(text);
    if (!design) {
      REQUIRE_FALSE(sentence(design.error()).empty());
      continue;
    }
    ++read;
    REQUIRE(validateDesign(*design));
    REQUIRE(designFromJson(toJson(*design)));
  }
  CHECK(read > 100);
}
