"""The annual report on asylum and migration, rebuilt from official statistics."""

import sys

# jsonschema does without it; where it is found, it compiles some forty grammars at every start, for a format of
# addresses that no notebook has
sys.modules.setdefault("rfc3987_syntax", None)  # type: ignore[arg-type]
