"""Sources of many documents: tables in text or workbooks, folders and archives of Word and HTML."""

from gongkai.work.files.bulk.read import KINDS as KINDS
from gongkai.work.files.bulk.read import open_source as open_source
from gongkai.work.files.bulk.source import Document as Document
from gongkai.work.files.bulk.source import Source as Source
from gongkai.work.files.bulk.source import SourceRow as SourceRow
