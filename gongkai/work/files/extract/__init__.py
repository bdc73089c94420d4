"""All the text that a file holds, the hidden too, with the places of its table cells."""

from gongkai.work.files.extract.plain import of_html as of_html
from gongkai.work.files.extract.read import MAX_BYTES as MAX_BYTES
from gongkai.work.files.extract.read import extract as extract
from gongkai.work.files.extract.writer import Extract as Extract
from gongkai.work.files.extract.writer import Unreadable as Unreadable
