#!/usr/bin/env python3
"""Makes the small Inter files that are built into the designer from Debian's fonts-inter.

Run it by hand after changing the characters below (needs fonts-inter and python3-fonttools):
    python3 assets/fonts/make_fonts.py
Digits are replaced by Inter's tabular ones, because the screen draws text without OpenType features and numbers that
follow a drag must not jitter.
"""
import os
from fontTools import subset
from fontTools.ttLib import TTFont

SOURCE = "/usr/share/fonts/opentype/inter"
HERE = os.path.dirname(os.path.abspath(__file__))
WEIGHTS = {"Regular": "inter_regular", "Medium": "inter_medium", "SemiBold": "inter_semibold"}
CHARS = (list(range(0x20, 0x7F)) + list(range(0xA0, 0x100)) + [0x131, 0x152, 0x153, 0x160, 0x161, 0x178, 0x17D, 0x17E]
         + [ord(c) for c in "–—‘’“”„•…€→←−≈≤≥×"])


def tabular(font):
    """Maps each digit to its tabular glyph."""
    lookups = font["GSUB"].table
    indices = [i for f in lookups.FeatureList.FeatureRecord if f.FeatureTag == "tnum"
               for i in f.Feature.LookupListIndex]
    swap = {}
    for i in indices:
        for sub in lookups.LookupList.Lookup[i].SubTable:
            sub = getattr(sub, "ExtSubTable", sub)
            swap.update(getattr(sub, "mapping", {}))
    for table in font["cmap"].tables:
        for code in range(ord("0"), ord("9") + 1):
            if code in table.cmap:
                table.cmap[code] = swap.get(table.cmap[code], table.cmap[code])


for weight, name in WEIGHTS.items():
    font = TTFont(os.path.join(SOURCE, f"Inter-{weight}.otf"))
    tabular(font)
    options = subset.Options()
    options.layout_features = []
    options.hinting = False
    options.desubroutinize = True
    options.notdef_outline = True
    options.name_IDs = [1, 2]
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "STAT", "MATH", "BASE", "DSIG"]
    tool = subset.Subsetter(options)
    tool.populate(unicodes=CHARS)
    tool.subset(font)
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    out = os.path.join(HERE, name + ".otf")
    font.save(out)
    print(name, os.path.getsize(out))
