"""Packing: all that is summarised about a theory as one array on disk, and back.

A hundred small arrays a theory would be a thousand files; one array of (world, month, quantity,
statistic) is two. Its attribute `variables` says what each run of quantities is.
"""

import json
import math

import numpy as np
import xarray as xr

NAME = "statistics"
LEAD, LAST = ("world", "month"), "statistic"
DIMS = (*LEAD, "quantity", LAST)


def pack(node: xr.Dataset) -> xr.DataArray:
    """Return every variable of (world, month, ..., statistic) side by side along `quantity`."""
    parts, said = [], []
    for name, values in node.data_vars.items():
        inner = [str(dim) for dim in values.dims[2:-1]]
        shape = (*values.shape[:2], math.prod(values.shape[2:-1]), values.shape[-1])
        parts.append(values.values.reshape(shape))
        said.append({"name": name, "dims": inner, "attributes": dict(values.attrs)})
    attributes = {
        "long_name": "Everything that is summarised over draws, variable by variable",
        "variables": json.dumps(said),
    }
    return xr.DataArray(np.concatenate(parts, axis=2), dims=DIMS, attrs=attributes)


def unpack(packed: xr.DataArray, coordinates: xr.Dataset) -> xr.Dataset:
    """Return the variables that were packed."""
    values, start, variables = packed.values, 0, {}
    for entry in json.loads(packed.attrs["variables"]):
        sizes = [coordinates.sizes[dim] for dim in entry["dims"]]
        stop = start + math.prod(sizes)
        part = values[:, :, start:stop].reshape(*values.shape[:2], *sizes, values.shape[-1])
        variables[entry["name"]] = xr.Variable((*LEAD, *entry["dims"], LAST), part, entry["attributes"])
        start = stop
    return xr.Dataset(variables)
