"""What must not be published as it stands: personal data and wrong wording."""

from gongkai.rules.screening.hits import KINDS as KINDS
from gongkai.rules.screening.hits import Hit as Hit
from gongkai.rules.screening.hits import rules_digest as rules_digest
from gongkai.rules.screening.screen import mask_text as mask_text
from gongkai.rules.screening.screen import screen as screen
from gongkai.rules.screening.tables import Grid as Grid
from gongkai.rules.screening.wording import WORDING as WORDING
