"""The web API at ``/api/v1``: terms, coding, agreement and questions, described by OpenAPI."""

from __future__ import annotations

from brain2face.server.api.service import API, Api

__all__ = ["API", "Api"]
