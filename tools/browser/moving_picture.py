"""The README's picture that moves: the start page's demo, while a score goes up and down.

    python -m tools.browser.moving_picture build/site web/softmax.gif
"""

import argparse
import io
from pathlib import Path

from tools.bench.site import served
from tools.browser.page import chromium

HOLD, STEP = 900, 70  # ms
# Which score moves where, in tenths.
WAY = (("cat", range(20, -31, -4)), ("dog", range(10, 37, 4)), ("dog", range(34, 9, -4)), ("cat", range(-26, 21, 4)))


def main(arguments=None):
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("site", type=Path, help="the folder of a site that is built")
    parser.add_argument("picture", type=Path)
    options = parser.parse_args(arguments)
    frames = shots(options.site)
    save(frames, options.picture)
    print(f"{options.picture}: {len(frames)} frames, {options.picture.stat().st_size / 1000:.0f} kB")


def shots(site):
    """Return PNGs of the demo, one for each position on the way."""
    with served(site) as address, chromium() as browser:
        page = browser.new_context(viewport={"width": 760, "height": 900}, reduced_motion="reduce").new_page()
        page.goto(f"{address}index.html")
        taken = []
        for name, values in WAY:
            for value in values:
                page.get_by_role("slider", name=name).fill(str(value / 10))
                page.wait_for_timeout(90)  # until the pages from here are written
                taken.append(page.locator(".showpiece").screenshot())
    return taken


def save(frames, path):
    from PIL import Image

    pictures = [Image.open(io.BytesIO(frame)).convert("RGB") for frame in frames]
    palette = pictures[len(pictures) // 2].quantize(64, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    pictures = [picture.quantize(palette=palette, dither=Image.Dither.NONE) for picture in pictures]
    durations = [HOLD] + [STEP] * (len(pictures) - 2) + [HOLD]
    pictures[0].save(path, save_all=True, append_images=pictures[1:], duration=durations, loop=0, optimize=True)


if __name__ == "__main__":
    main()
