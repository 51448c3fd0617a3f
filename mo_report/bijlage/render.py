"""From a template and its content to a PDF: nothing is fetched, and no warning passes."""

from __future__ import annotations

import logging
import mimetypes
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from functools import cache
from logging.handlers import BufferingHandler
from multiprocessing.util import Finalize
from pathlib import Path
from shutil import rmtree
from typing import Any
from xml.etree import ElementTree

from cssselect2 import ElementWrapper
from jinja2 import BaseLoader, Environment, StrictUndefined, Template, TemplateNotFound
from lxml import etree
from markupsafe import Markup
from weasyprint import CSS, HTML, Attachment
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from mo_report.bijlage.afwerking import finisher
from mo_report.bijlage.beeld import Drawing, Pen, drawn
from mo_report.bijlage.beeld.maat import FontWidths, own_widths
from mo_report.bijlage.hoofdstuk import Hoofdstuk
from mo_report.bijlage.huisstijl import Huisstijl
from mo_report.bijlage.opmaak import Layout
from mo_report.bijlage.tabel import fits_page
from mo_report.bijlage.uitgave import Uitgave
from mo_report.bijlage.woorden import ANKER, as_html, explain_terms
from mo_report.engine.uitleg import sources_of
from mo_report.lib.lettertype import STIJLEN, font_file, templates
from mo_report.verhaal.beelden import Beeld
from mo_report.verhaal.begrippen import begrippen

PAPER = "delen/document.html.j2"
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
mimetypes.add_type(EXCEL, ".xlsx")


class _Loader(BaseLoader):
    def get_source(self, _: Environment, template: str) -> tuple[str, None, None]:
        source = templates()
        for part in template.split("/"):
            source = source / part
        if ".." in template or not source.is_file():
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
    jinja.globals.update(bronnen_van=sources_of, begrippen=begrippen, anker=ANKER, heel=fits_page)
    return jinja


class _OwnFiles(URLFetcher):  # type: ignore[misc]
    """Serves fonts and logo by name, and nothing else: no network, no files, no data URLs."""

    def __init__(self, stijl: Huisstijl) -> None:
        super().__init__()
        self._stijl = stijl

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:  # noqa: ARG002
        kind, data = self._find(url)
        return URLFetcherResponse(url, body=data, headers={"Content-Type": kind})

    def _find(self, url: str) -> tuple[str, bytes]:
        for style in STIJLEN:
            if url == f"mo:{font_file(style).name}":
                return "font/ttf", font_file(style).read_bytes()
        for letter in self._stijl.letters:
            if url == f"mo:{letter.naam}":
                return "font/ttf", letter.data
        logo = self._stijl.logo
        if logo and url == f"mo:{logo.naam}":
            return logo.soort, logo.data
        raise ValueError("only the bundled fonts and the logo are served")


@cache
def _tekenaar(stijl: Huisstijl) -> Pen:
    regular = [letter.data for letter in stijl.letters[:1]]
    bundled = font_file(STIJLEN[0]).read_bytes()
    return Pen(stijl.kleuren, FontWidths([*regular, bundled]) if regular else own_widths())


@cache
def _style(stijl: Huisstijl) -> tuple[CSS, FontConfiguration]:
    fonts = FontConfiguration()
    text = (
        environment()
        .get_template("stijl.css.j2")
        .render(
            k=stijl.kleuren,
            letters=bool(stijl.letters),
            maat=_tekenaar(stijl).maat,
        )
    )
    style = CSS(string=text, font_config=fonts, url_fetcher=_OwnFiles(stijl))
    if fonts._folder is not None:
        # A process that only works for another ends without a word; its fonts must not stay behind.
        Finalize(None, rmtree, (fonts._folder, True), exitpriority=1)
    return style, fonts


def drawings(beeld: Beeld, stijl: Huisstijl) -> list[Drawing]:
    """A picture as shapes, to be written out by a template."""
    return drawn(beeld, _tekenaar(stijl))


class LayoutError(RuntimeError):
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
        raise LayoutError("; ".join(wrong))


def html(chapters: Sequence[Hoofdstuk], stijl: Huisstijl, content: dict[str, Any], frame: str = PAPER) -> str:
    """The whole document as HTML, in the frame for paper or another."""
    return as_html(document(chapters, stijl, content, frame))


def document(
    chapters: Sequence[Hoofdstuk], stijl: Huisstijl, content: dict[str, Any], frame: str = PAPER
) -> etree._Element:
    """The whole document as a tree."""
    shared = {"pdf": True, **content, "o": Layout(stijl, _tekenaar(stijl), chapters)}

    def proza(text: str, values: Mapping[str, Any]) -> Markup:
        """The prose of a chapter, written out where it stands: notes are numbered on the way."""
        return Markup(prose(text, values, **shared))

    template = environment().get_template(frame)
    return explain_terms(template.render(proza=proza, **shared))


def prose(text: str, values: Mapping[str, Any], **shared: Any) -> str:
    """Prose written out, as HTML; `shared` is what a document gives to all of its prose."""
    return _proza(text).render(c=values, **shared)


@cache
def _proza(text: str) -> Template:
    return environment().from_string(text)


class _Parsed(HTML):  # type: ignore[misc]
    """A document that was read already: WeasyPrint reads HTML letter by letter, a fifteenth of its time."""

    def __init__(self, tree: etree._Element, fetcher: _OwnFiles) -> None:
        # What HTML.__init__ of the version that is pinned sets.
        root = ElementTree.fromstring(etree.tostring(tree))
        self.base_url, self.url_fetcher, self.media_type = "mo:", fetcher, "print"
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = self.wrapper_element.etree_element


def write_pdf(
    path: Path,
    day: date,
    chapters: Sequence[Hoofdstuk],
    uitgave: Uitgave,
    content: dict[str, Any],
) -> None:
    """Render chapters to a PDF with its workbook, if any. Raises OSError, or LayoutError for a warning."""
    moment = datetime.combine(day, time(), UTC)
    book = uitgave.werkboek
    attached = [
        Attachment(
            string=part.data,
            name=part.naam,
            description=part.omschrijving,
            relationship="Source",
            created=moment,
            modified=moment,
        )
        for part in ([book] if book else [])
    ]
    with _no_warnings():
        style, fonts = _style(uitgave.stijl)
        # Not kept under a name: of a long document it would stand beside all that is made from it.
        parsed = _Parsed(document(chapters, uitgave.stijl, {**content, "dag": day}), _OwnFiles(uitgave.stijl))
        data = parsed.write_pdf(
            stylesheets=[style],
            font_config=fonts,
            pdf_variant="pdf/a-3a",
            attachments=attached,
            finisher=finisher,
        )
    assert data is not None
    path.write_bytes(data)
