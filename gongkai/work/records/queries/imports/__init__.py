"""Questions about bulk imports: what a source would bring, what became of it, who may decide."""

from gongkai.work.records.queries.imports.batches import Counts as Counts
from gongkai.work.records.queries.imports.batches import Progress as Progress
from gongkai.work.records.queries.imports.batches import batches_for as batches_for
from gongkai.work.records.queries.imports.batches import counts as counts
from gongkai.work.records.queries.imports.batches import listing as listing
from gongkai.work.records.queries.imports.batches import progress as progress
from gongkai.work.records.queries.imports.batches import refused as refused
from gongkai.work.records.queries.imports.batches import remarks as remarks
from gongkai.work.records.queries.imports.batches import remarks_of as remarks_of
from gongkai.work.records.queries.imports.batches import rows as rows
from gongkai.work.records.queries.imports.batches import sisters as sisters
from gongkai.work.records.queries.imports.preview import Preview as Preview
from gongkai.work.records.queries.imports.preview import RefusedRow as RefusedRow
from gongkai.work.records.queries.imports.preview import preview as preview
from gongkai.work.records.queries.imports.preview import previewed as previewed
from gongkai.work.records.queries.imports.reviewing import level_of as level_of
from gongkai.work.records.queries.imports.reviewing import levels_waiting as levels_waiting
from gongkai.work.records.queries.imports.reviewing import reviews_of as reviews_of
from gongkai.work.records.queries.imports.reviewing import why_not_review as why_not_review
from gongkai.work.records.queries.imports.source import mapping_of as mapping_of
from gongkai.work.records.queries.imports.source import source_of as source_of
from gongkai.work.records.queries.imports.source import why_not_mapping as why_not_mapping
