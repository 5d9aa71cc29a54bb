#include "cli/commands.h"

namespace hd::cli {
namespace {

constexpr std::string_view kOverview = R"(hairline - design hairlines and scalp micropigmentation without a screen

usage: hairline COMMAND [OPTIONS]

  sample     make a picture of a head that nobody has, with its measures
  find       the head in a photo: points, outline, scale, hair
  new        start a design on a photo: scale, hairline, zones
  head       the fitted head: its sizes with their errors
  estimate   area, dots, hours, sessions and cost of a design
  dots       the list of all dots as CSV
  render     the photo with the dots on it, at full size
  turn       the head from any side, photos and dots on it
  check      what a good practitioner would say about the design
  plan       the treatment plan: sessions with dates, price, ten years, aftercare; PDF, HTML, JSON
  template   the hairline as a PDF to print at 1:1 and lay on the head
  svg        the design as a drawing in mm with layers
  pack       a design and its photos in one file, NAME.hairline
  gallery    a contact sheet of skin tones, shades, sessions, days, years and mistakes
  colour     skin and hair colour from the photo, and the shade that fits
  mask       where the photo shows skin between hair that stays
  version    version of the program and of the design format
  notices    licences of what the program holds

"hairline COMMAND --help" tells a command's options. Results go to standard output
or to the file after -o; messages go to standard error. Exit code 0: done, 1: the
work could not be done ("error: ..." says why; no file is written), 2: the command
line is wrong.
)";

constexpr std::string_view kSample = R"(usage: hairline sample [OPTIONS] -o HEAD.png [--truth TRUTH.json]

Draws the head of a person who does not exist, with everything about it known.

  --view VIEW      front, top, left or right, the person's own side (default front)
  --norwood 1..7   stage of hair loss (default 3)
  --skin 1..10     Monk skin tone, 1 lightest (default 4)
  --card           hold a bank card (85.60 x 53.98 mm) beside the head
  --turn DEGREES   of a head seen from the front, -55..55: + shows its left side
  --bow DEGREES    -25..50: + shows the crown
  --glasses, --beard, --half-light (from one side)
  --blur PX        out of focus, standard deviation 0..20
  --noise LEVELS   of the sensor, standard deviation 0..60 of 255
  --clipped MM     the same person with the scalp's hair clipped to MM, 0 (flush) to 1.5
  --seed N         another individual (default 0: the average head)
  --size WxH       pixels, 64x64 to 6000x6000 (default 1200x1500)
  -o FILE          the picture; .jpg or .jpeg gives JPEG, anything else PNG
  --quality 1..100 of a JPEG (default 92)
  --truth FILE     JSON: landmarks in px, camera, mm per px, bald area in cm2. It can be
                   given to "new" as --truth or as --landmarks.
)";

constexpr std::string_view kFind = R"(usage: hairline find PHOTO [--json] [--nets NETS.bin]

Looks for a head in a photo: its points with their standard errors, the outline of the
bare head, what tells the scale, skin and hair. Ends with 1 when there is no head.

  --json       {"faces":N,"view":"front|three-quarter-left|three-quarter-right|left|right|top|back",
                "landmarks":{name:[x,y]},"sd_px":{name:px,"outline":px},"outline":[[x,y]],
                "scale":{"kind","px","mm","sd"},"skin":{...},"hair":{"share_of_scalp"},
                "norwood_suggested":1..7,"warnings":[{"id","text"}]}
                sd of the scale is relative: .04 means 4 %. What is not seen is left out. The
                file can be given to "new" as --landmarks.
  --nets FILE  the nets, if they do not lie beside the program
)";

constexpr std::string_view kNew = R"(usage: hairline new --photo PHOTO SCALE [--photo PHOTO SCALE ...] [OPTIONS] -o DESIGN.json

Starts a design on a photo (JPEG or PNG), or on several of one head, which are fitted
together: each tells what the others do not see, and the range gets narrower. Pixels are those of the picture as a person
sees it, EXIF orientation applied: x to the right, y down, 0,0 the top left corner.

