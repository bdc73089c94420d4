"""Bringing in many documents at once: read, reviewed and published by the batch.

begin → load → submit → review ×3 → publish_chunk …
"""

from gongkai.work.records.actions.imports.background import carry_on as carry_on
from gongkai.work.records.actions.imports.begin import begin as begin
from gongkai.work.records.actions.imports.begin import completed as completed
from gongkai.work.records.actions.imports.begin import openness_office as openness_office
from gongkai.work.records.actions.imports.begin import queue as queue
from gongkai.work.records.actions.imports.begin import remap as remap
from gongkai.work.records.actions.imports.load import Loaded as Loaded
from gongkai.work.records.actions.imports.load import load as load
from gongkai.work.records.actions.imports.publish import Published as Published
from gongkai.work.records.actions.imports.publish import publish_chunk as publish_chunk
from gongkai.work.records.actions.imports.review import review as review
from gongkai.work.records.actions.imports.submit import discard as discard
from gongkai.work.records.actions.imports.submit import submit as submit
from gongkai.work.records.actions.imports.submit import take_out as take_out
