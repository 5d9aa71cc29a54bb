#include <catch2/catch_test_macros.hpp>
#include "pattern/dots.h"
#include "pattern/field.h"
TEST_CASE("smoke") {}
