"""Files of the age format, version 1 (https://age-encryption.org/v1), sealed with a passphrase or to keys, read piece by piece.

The age library we exchange bundles with chooses how costly a passphrase is to try by measuring the machine, and refuses to
open what this machine would find slow: what a fast poste sealed is « damaged » on a slow or busy one. Here the cost is fixed
and recorded, and a file is opened however long that takes. `age -d` opens what is written here, and the other way round.
"""

from chance_desktop.runtime.age.failures import NoKeyOpens, NotEnoughMemory, NotSound
from chance_desktop.runtime.age.header import Header, Stanza, Unwrapping, new_file_key, read_header
from chance_desktop.runtime.age.identity import Identity, Recipient
from chance_desktop.runtime.age.passphrase import HIGHEST_WORK_FACTOR, WORK_FACTOR, Passphrase
from chance_desktop.runtime.age.payload import Opened, Sealed, open_bytes, seal_bytes

__all__ = [
    "HIGHEST_WORK_FACTOR",
    "WORK_FACTOR",
    "Header",
    "Identity",
    "NoKeyOpens",
    "NotEnoughMemory",
    "NotSound",
    "Opened",
    "Passphrase",
    "Recipient",
    "Sealed",
    "Stanza",
    "Unwrapping",
    "new_file_key",
    "open_bytes",
    "read_header",
    "seal_bytes",
]
