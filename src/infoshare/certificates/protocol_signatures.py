"""Signs a version of a protocol with a key, and says what is wrong with such a signature."""

from __future__ import annotations

from typing import Any

from infoshare.certificates.keys import fingerprint, public_key, public_pem
from infoshare.certificates.signing import SigningKey, is_over
from infoshare.digests import canonical_json
from infoshare.errors import UserError
from infoshare.model.protocol_signature import ProtocolSignature

_EMPTY = "0" * 128


def signed_with(key: SigningKey, **said: Any) -> ProtocolSignature:
    """The signature with a key of what is said: equal words and an equal key give an equal signature.

    `said` are the fields of a signature that say nothing of the key.
    """
    block = ProtocolSignature(
        kind="key", **said, key_sha256=fingerprint(key.private.public_key()),
        public_key=public_pem(key.private).decode(), value=_EMPTY,
    )  # fmt: skip
    return block.model_copy(update={"value": key.private.sign(_signed_text(block)).hex()})


def fault_of(signature: ProtocolSignature) -> str:
    """What is wrong with a signature by a key in itself; nothing if it verifies, or is a scan."""
    if signature.kind == "scan":
        return ""
    try:
        public = public_key(str(signature.public_key).encode())
    except UserError:
        return "what stands in it as the public key is none"
    if fingerprint(public) != signature.key_sha256:
        return "its public key has another fingerprint than it says"
    if not is_over(_signed_text(signature), str(signature.value), public):
        return "the signature does not fit: it was changed since it was made"
    return ""


def _signed_text(signature: ProtocolSignature) -> bytes:
    """What a signature is over: all of it but `value`, as canonical JSON."""
    return canonical_json(signature.model_dump(mode="json", exclude={"value"})).encode()
