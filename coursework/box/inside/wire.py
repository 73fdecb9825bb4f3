"""Values as bytes: how arguments enter the box and answers leave it, without pickle and without trust."""

import json
import re
import struct

import numpy as np

HEAD = struct.Struct(">IQ")
KINDS = "biufc"
TYPE = re.compile(r"[<>|=]?[biufc]\d{1,2}")
MOST_AXES = 64
DEPTH, ITEMS, TEXT = 6, 10_000, 2_000
LARGEST = 8 * 1024 * 1024
SEQUENCES = {"list": list, "tuple": tuple}
SPELLED = tuple(SEQUENCES.values())


class BadValue(ValueError):
    """Bytes from the box that do not spell a value."""


class Unsupported:
    """What stands for an answer of a type that has no spelling: a generator, a class, an always-equal object."""

    def __repr__(self):
        return "<an object that is not a number, an array or a list>"


def encode(value, blob, depth=DEPTH):
    """The value as a JSON tree; the numbers of arrays are appended to the bytearray `blob`."""
    kind = type(value)
    if value is None or kind is bool:
        return value
    if kind is int and value.bit_length() < 64:
        return {"int": str(value)}
    if kind is float:
        return {"float": value.hex()}
    if kind is complex:
        return encode(np.complex128(value), blob)
    if kind is str and len(value) <= TEXT:
        return value
    if isinstance(value, (np.ndarray, np.generic)) and value.dtype.kind in KINDS and value.nbytes <= LARGEST:
        return encode_numbers(np.asarray(value), blob, scalar=isinstance(value, np.generic))
    if isinstance(value, np.ndarray) and value.dtype.kind == "O" and value.size <= ITEMS:
        return encode(np.ndarray.tolist(value), blob, depth)
    if kind in (list, tuple) and depth and (depth < DEPTH or holds_few(value)):
        return {kind.__name__: [encode(item, blob, depth - 1) for item in value]}
    if kind is dict and depth and len(value) <= ITEMS:
        return {"dict": [[encode(key, blob, 0), encode(item, blob, depth - 1)] for key, item in value.items()]}
    return {"unsupported": 1}


def holds_few(value):
    """Has a list of lists few enough items in all to be spelled?"""
    count, rest = 0, [value]
    while rest and count <= ITEMS:
        items = rest.pop()
        count += len(items)
        rest += [item for item in items if type(item) in SPELLED] if count <= ITEMS else []
    return count <= ITEMS


def encode_numbers(array, blob, scalar):
    raw = np.ascontiguousarray(array).tobytes()
    blob += raw
    return {"numbers": array.dtype.str, "shape": list(array.shape), "scalar": scalar}


def decode(tree, blob):
    """The value that `encode` spelled; anything malformed is a BadValue, whatever it is."""
    try:
        value, rest = build(tree, memoryview(blob), DEPTH)
    except BadValue:
        raise
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError, RecursionError, MemoryError) as error:
        raise BadValue(f"malformed value: {type(error).__name__}") from None
    if len(rest):
        raise BadValue(f"{len(rest)} bytes too many")
    return value


def build(tree, blob, depth):
    if tree is None or isinstance(tree, (bool, str)):
        return tree, blob
    if "int" in tree:
        return int(tree["int"][:20]), blob
    if "float" in tree:
        return float.fromhex(tree["float"]), blob
    if "numbers" in tree:
        return build_numbers(tree, blob)
    if "dict" in tree and depth:
        return build_dict(tree["dict"], blob, depth - 1)
    if "unsupported" in tree:
        return Unsupported(), blob
    (name, items), = tree.items()
    if name not in SEQUENCES or not depth or len(items) > ITEMS:
        raise BadValue("not a list of values")
    values = []
    for item in items:
        value, blob = build(item, blob, depth - 1)
        values.append(value)
    return SEQUENCES[name](values), blob


def build_dict(pairs, blob, depth):
    found = {}
    for key, item in pairs:
        key, blob = build(key, blob, 0)
        found[key], blob = build(item, blob, depth)
    return found, blob


def build_numbers(tree, blob):
    name, shape = tree["numbers"], tree["shape"]
    if not isinstance(name, str) or not TYPE.fullmatch(name):
        raise BadValue("not an array of numbers")
    if len(shape) > MOST_AXES or not all(type(n) is int and 0 <= n <= LARGEST for n in shape):
        raise BadValue("not a shape")
    dtype = np.dtype(name)
    size = dtype.itemsize
    for n in shape:
        size *= n
    if size > len(blob):
        raise BadValue("an array with fewer bytes than its shape needs")
    array = np.frombuffer(blob[:size], dtype=dtype).reshape(shape).copy()
    array = array.view(np.uint8) != 0 if dtype.kind == "b" else array  # a truth has one spelling only
    return (array[()] if tree.get("scalar") and not shape else array), blob[size:]


def frame(header, blob=b""):
    """One message: its length, a JSON header, raw bytes."""
    text = json.dumps(header).encode()
    return HEAD.pack(len(text), len(blob)) + text + bytes(blob)


def bounds(data, at=0, largest=4 * LARGEST):
    """Where the message at a position stands: (header, bytes, the position after it); None if it is not whole."""
    if len(data) - at < HEAD.size:
        return None
    text, blob = HEAD.unpack_from(data, at)
    if text + blob > largest:
        raise BadValue(f"a message of {text + blob} bytes")
    start, middle, end = at + HEAD.size, at + HEAD.size + text, at + HEAD.size + text + blob
    return ((start, middle), (middle, end), end) if len(data) >= end else None


def header(text):
    """The header that some bytes spell."""
    try:
        found = json.loads(bytes(text))
    except (ValueError, RecursionError) as error:
        raise BadValue(f"a header that is not JSON: {type(error).__name__}") from None
    if not isinstance(found, dict):
        raise BadValue("a header that is not an object")
    return found


def unframe(data, at=0, largest=4 * LARGEST):
    """The message at a position of `data` and the position after it; None if it is not whole yet."""
    found = bounds(data, at, largest)
    if found is None:
        return None
    (start, middle), (_, end), after = found
    return header(data[start:middle]), bytes(data[middle:end]), after
