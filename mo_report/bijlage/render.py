"""From a template and its content to a PDF: nothing is fetched, and no warning passes."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import cache
from logging.handlers import BufferingHandler
from pathlib import Path
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound
from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from mo_report.bijlage.afwerking import werk_af
from mo_report.lettertype import STIJLEN, bestand, templates
from mo_report.uitleg import bronnen_van


class _Loader(BaseLoader):
    def get_source(self, _: Environment, template: str) -> tuple[str, None, None]:
        source = templates() / template
        if "/" in template or not source.is_file():
            raise TemplateNotFound(template)
        return source.read_text("utf-8"), None, None


@cache
def environment() -> Environment:
    """Jinja as it is used here: everything escaped, nothing undefined."""
    jinja = Environment(
        loader=_Loader(),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    jinja.globals["bronnen_van"] = bronnen_van
    return jinja


class _OwnFonts(URLFetcher):  # type: ignore[misc]
    """Serves the bundled fonts by name, and nothing else: no network, no files, no data URLs."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002
        for stijl in STIJLEN:
            if url == f"mo:{bestand(stijl).name}":
                data = bestand(stijl).read_bytes()
                return URLFetcherResponse(url, body=data, headers={"Content-Type": "font/ttf"})
        raise ValueError("only the bundled fonts are served")


@cache
def _style() -> tuple[CSS, FontConfiguration]:
    fonts = FontConfiguration()
    text = (templates() / "stijl.css").read_text("utf-8")
    return CSS(string=text, font_config=fonts, url_fetcher=_OwnFonts()), fonts


class Opmaakfout(RuntimeError):
    """WeasyPrint warned about a document: something would be missing from it."""


@contextmanager
def _no_warnings() -> Iterator[None]:
    handler = BufferingHandler(capacity=10_000)
    handler.setLevel(logging.WARNING)
    logger = logging.getLogger("weasyprint")
    logger.addHandler(handler)
    try:
        yield
    finally:
        logger.removeHandler(handler)
    # Without this Debian package the fonts are embedded another way; nothing is missing.
    wrong = [m for m in (r.getMessage() for r in handler.buffer) if "HarfBuzz-Subset" not in m]
    if wrong:
        raise Opmaakfout("; ".join(wrong))


def html(template: str, day: date, **content: Any) -> str:
    return environment().get_template(template).render(dag=day, **content)


def schrijf_pdf(template: str, path: Path, day: date, **content: Any) -> None:
    """Render a template to a PDF. Raises OSError, or Opmaakfout for any warning."""
    with _no_warnings():
        style, fonts = _style()
        document = HTML(
            string=html(template, day, **content), url_fetcher=_OwnFonts(), base_url="mo:"
        )
        data = document.write_pdf(
            stylesheets=[style], font_config=fonts, pdf_variant="pdf/a-3a", finisher=werk_af
        )
    assert data is not None
    path.write_bytes(data)
