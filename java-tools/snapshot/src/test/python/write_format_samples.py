"""Writes the sample snapshots under src/test/resources/formats and what readers must find in them.

Needs numpy, h5py and astropy (Debian: python3-h5py, python3-astropy); the tests need none of them,
for the samples are kept in the repository. The files follow the documentation of the formats:

  Athena++  wiki of PrincetonUniversity/athena, pages "HDF5 Format" and "Outputs"
  FLASH     FLASH User's Guide, chapter "IO"; unit Particles/active/Sink for sinks
  GIZMO     GIZMO User's Guide, section "Snapshot & Initial Condition Files"; STARFORGE data release
  AREPO     as GADGET-4's documentation, "Snapshot file format", with the groups Config, Parameters
  FITS      FITS Standard 4.0

Everything expected is computed here by numpy from the very values that are stored: a map is the sum
of what each cell's box shares with each pixel's column. No code is shared with the readers.

    python3 write_format_samples.py ../resources/formats
"""

import json
import os
import sys

import h5py
import numpy as np

PC = 3.085677581491367e18
MSUN = 1.988409870698051e33
YEAR = 3.15576e7
PIXELS = 8


class Cells:
    """All cells of a snapshot in cgs."""

    def __init__(self):
        self.centre, self.half, self.rho, self.velocity, self.field = [], [], [], [], []

    def add_grid(self, lower, cell, rho, velocity, field=None):
        """A grid; arrays are indexed [z][y][x], velocity and field [3][z][y][x]."""
        nz, ny, nx = rho.shape
        z, y, x = np.meshgrid(*(np.arange(n) + 0.5 for n in (nz, ny, nx)), indexing="ij")
        centre = np.stack([lower[0] + x * cell[0], lower[1] + y * cell[1], lower[2] + z * cell[2]], -1)
        self.add(centre.reshape(-1, 3), np.tile(np.asarray(cell) / 2, (rho.size, 1)),
                 rho.ravel(), velocity.reshape(3, -1).T,
                 None if field is None else field.reshape(3, -1).T)

    def add(self, centre, half, rho, velocity, field=None):
        self.centre.append(np.asarray(centre, "f8"))
        self.half.append(np.asarray(half, "f8"))
        self.rho.append(np.asarray(rho, "f8"))
        self.velocity.append(np.asarray(velocity, "f8"))
        self.field.append(np.zeros_like(velocity) if field is None else np.asarray(field, "f8"))

    def join(self):
        return [np.concatenate(part) for part in
                (self.centre, self.half, self.rho, self.velocity, self.field)]

    def mass(self):
        _, half, rho, _, _ = self.join()
        return float(np.sum(rho * np.prod(2 * half, axis=1)))

    def count(self):
        return int(sum(len(rho) for rho in self.rho))

    def maps(self, lower, upper, along):
        """Column density, velocity and field strength; [second axis][first axis] flattened."""
        centre, half, rho, velocity, field = self.join()
        first, second = [axis for axis in range(3) if axis != along]
        path = overlap(centre[:, along], half[:, along], lower[along], upper[along], 1)[:, 0]
        u = overlap(centre[:, first], half[:, first], lower[first], upper[first], PIXELS)
        v = overlap(centre[:, second], half[:, second], lower[second], upper[second], PIXELS)
        area = (upper[first] - lower[first]) * (upper[second] - lower[second]) / PIXELS**2
        weight = (rho * path / area)[:, None, None] * v[:, :, None] * u[:, None, :]
        column = weight.sum(axis=0)
        mean = (weight * velocity[:, along][:, None, None]).sum(axis=0) / column
        strength = (weight * np.linalg.norm(field, axis=1)[:, None, None]).sum(axis=0) / column
        return {"column": column.ravel().tolist(), "velocity": mean.ravel().tolist(),
                "field": strength.ravel().tolist()}


def overlap(centre, half, lower, upper, parts):
    """Length that each cell shares with each of the equal parts of a range."""
    edges = lower + (upper - lower) * np.arange(parts + 1) / parts
    begin = np.maximum((centre - half)[:, None], edges[None, :-1])
    end = np.minimum((centre + half)[:, None], edges[None, 1:])
    return np.maximum(end - begin, 0)


