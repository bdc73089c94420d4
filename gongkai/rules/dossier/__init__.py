"""The archive of a closed request as one file: items, an index of their hashes, a seal over it."""

from gongkai.rules.dossier.package import INDEX, SEAL, Item, index_of, packed, sealed
from gongkai.rules.dossier.verify import Verdict, verify

__all__ = ["INDEX", "SEAL", "Item", "Verdict", "index_of", "packed", "sealed", "verify"]