One SCALE for each photo, behind it:
  --auto               the head is looked for in the photo (see "hairline find"); --nets FILE if
                       the nets do not lie beside the program
  --mm-per-px X        millimetres of skin per pixel. Without --norwood and --template the
                       picture is taken as flat (a close-up) and the scale as exact; with
                       one of them an average head is assumed in the middle of the picture.
  --landmarks L.json   points of the face and one thing of known size:
                       {"landmarks":{"pupil_left":[x,y],"pupil_right":[x,y],"glabella":[x,y],
                        "menton":[x,y],"tragion_left":[x,y],"tragion_right":[x,y],
                        "vertex":[x,y]},"scale":{"kind":"card","px":N,"mm":N}}
                       Left and right are the person's own. Any subset that suffices; else
                       the error says what is missing. kind: card, iris, ipd or length.
                       May be added: "held" of the scale, where the card was held: forehead,
                       side, top or back; "outline":[[x,y],...], points on the visible edge of
                       the bare head, in any order; "sd_px":{"menton":3,"outline":2}, how well
                       a point is known (default 1.5); "focal_px", the camera's, else EXIF's;
                       "circumference_mm". An outline halves the error of the area.
  --truth T.json       the truth file of "hairline sample"

  --circumference MM   of the head by a tape over the brows and round the back, 400..750: of
                       all that can be measured at home it helps most

What to draw:
  --norwood 1..7       zones for this stage of hair loss, behind a natural hairline unless
                       --template names another; 1 gives the hairline alone
  --template NAME      hairline: natural, round, straight, winged, widows-peak or mature;
                       without --norwood the whole top behind it (stage VI) gets zones
  --zone "x,y x,y ..." a zone by its corners in px of the --photo before it, at least three,
                       in order around it; may be repeated, later zones cover earlier ones.
                       What lies beyond the photo or the scalp is left out, and told.
  --part "x,y x,y ..." a parting by its points in photo px, at least two: a band of dots along it
  --width MM           its width along the skin, 2..60 (default 12), behind the --part
  --density N          dots per cm2 of skin of the --zone or --part before it, 0..400
                       (default 150; 120 between hair and for a part)
  --use NAME           what the --zone before it is for: shaved-look (default),
                       between-hair (dots only where the photo shows skin between hair,
                       see "hairline mask"), part-line, scar-cover (scars keep about 70 %
                       of the pigment and ask for one more session), birthmark-cover or
                       alopecia-patch
Without any of these a head gets a natural hairline and the stage of the truth file, or
Norwood III; a flat picture stays empty.

  --irregularity 0..1  how irregular dots and hairline lie (default 0.5)
  --seed N             another arrangement of the dots, 0..9007199254740991 (default 1)
  -o FILE              the design. The photo is named relative to its folder.
)";

constexpr std::string_view kHead = R"(usage: hairline head DESIGN.json [--json]

The head that the design lies on: sizes in mm, each with the range that holds it in 95 of
100 cases, and from where each photo sees it.

  --json   {"length_mm":{"value","low","high"},"breadth_mm":{...},"circumference_mm":{...},
            "vault_height_mm":{...},"pupil_distance_mm":{...},"face_height_mm":{...},
            "hairline_height_mm":{...},"of_people":true,
            "shots":[{"photo","side","scale_source","distance_mm","scale_rel_sd","area_rel_sd"}]}
            vault height: ear canals to the top; face height and hairline height: from the
            glabella down to the chin and, along the skin, up to the hairline's middle.
            of_people is false for designs made before heads came from people.
)";

constexpr std::string_view kTurn = R"(usage: hairline turn DESIGN.json [OPTIONS] -o OUT.png

The head of the design from any side, with the photos laid on it where they see it and the
dots at true size on top. Where no photo looks there is plain skin; ears, face and neck are
only hinted at. Designs without a photo have a head, too.

  --azimuth DEG      from where: 0 the face (default), 90 the person's left side, 180 the
                     back, -90 the right side; -360..360
  --elevation DEG    0 level with the head (default), 90 straight above it; -30..90
  --size WxH         pixels, 64x64 to 6000x6000 (default 1200x1500)
  --plain            without the photos
  --before           without the dots
  -o FILE            the picture; .jpg or .jpeg gives JPEG, anything else PNG
  --quality 1..100   of a JPEG (default 92)

--session, --day, --sun, --skin-type, --pigment, --touch-ups, --mistake and --distance are
those of "render".
)";

constexpr std::string_view kEstimate = R"(usage: hairline estimate DESIGN.json [OPTIONS]