def expect(folder, name, cells, box, region, **facts):
    lower, upper = (np.asarray(corner, "f8") for corner in region)
    expected = {"cells": cells.count(), "mass_g": cells.mass(),
                "box_lower_cm": list(map(float, box[0])), "box_upper_cm": list(map(float, box[1])),
                "region_lower_cm": lower.tolist(), "region_upper_cm": upper.tolist(),
                "pixels": PIXELS, "along_x": cells.maps(lower, upper, 0),
                "along_z": cells.maps(lower, upper, 2)}
    expected.update(facts)
    with open(os.path.join(folder, name + ".expected.json"), "w") as out:
        json.dump(expected, out, indent=0)
        out.write("\n")


def star(number, mass, age, position, velocity):
    return {"id": number, "mass_msun": float(mass), "age_yr": float(age),
            "position_cm": list(map(float, position)), "velocity_cm_s": list(map(float, velocity))}


def write_star_table(path, stars, formation_at=None):
    """A table beside a snapshot; with times of formation when the snapshot's time [yr] is given."""
    last = "age_yr" if formation_at is None else "formation_time_yr"
    with open(path, "w") as out:
        out.write("id,mass_msun,x_pc,y_pc,z_pc,vx_km_s,vy_km_s,vz_km_s," + last + "\n")
        for s in stars:
            age = s["age_yr"] if formation_at is None else formation_at - s["age_yr"]
            values = [s["id"], s["mass_msun"]] + [x / PC for x in s["position_cm"]]
            values += [v / 1e5 for v in s["velocity_cm_s"]] + [age]
            out.write(",".join(repr(value) for value in values) + "\n")


def random_gas(random, shape, magnetic):
    """Density, velocity [3], field [3] as float32 in code units."""
    rho = (0.1 + random.random(shape) ** 4 * 30).astype("f4")
    velocity = random.normal(size=(3,) + shape).astype("f4")
    field = random.normal(size=(3,) + shape).astype("f4") if magnetic else None
    return rho, velocity, field


def refined_blocks(root, refine):
    """Level and place of the leaves of a tree: `refine` says which (level, i, j, k) are split."""
    leaves, parents = [], []
    stack = [(0, i, j, k) for k in range(root[2]) for j in range(root[1]) for i in range(root[0])]
    while stack:
        level, i, j, k = stack.pop(0)
        if (level, i, j, k) in refine:
            parents.append((level, i, j, k))
            stack += [(level + 1, 2 * i + a, 2 * j + b, 2 * k + c)
                      for c in range(2) for b in range(2) for a in range(2)]
        else:
            leaves.append((level, i, j, k))
    return leaves, parents


TREE = {(0, 0, 0, 0), (0, 1, 0, 1), (1, 1, 1, 1), (1, 2, 1, 2)}


# ---------------------------------------------------------------- Athena++

UNITS = {"length": 0.5 * PC, "density": 2e-20, "velocity": 2e4}


def write_units(path, text):
    with open(path, "w") as out:
        out.write(text)


def athena(folder):
    os.makedirs(folder, exist_ok=True)
    write_units(os.path.join(folder, "protomass-units.yaml"),
                "# code units of these runs\nlength: 0.5 pc\ndensity: 2e-20 g/cm^3\n"
                "velocity: 0.2 km/s\nperiodic: true\nsimulation: A1\n")
    athena_file(folder, "cloud.out2.00012", (2, 2, 2), TREE, (4, 4, 4),
                [(-1.0, 1.0), (-1.0, 1.0), (0.0, 1.0)], True, False)
    athena_file(folder, "box.cons.00003", (1, 1, 1), set(), (12, 10, 8),
                [(0.0, 3.0), (0.0, 2.5), (0.0, 2.0)], False, True)


