"""Fetches what the pages of the web interface need from npm, into templates/web.

Run: .venv/bin/python scripts/webstijl.py   (with npm; versions and hashes are below)

Of the Utrecht component library (NL Design System) only the components that the pages use are kept;
htmx is kept as it is.
"""

from __future__ import annotations

import base64
import hashlib
import subprocess
import tarfile
import tempfile
from pathlib import Path

import tinycss2

WEB = Path(__file__).parents[1] / "templates" / "web"
#: The package, its version, and the SHA-512 of its file.
UTRECHT = (
    "@utrecht/component-library-css",
    "9.0.4",
    "gVA7D6GfP9/+fzehkYLSBR+0UPUTA97PZmgvTYQE88lPQhHGMlUk8FjmCpLKRsRC9hAYd32JuF/KzG6fmBfjJA==",
)
HTMX = (
    "htmx.org",
    "2.0.11",
    "Thx/WtpeOQqSrqBCw/A1cwGJGg4UrVa3+sW0GmrM3p4gJgO89ecH4qtbnyzDDWFvBTqjnIMCgELTNt636dtamA==",
)
COMPONENTEN = (
    "root", "document", "page-layout", "page-header", "page-content", "page-body", "page-footer", "skip-link",
    "heading-1", "heading-2", "heading-3", "paragraph", "link", "unordered-list", "button", "button-group",
    "button-link", "form-field", "form-label", "form-fieldset", "form-field-description", "form-field-error-message",
    "textbox", "select", "checkbox", "radio-button", "custom-checkbox", "custom-radio-button", "table",
    "table-container", "alert", "nav-bar", "nav-list", "data-list", "status-badge", "form-toggle",
)  # fmt: skip


def fetched(name: str, version: str, sha512: str, folder: Path) -> Path:
    """A package of npm, unpacked. Raises ValueError where it is another than it was."""
    done = subprocess.run(["npm", "pack", f"{name}@{version}"], cwd=folder, capture_output=True, check=True, text=True)
    file = folder / done.stdout.strip().splitlines()[-1]
    found = base64.b64encode(hashlib.sha512(file.read_bytes()).digest()).decode()
    if sha512 and found != sha512:
        raise ValueError(f"{name} {version} has another hash: {found}")
    print(f"{name} {version} {found}")
    target = folder / file.stem
    with tarfile.open(file) as archive:
        archive.extractall(target, filter="data")
    return target / "package"


def subset(css: str) -> str:
    """The rules of the components that the pages use, and their licences."""
    wanted = tuple(f".utrecht-{name}" for name in COMPONENTEN)

    def keeps(rule: object) -> bool:
        if isinstance(rule, tinycss2.ast.QualifiedRule):
            selectors = tinycss2.serialize(rule.prelude).split(",")
            return any(_component(s) in wanted for s in selectors)
        return False

    kept: list[str] = []
    for rule in tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True):
        if keeps(rule):
            kept.append(tinycss2.serialize([rule]))
        elif isinstance(rule, tinycss2.ast.AtRule) and rule.at_keyword == "media" and rule.content:
            inside = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            own = "".join(tinycss2.serialize([r]) for r in inside if keeps(r))
            if own:
                kept.append(f"@media{tinycss2.serialize(rule.prelude)}{{{own}}}")
    return "\n".join(kept)


def _component(selector: str) -> str:
    """The component that a selector begins with, without what varies it."""
    first = selector.strip().split(" ")[0]
    for mark in (":", ">", "+", "~", "["):
        first = first.split(mark)[0]
    name = "." + first.split(".")[1] if first.count(".") else first
    return name.split("--")[0].split("__")[0]


def main() -> None:
    WEB.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as name:
        utrecht, htmx = (fetched(*package, Path(name)) for package in (UTRECHT, HTMX))
        about = "only the components that are used. EUPL-1.2: Gemeente Utrecht, Frameless B.V."
        head = f"/* From {UTRECHT[0]} {UTRECHT[1]}, {about} */\n"
        css = subset((utrecht / "dist" / "index.css").read_text("utf-8"))
        (WEB / "utrecht.css").write_text(head + css + "\n", "utf-8")
        (WEB / "htmx.min.js").write_bytes((htmx / "dist" / "htmx.min.js").read_bytes())


if __name__ == "__main__":
    main()
