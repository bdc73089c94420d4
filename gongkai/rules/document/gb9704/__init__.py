"""The parts of an official paper (GB/T 9704): found in a Word document, and what is amiss."""

from gongkai.rules.document.gb9704.elements import Element as Element
from gongkai.rules.document.gb9704.notes import NOTE as NOTE
from gongkai.rules.document.gb9704.notes import WARN as WARN
from gongkai.rules.document.gb9704.notes import Note as Note
from gongkai.rules.document.gb9704.paper import BODY as BODY
from gongkai.rules.document.gb9704.paper import BOX as BOX
from gongkai.rules.document.gb9704.paper import TABLE as TABLE
from gongkai.rules.document.gb9704.paper import Paragraph as Paragraph
from gongkai.rules.document.gb9704.paper import WordPaper as WordPaper
from gongkai.rules.document.gb9704.reading import FLUSH as FLUSH
from gongkai.rules.document.gb9704.reading import RIGHT as RIGHT
from gongkai.rules.document.gb9704.reading import OfficialPaper as OfficialPaper
from gongkai.rules.document.gb9704.reading import head_lines as head_lines
from gongkai.rules.document.gb9704.reading import placed_lines as placed_lines
from gongkai.rules.document.gb9704.reading import read_paper as read_paper
from gongkai.rules.document.gb9704.words import LABELS as LABELS