def athena_file(folder, name, root, tree, block, domain, magnetic, conserved):
    random = np.random.default_rng(len(name))
    leaves, _ = refined_blocks(root, tree)
    n = len(leaves)
    nx, ny, nz = block
    time = 0.75
    cells = Cells()
    faces = [np.empty((n, size + 1), "f4") for size in block]
    count = 5 if conserved else 5
    hydro = np.empty((count, n, nz, ny, nx), "f4")
    fields = np.empty((3, n, nz, ny, nx), "f4")
    for b, (level, i, j, k) in enumerate(leaves):
        width = [(domain[a][1] - domain[a][0]) / (root[a] * 2**level) for a in range(3)]
        lower = [domain[a][0] + (i, j, k)[a] * width[a] for a in range(3)]
        for a in range(3):
            faces[a][b] = lower[a] + width[a] * np.arange(block[a] + 1) / block[a]
        rho, velocity, field = random_gas(random, (nz, ny, nx), True)
        hydro[0, b] = rho
        if conserved:  # dens, mom1, mom2, mom3, Etot
            hydro[1:4, b] = rho * velocity
            hydro[4, b] = 1
            v = hydro[1:4, b].astype("f8") / rho.astype("f8")
        else:  # rho, press, vel1, vel2, vel3
            hydro[1, b] = 1
            hydro[2:5, b] = velocity
            v = velocity.astype("f8")
        fields[:, b] = field
        gauss = np.sqrt(4 * np.pi * UNITS["density"]) * UNITS["velocity"]
        cells.add_grid(np.asarray(lower) * UNITS["length"],
                       np.asarray([width[a] / block[a] for a in range(3)]) * UNITS["length"],
                       rho.astype("f8") * UNITS["density"], v * UNITS["velocity"],
                       field.astype("f8") * gauss if magnetic else None)
    with h5py.File(os.path.join(folder, name + ".athdf"), "w") as out:
        text = "S21"
        out.attrs.create("NumCycles", 77, dtype=">i4")
        out.attrs.create("Time", time, dtype=">f8")
        out.attrs.create("Coordinates", np.bytes_("cartesian"), dtype=text)
        for a in range(3):
            out.attrs.create("RootGridX%d" % (a + 1), [*domain[a], 1.0], dtype=">f8")
        out.attrs.create("RootGridSize", [root[a] * block[a] for a in range(3)], dtype=">i4")
        out.attrs.create("NumMeshBlocks", n, dtype=">i4")
        out.attrs.create("MeshBlockSize", block, dtype=">i4")
        out.attrs.create("MaxLevel", max(leaf[0] for leaf in leaves), dtype=">i4")
        datasets = [("cons" if conserved else "prim", hydro)] + ([("B", fields)] if magnetic else [])
        names = (["dens", "mom1", "mom2", "mom3", "Etot"] if conserved
                 else ["rho", "press", "vel1", "vel2", "vel3"])
        names += ["Bcc1", "Bcc2", "Bcc3"] if magnetic else []
        out.attrs.create("NumVariables", [len(d[1]) for d in datasets], dtype=">i4")
        out.attrs.create("DatasetNames", [np.bytes_(d[0]) for d in datasets], dtype=text)
        out.attrs.create("VariableNames", [np.bytes_(each) for each in names], dtype=text)
        out.create_dataset("Levels", data=[leaf[0] for leaf in leaves], dtype=">i4")
        out.create_dataset("LogicalLocations", data=[leaf[1:] for leaf in leaves], dtype=">i8")
        for a in range(3):
            out.create_dataset("x%df" % (a + 1), data=faces[a], dtype=">f4")
        for each, data in datasets:
            out.create_dataset(each, data=data, dtype=">f4")
    length = UNITS["length"]
    box = [[domain[a][s] * length for a in range(3)] for s in (0, 1)]
    seconds = length / UNITS["velocity"]
    age = 0.25 * seconds / YEAR
    stars = [star(4, 0.7, age, [0.31 * length, 0.2 * length, 0.4 * length], [1e4, -2e4, 0]),
             star(9, 2.5, 0.5 * age, [0.5 * length, 0.45 * length, 0.6 * length], [0, 0, 3e4])]
    write_star_table(os.path.join(folder, name + ".stars.csv"), stars,
                     formation_at=time * seconds / YEAR)
    finest = max(leaf[0] for leaf in leaves)
    expect(folder, name, cells, box,
           ([0.11 * length, 0.05 * length, 0.2 * length], [0.83 * length, 0.77 * length, 0.92 * length]),
           time_yr=time * seconds / YEAR, snapshot=int(name[-5:]), simulation="A1", code="Athena++",
           periodic=True, magnetic=magnetic, stars=stars,
           finest_cm=(box[1][0] - box[0][0]) / (root[0] * block[0] * 2**finest))


