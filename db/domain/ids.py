"""Ids made by the program: 63 bits, 16 of store number and 47 of sequence; never out of a file, never reused.

Six districts' stores and offline leases therefore never collide.
"""

from typing import NewType

NodeId = NewType("NodeId", int)
PlaceId = NewType("PlaceId", int)
BatchId = NewType("BatchId", int)
ApplicationId = NewType("ApplicationId", int)
PlateId = NewType("PlateId", int)
FormId = NewType("FormId", int)
AttachmentId = NewType("AttachmentId", int)

SEQUENCE_BITS = 47
MAX_STORE = (1 << 16) - 1


def first_id(store_no: int) -> int:
    """Lowest id of a store; its sequence 1.

    Raises:
        ValueError: the store number is not in 0..65535.
    """
    if not 0 <= store_no <= MAX_STORE:
        raise ValueError(store_no)
    return (store_no << SEQUENCE_BITS) + 1


def store_of(row_id: int) -> int:
    """The store number an id was born in."""
    return row_id >> SEQUENCE_BITS