Area, dots, hours, sessions and cost, each with its low and high value. Area and dots
follow from the design and the error of its scale, hours add the range of working
speeds, cost comes from the design's price profile. "hours" are those with the needle;
"chair_hours" add what every session takes beside it: talk, drawing, numbing, breaks.

  --json   {"area_cm2":{"value","low","high"},"dots":{...},"hours":{...},"sessions":{...},
            "cost":{"currency","value","low","high"},"touch_up_cost":{...},
            "chair_hours":{...},"upkeep_per_year":{"currency",...},
            "zones":[{"name","area_cm2","dots","density_per_cm2"}],
            "touch_up_years":[...],"why":[...]}

When a touch-up is due (strength below 60 %), within seven years, by
  --sun low|average|high             low: indoor life or sun protection (default low)
  --skin-type normal|oily            (default normal)
  --pigment permanent|temporary      (default permanent)
)";

constexpr std::string_view kPlan = R"(usage: hairline plan DESIGN.json [OPTIONS] (--pdf F | --html F | --json)

The treatment plan: sessions with dates, dots, shades and needles; time in the chair;
price, upkeep and ten years beside other ways; aftercare by day; what to ask before; what
the rules say; how sure the numbers are. Several forms may be asked for at once.

  --pdf FILE       pages to print, with pictures of the design's photo cropped to the work
  --html FILE      one self-contained page, without references to anything outside of it
  --json           {"format":"hairline-plan","version":1,...} on standard output
  --profile P.json prices, pace and letterhead of a practice (assets/profile.schema.json);
                   else the design's prices and the facts' pace
  --start DATE     day of the first session, YYYY-MM-DD; else days are counted from it
  --yes ID         a suitability question answered with yes; may be repeated. --json lists them
  --client NAME    printed on the plan; nothing else names a person
  --paper a4|letter (default a4)
  --sun low|average|high, --skin-type normal|oily, --pigment permanent|temporary
                   as in "hairline estimate"
)";

constexpr std::string_view kTemplate = R"(usage: hairline template DESIGN.json [--paper a4|letter] [--json] -o FILE.pdf

The hairline at 1:1, unrolled along the skin, on as many overlapping pages as it takes, with
the midline, the glabella, eyes and a 100 mm and a 4 in bar to measure the print.

  --paper a4|letter (default a4)
  --json   where the hairline's points and the bars lie, mm from each page's top left corner:
           {"length_mm","page_width_mm","page_height_mm","columns","rows",
            "points":[{"page","x_mm","y_mm"}],"bars":[...]}
)";

constexpr std::string_view kSvg = R"(usage: hairline svg DESIGN.json -o FILE.svg

A drawing in millimetres of the scalp map with named layers (as Inkscape knows them): zones,
skin left free, direction of hair, dots by session, hairline, the hairline unrolled at 1:1.
)";

constexpr std::string_view kPack = R"(usage: hairline pack DESIGN.json -o NAME.hairline

The design and its photos in one file that reopens anywhere. Photos lose EXIF, GPS and all else
that is not the picture. Every command that takes a design takes such a file, and commands that
write a design (new, colour, mask) pack it when the name after -o ends with .hairline.
)";

constexpr std::string_view kDots = R"(usage: hairline dots DESIGN.json [--csv] [-o FILE.csv]

All dots in rank order (the first n are the best sparse version), one row each:
x_mm,y_mm,sx_mm,sy_mm,sz_mm,radius_mm,shade,depth_mm,zone,session,rank
x_mm, y_mm: position on the scalp map. sx_mm, sy_mm, sz_mm: position on the head, origin
between the ears, x to the person's left, y up, z forward; x, y, 0 in a flat picture.
zone counts from 0 in the order of the design, session from 1.

  --csv    as CSV (the only form there is)
  -o FILE  into a file instead of standard output
)";

constexpr std::string_view kRender = R"(usage: hairline render DESIGN.json -o OUT.png [OPTIONS]

The design's photo at its full size with the dots on it. The photo is looked for
beside the design file, then from the current folder.

  --shot N      of several photos the N-th, from 1 (default: the one looked at last)
  --session N   after session N (default: after the last one)
  --day D       D days after that session, 0..2557 (default 60: settled)
  --before      the photo alone, upright and without its metadata
  --touch-ups N renewed up to N times, whenever the strength had fallen below 60 %
                (default 0)
  --sun low|average|high, --skin-type normal|oily, --pigment permanent|temporary
                what decides how fast it fades (default low, normal, permanent)
  --mistake M   as a careless hand would do it: too-deep, too-dense, too-low,
                too-straight or one-shade; may be repeated
  --distance M  as the eye sees it from M metres, 0.1..100 (default: as sharp as the photo)
  --progress    "progress: N %" on standard error
  -o FILE       the picture; .jpg or .jpeg gives JPEG, anything else PNG
  --quality 1..100  of a JPEG (default 92)
)";

