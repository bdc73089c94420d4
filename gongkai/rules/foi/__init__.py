"""Requests for information (依申请公开): clock, outcomes, fees."""

from gongkai.rules.foi.clock import Reading, read_clock
from gongkai.rules.foi.events import KINDS, BadEvent, Event, read_event
from gongkai.rules.foi.fees import NotATariff, arithmetic, fee, price_of
from gongkai.rules.foi.law import FEES, LAWS, NoLaw, law_on
from gongkai.rules.foi.outcomes import OUTCOMES, UnknownOutcome, find_outcome
from gongkai.rules.foi.refusals import STATES

__all__ = [
    "FEES",
    "KINDS",
    "LAWS",
    "OUTCOMES",
    "STATES",
    "BadEvent",
    "Event",
    "NoLaw",
    "NotATariff",
    "Reading",
    "UnknownOutcome",
    "arithmetic",
    "fee",
    "find_outcome",
    "law_on",
    "price_of",
    "read_clock",
    "read_event",
]
