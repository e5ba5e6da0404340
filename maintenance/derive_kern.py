"""Cut KERN UX down to what the product uses.

The whole stylesheet is 340 KB, most of it utilities, icons and components we do not show. This keeps the
tokens, the base rules and the components named in KEPT, in their original order and wording.

Run:  python maintenance/derive_kern.py PATH/TO/dist/kern.min.css
Source: npm package @kern-ux/native 2.7.2, EUPL-1.2 (licence beside the result).
"""

import re
import sys
from pathlib import Path

TARGET = Path(__file__).parent.parent / "src/netzwerkstatt/kernel/ui/static/ui/vendor/kern.css"
KEPT = (
    "btn",
    "form-input",
    "form-check",
    "input",
    "fieldset",
    "error",
    "hint",
    "label",
    "link",
    "sr-only",
    "select",
)
CLASS = re.compile(r"\.kern-([a-z0-9-]+)")
ICON = re.compile(r"\.kern-icon--([a-z0-9-]+)")
ICONS_KEPT = ("checkmark",)
UNUSED_TOKEN = re.compile(r"--kern-(?:grid|breakpoint)[a-z0-9-]*:[^;}]+;?")


def blocks(css: str):
    """Split into (prelude, body) at the top level; body is None for statements without braces."""
    depth, start, open_at = 0, 0, 0
    for index, char in enumerate(css):
        if char == "{":
            if depth == 0:
                open_at = index
            depth += 1
        elif char == "}":
            depth -= 1
            if depth == 0:
                yield css[start:open_at].strip(), css[open_at + 1 : index]
                start = index + 1
        elif char == ";" and depth == 0:
            start = index + 1


def kept(selector: str) -> bool:
    names = CLASS.findall(selector)
    if not names:
        return True
    if "icon" in selector:
        return bool(set(ICON.findall(selector)) & set(ICONS_KEPT))
    return all(name.startswith(KEPT) or name in ("light", "dark") for name in names)


def split_selectors(prelude: str) -> list[str]:
    parts, depth, current = [], 0, ""
    for char in prelude:
        depth += {"(": 1, ")": -1}.get(char, 0)
        if char == "," and depth == 0:
            parts.append(current)
            current = ""
        else:
            current += char
    return [*parts, current]


def cut(css: str) -> str:
    out = []
    for prelude, body in blocks(css):
        if prelude.startswith("@font-face") or prelude.startswith("@keyframes"):
            continue
        if prelude.startswith(("@media", "@supports", "@layer")):
            inner = cut(body)
            if inner:
                out.append(f"{prelude}{{{inner}}}")
            continue
        selectors = [s for s in split_selectors(prelude) if kept(s)]
        if selectors and body.strip():
            out.append(f"{','.join(selectors)}{{{UNUSED_TOKEN.sub('', body)}}}")
    return "\n".join(out)


def drop_unused_tokens(css: str) -> str:
    """Token definitions that no rule here and no rule of our own stylesheet reads are left out."""
    own = "".join(p.read_text() for p in TARGET.parent.parent.glob("*.css"))
    while True:
        read = set(re.findall(r"var\((--kern-[a-z0-9-]+)", css + own))
        slim = re.sub(
            r"(--kern-[a-z0-9-]+):[^;}]*;?",
            lambda m, read=read: m.group(0) if m.group(1) in read else "",
            css,
        )
        if slim == css:
            return re.sub(r"[^{}\n]*\{\}", "", css)
        css = slim


if __name__ == "__main__":
    source = Path(sys.argv[1]).read_text(encoding="utf-8").removeprefix('@charset "UTF-8";')
    header = "/* KERN UX 2.7.2 (@kern-ux/native), EUPL-1.2; shortened by maintenance/derive_kern.py */\n"
    TARGET.write_text(header + drop_unused_tokens(cut(source)) + "\n", encoding="utf-8")
    print(f"{TARGET.name}: {TARGET.stat().st_size} bytes")