constexpr std::string_view kCheck = R"(usage: hairline check DESIGN.json [--json]

Checks the design against the rules of the field: height and shape of the hairline,
softness of its edge, symmetry, densities, shades, sessions. The exit code is 0 when
the design could be read, whatever the findings.

  --json   {"ok":bool,"findings":[{"id","severity","message","value","unit"}]}
           severity: good, note, warning or error; ok: no warning and no error
)";

constexpr std::string_view kColour = R"(usage: hairline colour DESIGN.json [OPTIONS]

The colour of skin and hair in the design's photo and the shade that fits. Without taps
the skin under the dots and the hair above the ears are taken where they are in sight.

  --skin X,Y    tap on bare skin, photo px
  --hair X,Y    tap on hair or stubble, photo px
  --radius MM   of the patch that is averaged, 0.1..50 (default 4)
  --stubble MM  length of hair on the sides when they are shaved, 0..3 (default 0.2)
  --hairs N     single hairs per cm2 there, 20..400 (default 170)
  --hair-angle DEG  of the hair above the skin, 15..90 (default 45)
  --json        {"skin":{"l","a","b","tapped","uniform","ita_deg","ita_class","monk_tone"},
                 "hair":{...},"advice":{"shade","match_shade","first_session_shade",
                 "water_parts","wanted_delta_l","reached_delta_l","dot_delta_l",
                 "hair_delta_l","dots_show","hair_too_light","limited"}}
                 wanted: the shaved sides against the skin; shade: a step lighter than
                 the match, so that the settled field (reached) stays lighter;
                 what is not known is left out; uniform false: shadow, glare or an edge
  -o FILE       the design with the taps kept and its zones in the advised shade
)";

constexpr std::string_view kMask = R"(usage: hairline mask DESIGN.json [OPTIONS] -o DESIGN.json

Finds the skin between hair in the photo, for zones with the use "between-hair": a grid
on the scalp that becomes part of the design, so that the same dots come out without the
photo. Prints the share of skin.

  --cell MM             side of a cell, 0.1..20 (default 1)
  --paint-skin X,Y,R    this spot (photo px, radius px) is skin; may be repeated
  --paint-hair X,Y,R    this spot is hair; may be repeated, later ones count
  --keep                keep the design's grid and only paint
  -o FILE               the design
)";

constexpr std::string_view kNotices = R"(usage: hairline notices

The licences of everything that this program holds, as they came with it.
)";

constexpr std::string_view kVersion = R"(usage: hairline version

Version of the program and of the design format it reads and writes.
)";

constexpr std::string_view kGallery = R"(usage: hairline gallery [DESIGN.json] [OPTIONS] -o SHEET.png

A contact sheet to judge the look by eye: settled dots on ten skin tones in six shades,
then one scene after each session, through the days of healing and seven years, with
each common mistake, and from 30 cm, 1 m and 3 m.

  DESIGN.json    shows the front of this design on its photo; without it a made-up
                 close-up of a hairline
  --patterns     instead: edges of the hairline, scatter modes and irregularity of the dots
                 on made-up skin, 10 px a millimetre
  --skin 1..10   Monk tone of the made-up skin (default 4)
  --shade 1..6   shade of its dots (default 4)
  -o FILE        the sheet; .jpg or .jpeg gives JPEG, anything else PNG
)";

}  // namespace

std::string helpText(std::string_view command) {
  constexpr std::pair<std::string_view, std::string_view> kTexts[] = {
      {"sample", kSample}, {"find", kFind},     {"new", kNew},     {"head", kHead},       {"estimate", kEstimate}, {"dots", kDots},
      {"render", kRender}, {"turn", kTurn},     {"check", kCheck}, {"plan", kPlan},       {"template", kTemplate}, {"svg", kSvg},
      {"pack", kPack},     {"colour", kColour}, {"mask", kMask},   {"gallery", kGallery}, {"version", kVersion},   {"notices", kNotices}};
  for (const auto& [name, text] : kTexts)
    if (name == command) return std::string(text);
  return std::string(kOverview);
}

}  // namespace hd::cli
