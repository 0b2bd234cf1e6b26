"""`python -m chassis.alive`: ends with 0 when the process of this container says that it lives, over http or https."""

import os
import ssl
import urllib.request

PORT = 8000


def main(service: str) -> None:
    """Ask the port of this very container; its certificate, if it has one, names it as others know it."""
    secure = f"{service.upper()}_TLS_CERTIFICATE" in os.environ
    ourselves = ssl._create_unverified_context() if secure else None
    address = f"{'https' if secure else 'http'}://127.0.0.1:{PORT}/livez"
    urllib.request.urlopen(address, timeout=2, context=ourselves).close()


if __name__ == "__main__":
    main(os.environ["SERVICE"])
