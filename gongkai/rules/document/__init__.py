"""What a document says about itself: numbers, dates, kind, validity, openness."""

from gongkai.rules.document.content import content_hash as content_hash
from gongkai.rules.document.fields import FIELDS as FIELDS
from gongkai.rules.document.fields import KINDS as KINDS
from gongkai.rules.document.fields import OPENNESS as OPENNESS
from gongkai.rules.document.fields import REQUIRED as REQUIRED
from gongkai.rules.document.fields import VALIDITY as VALIDITY
from gongkai.rules.document.fields import Metadata as Metadata
from gongkai.rules.document.fields import metadata_remarks as metadata_remarks
from gongkai.rules.document.fields import missing_fields as missing_fields
from gongkai.rules.document.fields import publication_due as publication_due
from gongkai.rules.document.fields import validity_on as validity_on
from gongkai.rules.document.numbers import BadNumber as BadNumber
from gongkai.rules.document.numbers import DocumentNumber as DocumentNumber
from gongkai.rules.document.numbers import IndexNumber as IndexNumber
from gongkai.rules.document.numbers import is_document_number as is_document_number
from gongkai.rules.document.numbers import next_index_number as next_index_number
from gongkai.rules.document.numbers import read_document_number as read_document_number
from gongkai.rules.document.numbers import read_index_number as read_index_number
from gongkai.rules.document.numbers import series_remarks as series_remarks
from gongkai.rules.document.remarks import Remark as Remark