# ---------------------------------------------------------------- FLASH

def flash_table(out, name, values, dtype):
    table = np.zeros(len(values), dtype=[("name", "S80"), ("value", dtype)])
    for row, (key, value) in enumerate(values.items()):
        table[row] = (key.ljust(80).encode(), value.ljust(80).encode() if dtype == "S80" else value)
    out.create_dataset(name, data=table)


def flash(folder):
    os.makedirs(folder, exist_ok=True)
    flash_file(folder, "cloud_hdf5_plt_cnt_0021", TREE, "f4", True, False)
    flash_file(folder, "cloud_hdf5_chk_0007", {(0, 0, 0, 0), (0, 1, 0, 1)}, "f8", False, True)


def flash_file(folder, name, tree, dtype, magnetic, sinks):
    random = np.random.default_rng(len(name) + 1)
    root, block = (2, 2, 2), 4
    side = 2.0e18
    lower = np.array([-1.0e18, -1.0e18, -1.0e18])
    leaves, parents = refined_blocks(root, tree)
    blocks = sorted([(leaf, 1) for leaf in leaves] + [(parent, 2) for parent in parents])
    n = len(blocks)
    variables = ["dens", "velx", "vely", "velz"] + (["magx", "magy", "magz"] if magnetic else [])
    data = {each: np.zeros((n, block, block, block), dtype) for each in variables}
    bounds = np.empty((n, 3, 2), dtype)
    cells = Cells()
    for b, ((level, i, j, k), kind) in enumerate(blocks):
        width = side / (2 * 2**level)
        begin = lower + np.array([i, j, k]) * width
        bounds[b, :, 0], bounds[b, :, 1] = begin, begin + width
        rho, velocity, field = random_gas(random, (block,) * 3, True)
        data["dens"][b] = rho * np.float32(1e-20)
        for a in range(3):
            data["vel" + "xyz"[a]][b] = velocity[a] * 3e4
            if magnetic:
                data["mag" + "xyz"[a]][b] = field[a] * 1e-5
        if kind == 1:
            cells.add_grid(begin, [width / block] * 3, data["dens"][b].astype("f8"),
                           np.stack([data["vel" + a][b] for a in "xyz"]).astype("f8"),
                           np.stack([data["mag" + a][b] for a in "xyz"]).astype("f8")
                           * np.sqrt(4 * np.pi) if magnetic else None)
    time = 3.0e12
    stars = []
    with h5py.File(os.path.join(folder, name), "w") as out:
        out.create_dataset("unknown names", data=np.array([[v.encode()] for v in variables], "S4"))
        out.create_dataset("sim info", data=np.array(
            [(9, b"./setup -auto", b"", b"FLASH4.6")],
            [("file format version", "i4"), ("setup call", "S400"), ("file creation time", "S80"),
             ("flash version", "S80")]))
        places = {leaf: b + 1 for b, (leaf, _) in enumerate(blocks)}
        gid = np.full((n, 15), -1, "i4")  # neighbours, not known here, then parent and children
        for b, ((level, i, j, k), kind) in enumerate(blocks):
            gid[b, 6] = places.get((level - 1, i // 2, j // 2, k // 2), -1)
            if kind == 2:
                gid[b, 7:] = [places[(level + 1, 2 * i + p, 2 * j + q, 2 * k + r)]
                              for r in range(2) for q in range(2) for p in range(2)]
        out.create_dataset("gid", data=gid)
        out.create_dataset("refine level", data=[b[0][0] + 1 for b in blocks], dtype="i4")
        out.create_dataset("node type", data=[b[1] for b in blocks], dtype="i4")
        out.create_dataset("bounding box", data=bounds)
        out.create_dataset("coordinates", data=bounds.mean(axis=2))
        out.create_dataset("block size", data=bounds[:, :, 1] - bounds[:, :, 0])
        for each in variables:
            out.create_dataset(each, data=data[each])
        flash_table(out, "integer scalars",
                    {"nxb": block, "nyb": block, "nzb": block, "dimensionality": 3,
                     "globalnumblocks": n, "nstep": 400}, "i4")
        flash_table(out, "real scalars", {"time": time, "dt": 1e8}, "f8")
        flash_table(out, "string scalars", {"geometry": "cartesian"}, "S80")
        flash_table(out, "integer runtime parameters",
                    {"nblockx": 2, "nblocky": 2, "nblockz": 2, "lrefine_min": 1}, "i4")
        flash_table(out, "real runtime parameters",
                    {each + end: value for a, each in enumerate("xyz")
                     for end, value in (("min", lower[a]), ("max", lower[a] + side))}, "f8")
        flash_table(out, "logical runtime parameters", {"restart": 0}, "i4")
        faces = {a + s + "_boundary_type": "periodic" for a in "xyz" for s in "lr"}
        flash_table(out, "string runtime parameters",
                    {**faces, "pc_unitsbase": "CGS", "unitsystem": "none"}, "S80")
        if sinks:
            stars = [star(3, 0.4, 2e12 / YEAR, [1e17, -2e17, 3e17], [1e4, 2e4, 3e4]),
                     star(8, 1.9, 1e12 / YEAR, [-6e17, 5e17, 4e17], [0, 0, -1e4])]
            names = ["blk", "creation_time", "mass", "posx", "posy", "posz", "tag", "velx", "vely",
                     "velz", "accr_rate"]
            rows = [[1, time - s["age_yr"] * YEAR, s["mass_msun"] * MSUN, *s["position_cm"], s["id"],
                     *s["velocity_cm_s"], 0.0] for s in reversed(stars)]
            out.create_dataset("particle names",
                               data=np.array([[v.ljust(24).encode()] for v in names], "S24"))
            out.create_dataset("tracer particles", data=np.array(rows, "f8"))
            out.create_dataset("localnp", data=np.array([len(rows)] + [0] * (n - 1), "i4"))
    expect(folder, name, cells, (lower, lower + side),
           ([-0.7e18, -0.4e18, -0.31e18], [0.02e18, 0.32e18, 0.41e18]),
           time_yr=time / YEAR, snapshot=int(name[-4:]), simulation="flash", code="FLASH",
           periodic=True, magnetic=magnetic, stars=stars, finest_cm=side / (2 * 2 ** max(leaf[0] for leaf in leaves) * block))


# ---------------------------------------------------------------- cubes

def cube(folder):
    os.makedirs(folder, exist_ok=True)
    random = np.random.default_rng(3)
    nz, ny, nx = 12, 10, 14
    cell = 3e16
    origin = [1e17, -2e17, 0.0]
    rho, velocity, field = random_gas(random, (nz, ny, nx), True)
    rho = rho * np.float32(1e-20)
    velocity = (velocity * 2e4).astype("f4")
    field = (field * 1e-5).astype("f4")
    cells = Cells()
    cells.add_grid(origin, [cell] * 3, rho.astype("f8"), velocity.astype("f8"), field.astype("f8"))
    stars = [star(2, 0.5, 3e4, [2.5e17, -0.8e17, 1.2e17], [0, 1e4, 0]),
             star(11, 1.5, 1e3, [3.5e17, 0.2e17, 2.2e17], [1e4, 0, -1e4])]
    with h5py.File(os.path.join(folder, "cube.h5"), "w") as out:
        out.attrs["code"] = "test"
        out.attrs["simulation"] = "C1"
        out.attrs["snapshot"] = 31
        out.attrs["time_yr"] = 2e5
        out.attrs["cell_cm"] = cell
        out.attrs["index_order"] = "[ix,iy,iz]"
        out.attrs["origin_cm"] = origin
        for each, values, unit in (("density", rho[None], "g/cm^3"), ("velocity", velocity, "cm/s"),
                                   ("magnetic", field, "G")):
            for a in range(len(values)):
                name = each if each == "density" else each + "_" + "xyz"[a]
                data = out.create_dataset(name, data=values[a].transpose(2, 1, 0),
                                          chunks=(8, 4, 4), compression="gzip")
                data.attrs["units"] = unit
        group = out.create_group("stars")
        group["id"] = [s["id"] for s in stars]
        group["mass_msun"] = [s["mass_msun"] for s in stars]
        group["age_yr"] = [s["age_yr"] for s in stars]
        group["position_cm"] = [s["position_cm"] for s in stars]
        group["velocity_cm_s"] = [s["velocity_cm_s"] for s in stars]
    upper = [origin[0] + nx * cell, origin[1] + ny * cell, origin[2] + nz * cell]
    expect(folder, "cube", cells, (origin, upper),
           ([1.7e17, -1.3e17, 0.4e17], [3.9e17, 0.9e17, 2.6e17]),
           time_yr=2e5, snapshot=31, simulation="C1", code="test", periodic=False, magnetic=True,
           stars=stars, finest_cm=cell)


def fits(folder):
    from astropy.io import fits as pyfits
    os.makedirs(folder, exist_ok=True)
    random = np.random.default_rng(4)
    nz, ny, nx = 9, 11, 13
    cell = np.array([0.02, 0.02, 0.025])
    rho, velocity, _ = random_gas(random, (nz, ny, nx), False)
    rho = rho * np.float32(1e-20)
    lower = np.array([-0.1, 0.0, 0.3])
    cells = Cells()
    cells.add_grid(lower * PC, cell * PC, rho.astype("f8"), velocity.astype("f8") * 1e5)
    stars = [star(1, 0.9, 4e4, np.array([0.02, 0.1, 0.42]) * PC, [1e4, 0, 0])]
    hdus = []
    for name, values, unit in (("DENSITY", rho, "g cm-3"), ("VELOCITY_X", velocity[0], "km s-1"),
                               ("VELOCITY_Y", velocity[1], "km s-1"),
                               ("VELOCITY_Z", velocity[2].astype("f8"), "km s-1")):
        hdu = pyfits.ImageHDU(values, name=name) if hdus else pyfits.PrimaryHDU(values)
        header = hdu.header
        header["EXTNAME"] = name
        header["BUNIT"] = unit
        for a in range(3):
            header["CTYPE%d" % (a + 1)] = "xyz"[a].upper()
            header["CUNIT%d" % (a + 1)] = "pc"
            header["CDELT%d" % (a + 1)] = cell[a]
            header["CRPIX%d" % (a + 1)] = 1.0
            header["CRVAL%d" % (a + 1)] = lower[a] + cell[a] / 2
        if not hdus:
            header["TIME"] = 1.5e5
            header["TIMEUNIT"] = "yr"
            header["OBJECT"] = "F1"
        hdus.append(hdu)
    pyfits.HDUList(hdus).writeto(os.path.join(folder, "cube_0042.fits"), overwrite=True)
    write_star_table(os.path.join(folder, "cube_0042.stars.csv"), stars)
    size = np.array([nx, ny, nz]) * cell
    expect(folder, "cube_0042", cells, (lower * PC, (lower + size) * PC),
           (np.array([-0.05, 0.04, 0.35]) * PC, np.array([0.11, 0.2, 0.51]) * PC),
           time_yr=1.5e5, snapshot=42, simulation="F1", code="FITS cube", periodic=False,
           magnetic=False, stars=stars, finest_cm=0.02 * PC)


# ---------------------------------------------------------------- particles

def gauss(lower, upper, points):
    x, w = np.polynomial.legendre.leggauss(points)
    x = lower + (upper - lower) * (x + 1) / 2
    return x, w * (upper - lower) / 2


def share(kernel, octant, steps, points):
    """Integral of a kernel over one sub-cell of side 1/2 in the unit ball's positive octant."""
    total = 0.0
    parts = np.arange(steps) / steps / 2
    axes = []
    for place in octant:
        nodes, weights = gauss(0, 0.5 / steps, points)
        axes.append((np.concatenate([place / 2 + part + nodes for part in parts]),
                     np.tile(weights, steps)))
    for x, w in zip(*axes[0]):
        r = np.sqrt(x**2 + axes[1][0][:, None] ** 2 + axes[2][0][None, :] ** 2)
        total += w * np.sum(kernel(r) * axes[1][1][:, None] * axes[2][1][None, :])
    return total


def spline(q):
    """The cubic spline of GADGET and GIZMO, zero from q = 1 on; unit integral."""
    inner = 1 - 6 * q**2 + 6 * q**3
    outer = 2 * np.clip(1 - q, 0, None) ** 3
    return 8 / np.pi * np.where(q <= 0.5, inner, outer)


def ball(q):
    return np.where(q <= 1, 3 / (4 * np.pi), 0)


def sub_cells(position, radius, mass, velocity, kernel, rule, field=None):
    """Each particle as 4 x 4 x 4 cells of side radius / 2 that hold the kernel's mass in them."""
    shares = np.empty((2, 2, 2))
    for i in range(2):
        for j in range(2):
            for k in range(2):
                shares[i, j, k] = share(kernel, (i, j, k), *rule)
    shares /= 8 * shares.sum()
    cells = Cells()
    for i in range(4):
        for j in range(4):
            for k in range(4):
                offset = (np.array([i, j, k]) - 1.5) / 2
                octant = tuple(0 if a in (1, 2) else 1 for a in (i, j, k))
                cells.add(position + radius[:, None] * offset, np.tile(radius[:, None] / 4, (1, 3)),
                          mass * shares[octant] / (radius / 2) ** 3, velocity, field)
    return cells


def gizmo(folder):
    os.makedirs(folder, exist_ok=True)
    random = np.random.default_rng(5)
    write_units(os.path.join(folder, "protomass-units.yaml"), "magnetic-field: 1 T\n")
    n, box = 700, 10.0
    unit = {"length": PC, "mass": MSUN, "velocity": 1e2, "field": 1e4}
    position = box * random.random((n, 3))
    mass = (0.001 * (1 + random.random(n))).astype("f4")
    h = (0.3 + 0.5 * random.random(n)).astype("f4")
    velocity = (500 * random.normal(size=(n, 3))).astype("f4")
    field = (1e-9 * random.normal(size=(n, 3))).astype("f4")
    density = (mass / h**3).astype("f4")
    seconds = PC / 1e2
    time = 0.004
    ages = np.array([0.001, 0.002])
    stars = [star(701, 0.8, ages[0] * seconds / YEAR, np.array([4.5, 5.2, 5.0]) * PC, [1e4, 0, -3e4]),
             star(5000000001, 3.1, ages[1] * seconds / YEAR, np.array([6.0, 4.1, 5.5]) * PC, [0, 2e4, 0])]
    with h5py.File(os.path.join(folder, "snapshot_150.hdf5"), "w") as out:
        head = out.create_group("Header").attrs
        head["NumPart_ThisFile"] = np.array([n, 0, 0, 0, 0, 2], "i4")
        head["NumPart_Total"] = np.array([n, 0, 0, 0, 0, 2], "u4")
        head["NumPart_Total_HighWord"] = np.zeros(6, "u4")
        head["MassTable"] = np.zeros(6)
        head["NumFilesPerSnapshot"] = 1
        head["Time"], head["Redshift"], head["BoxSize"], head["HubbleParam"] = time, 0.0, box, 1.0
        head["ComovingIntegrationOn"] = 0
        head["UnitLength_In_CGS"], head["UnitMass_In_CGS"] = unit["length"], unit["mass"]
        head["UnitVelocity_In_CGS"] = unit["velocity"]
        # The unit in which the code computes, not that of the file, which is tesla in STARFORGE.
        head["Internal_UnitB_In_Gauss"] = 2.916731267922059e-09
        gas = out.create_group("PartType0")
        for name, values in (("Coordinates", position), ("Velocities", velocity), ("Masses", mass),
                             ("SmoothingLength", h), ("MagneticField", field), ("Density", density),
                             ("ParticleIDs", np.arange(n, dtype="u4"))):
            gas.create_dataset(name, data=values, chunks=True, compression="gzip")
        sink = out.create_group("PartType5")
        sink["Coordinates"] = np.array([s["position_cm"] for s in stars]) / PC
        sink["Velocities"] = np.array([s["velocity_cm_s"] for s in stars]) / 1e2
        sink["Masses"] = np.array([s["mass_msun"] * 1.1 for s in stars])
        sink["BH_Mass"] = np.array([s["mass_msun"] for s in stars])
        sink["ParticleIDs"] = np.array([s["id"] for s in stars], "u8")
        sink["ProtoStellarAge"] = time - ages
        sink["StellarFormationTime"] = time - ages / 2
    cells = sub_cells(position * PC, h.astype("f8") * PC, mass.astype("f8") * MSUN,
                      velocity.astype("f8") * 1e2, spline, (12, 4), field.astype("f8") * unit["field"])
    expect(folder, "snapshot_150", cells, ([0, 0, 0], [box * PC] * 3),
           (np.array([3.1, 2.9, 3.3]) * PC, np.array([7.3, 7.1, 7.5]) * PC),
           time_yr=time * seconds / YEAR, snapshot=150, simulation="gizmo", code="GIZMO",
           periodic=False, magnetic=True, stars=stars, gas_mass_g=float(np.sum(mass.astype("f8")) * MSUN))


def arepo(folder):
    random = np.random.default_rng(6)
    inner = os.path.join(folder, "snapdir_008")
    os.makedirs(inner, exist_ok=True)
    numbers, box = [400, 250], 20.0
    unit = {"length": 1e17, "mass": 1e33, "velocity": 1e5}
    total = sum(numbers)
    position = box * random.random((total, 3))
    density = (1e-3 + random.random(total) ** 3).astype("f4")
    volume = box**3 / total * (0.5 + random.random(total))
    mass = (density * volume).astype("f4")
    velocity = random.normal(size=(total, 3)).astype("f4")
    seconds = unit["length"] / unit["velocity"]
    time = 6.0
    stars = [star(77, 1.2, 2.0 * seconds / YEAR, np.array([9.0, 11.0, 10.0]) * 1e17, [1e5, 0, 0])]
    first = 0
    for file, n in enumerate(numbers):
        part = slice(first, first + n)
        first += n
        with h5py.File(os.path.join(inner, "snapshot_008.%d.hdf5" % file), "w") as out:
            head = out.create_group("Header").attrs
            own = 1 if file == 1 else 0
            head["NumPart_ThisFile"] = np.array([n, 0, 0, 0, own, 0], "i4")
            head["NumPart_Total"] = np.array([total, 0, 0, 0, 1, 0], "u4")
            head["MassTable"] = np.zeros(6)
            head["NumFilesPerSnapshot"] = len(numbers)
            head["Time"], head["Redshift"], head["BoxSize"], head["HubbleParam"] = time, 0.0, box, 1.0
            parameters = out.create_group("Parameters").attrs
            parameters["UnitLength_in_cm"] = unit["length"]
            parameters["UnitMass_in_g"] = unit["mass"]
            parameters["UnitVelocity_in_cm_per_s"] = unit["velocity"]
            parameters["ComovingIntegrationOn"] = 0
            out.create_group("Config").attrs["VORONOI"] = ""
            gas = out.create_group("PartType0")
            gas["Coordinates"], gas["Velocities"] = position[part], velocity[part]
            gas["Masses"], gas["Density"] = mass[part], density[part]
            gas["ParticleIDs"] = np.arange(first, first + n, dtype="u8")
            if own:
                group = out.create_group("PartType4")
                group["Coordinates"] = np.array([s["position_cm"] for s in stars]) / unit["length"]
                group["Velocities"] = np.array([s["velocity_cm_s"] for s in stars]) / unit["velocity"]
                group["Masses"] = np.array([s["mass_msun"] for s in stars]) * MSUN / unit["mass"]
                group["ParticleIDs"] = np.array([s["id"] for s in stars], "u8")
                group["GFM_StellarFormationTime"] = np.array([time - 2.0])
    radius = np.cbrt(3 * mass.astype("f8") / density.astype("f8") / (4 * np.pi))
    cells = sub_cells(position * unit["length"], radius * unit["length"],
                      mass.astype("f8") * unit["mass"], velocity.astype("f8") * unit["velocity"], ball,
                      (250, 1))
    expect(folder, "snapdir_008", cells, ([0, 0, 0], [box * unit["length"]] * 3),
           (np.array([6.1, 7.0, 6.4]) * 1e17, np.array([13.1, 14.0, 13.4]) * 1e17),
           time_yr=time * seconds / YEAR, snapshot=8, simulation="arepo", code="AREPO",
           periodic=False, magnetic=False, stars=stars,
           gas_mass_g=float(np.sum(mass.astype("f8")) * unit["mass"]))


if __name__ == "__main__":
    target = sys.argv[1]
    athena(os.path.join(target, "athena"))
    flash(os.path.join(target, "flash"))
    cube(os.path.join(target, "cube"))
    fits(os.path.join(target, "fits"))
    gizmo(os.path.join(target, "gizmo"))
    arepo(os.path.join(target, "arepo"))
