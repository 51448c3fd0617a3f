"""What is told: a file per chapter. A chapter is here as soon as its file is."""

from importlib import import_module
from pkgutil import iter_modules

from mo_report.verhaal.vorm import Hoofdstuk

for _module in iter_modules(__path__):
    import_module(f"{__name__}.{_module.name}")

#: Every chapter, in the order of the pages.
HOOFDSTUKKEN: tuple[Hoofdstuk, ...] = tuple(sorted(Hoofdstuk.registry, key=lambda h: h.volgorde))
