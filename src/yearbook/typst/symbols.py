"""Names of TeX mathematics and their Typst twins."""

from __future__ import annotations

_GREEK = (
    "alpha beta gamma delta zeta eta theta iota kappa lambda mu nu xi pi rho sigma tau upsilon chi psi omega "
    "Gamma Delta Theta Lambda Xi Pi Sigma Upsilon Phi Psi Omega"
)
_NAMED = "arccos arcsin arctan cos cot det dim exp gcd inf ker lim ln log max min sin sup tan"
FUNCTIONS = frozenset(_NAMED.split())

ACCENTS = {
    "bar": "macron", "hat": "hat", "tilde": "tilde", "vec": "arrow", "dot": "dot", "ddot": "dot.double",
    "overline": "overline", "underline": "underline", "widehat": "hat", "widetilde": "tilde",
    "overbrace": "overbrace", "underbrace": "underbrace",
}  # fmt: skip

STYLES = {
    "mathbf": "bold", "boldsymbol": "bold", "mathbb": "bb", "mathcal": "cal", "mathsf": "sans", "mathtt": "mono",
    "mathit": "italic", "mathfrak": "frak", "mathrm": "upright",
}  # fmt: skip

SPACES = {
    ",": "thin", ":": "med", ";": "thick", "!": "", " ": "space", "quad": "quad", "qquad": "wide", "\\": "\\",
    "limits": "", "nolimits": "", "displaystyle": "", "textstyle": "", "nonumber": "",
    "big": "", "Big": "", "bigl": "", "bigr": "",
}  # fmt: skip

SYMBOLS = {name: name for name in _GREEK.split()} | {
    "epsilon": "epsilon.alt", "varepsilon": "epsilon", "phi": "phi", "varphi": "phi.alt", "vartheta": "theta.alt",
    "sum": "sum", "prod": "product", "int": "integral", "oint": "integral.cont", "infty": "infinity",
    "partial": "partial", "nabla": "nabla", "times": "times", "cdot": "dot.op", "div": "div", "pm": "plus.minus",
    "mp": "minus.plus", "ast": "ast.op", "star": "star.op", "circ": "compose", "bullet": "bullet",
    "le": "<=", "leq": "<=", "ge": ">=", "geq": ">=", "ne": "!=", "neq": "!=", "lt": "<", "gt": ">",
    "ll": "<<", "gg": ">>", "approx": "approx", "equiv": "equiv", "sim": "tilde.op", "simeq": "tilde.eq",
    "propto": "prop", "cong": "tilde.equiv", "in": "in", "notin": "in.not", "ni": "in.rev",
    "subset": "subset", "subseteq": "subset.eq", "supset": "supset", "supseteq": "supset.eq", "cup": "union",
    "cap": "inter", "setminus": "without", "emptyset": "emptyset", "forall": "forall", "exists": "exists",
    "neg": "not", "lnot": "not", "land": "and", "wedge": "and", "lor": "or", "vee": "or",
    "to": "arrow.r", "rightarrow": "arrow.r", "leftarrow": "arrow.l", "leftrightarrow": "arrow.l.r",
    "Rightarrow": "arrow.r.double", "Leftarrow": "arrow.l.double", "Leftrightarrow": "arrow.l.r.double",
    "implies": "arrow.r.double.long", "iff": "arrow.l.r.double.long", "mapsto": "arrow.r.bar",
    "uparrow": "arrow.t", "downarrow": "arrow.b", "ldots": "dots.h", "dots": "dots.h", "cdots": "dots.h.c",
    "vdots": "dots.v", "ddots": "dots.down", "mid": "divides", "parallel": "parallel", "perp": "perp",
    "lfloor": "floor.l", "rfloor": "floor.r", "lceil": "ceil.l", "rceil": "ceil.r", "langle": "chevron.l",
    "rangle": "chevron.r", "|": "bar.v.double", "prime": "prime", "ell": "ell", "hbar": '"ℏ"',
    "Re": "Re", "Im": "Im", "degree": "degree", "euro": "euro",
}  # fmt: skip
