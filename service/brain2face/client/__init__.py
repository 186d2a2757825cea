"""brain2face in one line of Python: the same methods over the embedded knowledge or a service.

What they give are frozen values, and the JSON of the web API is the encoding of these values. A
name is imported when it is first used, so that what answers here does not wait for HTTP.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from brain2face.client.contract import Client, Codes
    from brain2face.client.elsewhere import Elsewhere
    from brain2face.client.embedded import Embedded
    from brain2face.client.listed import (
        InstrumentView,
        ParameterView,
        ProfileView,
        QuestionView,
    )
    from brain2face.client.rows import Cell, Rows, rows_of
    from brain2face.client.views import (
        Agreed,
        CodedFace,
        Fired,
        Likely,
        Movement,
        Remark,
        RuleView,
    )

__all__ = [
    "Agreed",
    "Cell",
    "Client",
    "CodedFace",
    "Codes",
    "Elsewhere",
    "Embedded",
    "Fired",
    "InstrumentView",
    "Likely",
    "Movement",
    "ParameterView",
    "ProfileView",
    "QuestionView",
    "Remark",
    "Rows",
    "RuleView",
    "rows_of",
]

_MODULES: Final = {
    "contract": ("Client", "Codes"),
    "elsewhere": ("Elsewhere",),
    "embedded": ("Embedded",),
    "listed": ("InstrumentView", "ParameterView", "ProfileView", "QuestionView"),
    "rows": ("Cell", "Rows", "rows_of"),
}
_WHERE: Final = {name: module for module, names in _MODULES.items() for name in names}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        module = importlib.import_module(f"{__name__}.{_WHERE.get(name, 'views')}")
        return globals().setdefault(name, getattr(module, name))
