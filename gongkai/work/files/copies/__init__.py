"""Copies of a published text to take away: the same content as a Word file and as a PDF."""

from gongkai.work.files.copies.edition import edition as edition
from gongkai.work.files.copies.kept import kept as kept
from gongkai.work.files.copies.paper import Paper as Paper
from gongkai.work.files.copies.pdf import as_pdf as as_pdf
from gongkai.work.files.copies.word import as_docx as as_docx
