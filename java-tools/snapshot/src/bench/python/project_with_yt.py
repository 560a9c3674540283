#!/usr/bin/python3
"""Projects a RAMSES output with yt, as the benchmark of 'protomass project' does with its own code.

    project_with_yt.py OUTPUT_FOLDER PIXELS

Column density, mass-weighted mean velocity and its dispersion of the whole box along x, y and z.
Prints one JSON object: seconds of wall clock and of processor time from opening the files to the
last pixel, cells, mass of each map [g], and the middle row of the maps along x. Exit code 3: no yt.
"""

import glob
import json
import sys
import time

try:
    import numpy as np
    import yt
except ImportError as failure:
    print(failure, file=sys.stderr)
    sys.exit(3)


def main(folder, pixels):
    yt.set_log_level("error")
    wall, processor = time.perf_counter(), time.process_time()
    dataset = yt.load(glob.glob(folder + "/info_*.txt")[0], fields=[
        "Density", "x-velocity", "y-velocity", "z-velocity", "Pressure"])
    width = dataset.domain_width[0]
    density = ("gas", "density")
    masses, row = [], []
    for axis in "xyz":
        velocity = ("gas", "velocity_" + axis)
        integral = dataset.proj(density, axis)
        mean = dataset.proj(velocity, axis, weight_field=density)
        spread = dataset.proj(velocity, axis, weight_field=density, moment=2)
        images = [
            integral.to_frb(width, pixels)[density].to("g/cm**2"),
            mean.to_frb(width, pixels)[velocity].to("km/s"),
            spread.to_frb(width, pixels)[velocity].to("km/s"),
        ]
        masses.append(float(images[0].sum() * (width.to("cm") / pixels).v ** 2))
        if axis == "x":
            # yt's arrays are [vertical, horizontal]; along x the horizontal axis is y.
            row = [np.asarray(image)[pixels // 2].tolist() for image in images]
    wall, processor = time.perf_counter() - wall, time.process_time() - processor
    cells = int(dataset.all_data()[density].size)
    print(json.dumps({
        "version": yt.__version__, "seconds": wall, "processor_seconds": processor,
        "cells": cells, "masses": masses, "row": row,
    }))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
