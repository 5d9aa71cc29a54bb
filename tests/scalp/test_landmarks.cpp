#include <string>

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include "core/facts.h"
#include "scalp/landmarks.h"
#include "text/sentence.h"

using namespace hd;

namespace {

std::string errorOf(std::string_view json) {
  const Result<PhotoMeasures> r = parseLandmarks(json);
  return r.ok() ? std::string("no error") : sentence(r.error());
}

bool names(const std::string& message, std::string_view part) { return message.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("landmarks: a file is read as written") {
  const auto r = parseLandmarks(
      R"({"version":1,"landmarks":{"pupil_left":[10.5,20],"menton":[3,4],"vertex":null},"scale":{"kind":"length","px":120,"mm":40}})");
  REQUIRE(r.ok());
  CHECK(*r->landmarks[Landmark::pupilLeft] == Vec2(10.5, 20));
  CHECK(*r->landmarks[Landmark::menton] == Vec2(3, 4));
  CHECK_FALSE(r->landmarks[Landmark::vertex]);
  CHECK_FALSE(r->landmarks[Landmark::pupilRight]);
  REQUIRE(r->scale);
  CHECK(r->scale->kind == ScaleKind::length);
  CHECK(r->scale->px == 120.0);
  CHECK(r->scale->mm == 40.0);
}

TEST_CASE("landmarks: things of known size need no mm, a typed length does") {
  const auto scaleOf = [](const std::string& kind) {
    return parseLandmarks(R"({"landmarks":{},"scale":{"kind":")" + kind + R"(","px":100}})");
  };
  CHECK(scaleOf("card")->scale->mm == factValue("scale.card_width_mm"));
  CHECK(scaleOf("iris")->scale->mm == factValue("scale.iris_mm"));
  CHECK(scaleOf("ipd")->scale->mm == factValue("head.pupil_distance_mm"));
  CHECK_FALSE(scaleOf("length").ok());
  CHECK(names(sentence(scaleOf("length").error()), "scale.mm"));
  CHECK_FALSE(parseLandmarks(R"({"landmarks":{}})")->scale);
}

TEST_CASE("landmarks: errors name the field") {
  CHECK(names(errorOf("{"), "JSON"));
  CHECK(names(errorOf("[]"), "object"));
  CHECK(names(errorOf("{}"), "\"landmarks\" is missing"));
  CHECK(names(errorOf(R"({"landmarks":[1]})"), "\"landmarks\""));
  CHECK(names(errorOf(R"({"landmarks":{"nose":[1,2]}})"), "landmarks.nose"));
  CHECK(names(errorOf(R"({"landmarks":{"nose":[1,2]}})"), "pupil_left"));
  CHECK(names(errorOf(R"({"landmarks":{"menton":[1]}})"), "landmarks.menton"));
  CHECK(names(errorOf(R"({"landmarks":{"menton":[1,"2"]}})"), "landmarks.menton[1]"));
  CHECK(names(errorOf(R"({"landmarks":{"menton":[1,1e9]}})"), "landmarks.menton[1]"));
  CHECK(names(errorOf(R"({"landmarks":{"menton":[1,2],"menton":[3,4]}})"), "twice"));
  CHECK(names(errorOf(R"({"landmarks":{},"scale":5})"), "\"scale\""));
  CHECK(names(errorOf(R"({"landmarks":{},"scale":{"kind":"coin","px":5}})"), "scale.kind"));
  CHECK(names(errorOf(R"({"landmarks":{},"scale":{"kind":"card","px":0}})"), "scale.px"));
  CHECK(names(errorOf(R"({"landmarks":{},"scale":{"kind":"card","px":-4}})"), "scale.px"));
  CHECK(names(errorOf(R"({"landmarks":{},"scale":{"kind":"card"}})"), "scale.px"));
  CHECK(names(errorOf(R"({"landmarks":{},"scale":{"kind":"card","px":100,"mm":0}})"), "scale.mm"));
  CHECK(names(errorOf(R"({"landmarks":{},"scale":{"kind":"card","px":100,"mm":99999}})"), "scale.mm"));
}

TEST_CASE("landmarks: names there and back") {
  for (int i = 0; i < kLandmarkCount; ++i) {
    const auto l = static_cast<Landmark>(i);
    CHECK(landmarkFromName(landmarkName(l)) == l);
  }
  CHECK_FALSE(landmarkFromName("Pupil_left"));
  CHECK(scaleKindName(ScaleKind::ipd) == "ipd");
}

TEST_CASE("landmarks file: outline, errors, focal length, tape and where the card was held") {
  const auto ok = parseLandmarks(R"({"landmarks":{"vertex":[5,6]},"scale":{"kind":"card","px":300,"held":"side"},
    "outline":[[1,2],[3,4.5]],"sd_px":{"vertex":4,"outline":2.5},"focal_px":2600,"circumference_mm":571})");
  REQUIRE(ok);
  CHECK(ok->scale->held == ScaleHeld::side);
  REQUIRE(ok->outlinePx.size() == 2);
  CHECK(ok->outlinePx[1] == Vec2(3, 4.5));
  CHECK(ok->sdPx[static_cast<size_t>(Landmark::vertex)] == 4.0);
  CHECK(ok->outlineSdPx == 2.5);
  CHECK(ok->focalPx == 2600.0);
  CHECK(ok->circumferenceMm == 571.0);
  for (const char* bad :
       {R"({"landmarks":{},"outline":[[1]]})", R"({"landmarks":{},"outline":7})", R"({"landmarks":{},"sd_px":{"nose":2}})",
        R"({"landmarks":{},"sd_px":{"vertex":-1}})", R"({"landmarks":{},"focal_px":"x"})", R"({"landmarks":{},"circumference_mm":57})",
        R"({"landmarks":{},"scale":{"kind":"card","px":9,"held":"hand"}})"})
    CHECK_FALSE(parseLandmarks(bad));
}
