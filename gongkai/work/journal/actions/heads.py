"""Signs how the log stands, and keeps every signed head outside the database as well."""

from __future__ import annotations

import json
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import transaction

from gongkai.rules.transparency_log import Frontier
from gongkai.rules.tree_head import Head, SignedHead, sign
from gongkai.work.journal.deeds import CHINA
from gongkai.work.journal.models.head import TreeHead
from gongkai.work.journal.queries.heads import kept_file


def sign_head(frontier: Frontier, *, key: Ed25519PrivateKey, at: datetime) -> TreeHead:
    """Sign the log as the transaction leaves it; what is rolled back is never handed out."""
    moment = at.astimezone(CHINA).isoformat(timespec="microseconds")
    head = Head(frontier.size, frontier.root().hex(), moment, frontier.algorithm)
    signed = sign(head, key)
    # A file that cannot be written must not undo a publication, so its failure is only logged.
    transaction.on_commit(lambda: _keep(signed), robust=True)
    return TreeHead.objects.create(
        size=head.tree_size,
        root_hash=head.root_hash,
        at=at,
        algorithm=head.algorithm,
        public_key=signed.public_key,
        signature=signed.signature,
    )


def _keep(signed: SignedHead) -> None:
    """Write the head down where a statement to the database does not reach it."""
    path = kept_file()
    if path is None:
        return
    path.parent.mkdir(exist_ok=True)
    with path.open("a", encoding="utf-8") as stream:
        stream.write(json.dumps(signed.as_json(), ensure_ascii=False) + "\n")
