"""Addresses of decisions and of the yearly list."""

from django.urls import path

from gongkai.faces.desk.decisions import branch_views as branches
from gongkai.faces.desk.decisions import list_views as lists
from gongkai.faces.desk.decisions import slot_views as slots
from gongkai.faces.desk.decisions import steps, views
from gongkai.work.decisions.models.decision import Decision

_ONE = "decisions/<slug:code>/"
_STEP = f"{_ONE}steps/<slug:part>/"
_LIST = "year-lists/<int:year>/<int:number>/"
_KIND = Decision.Kind

urlpatterns = [
    path("decisions/", views.decisions, name="decisions"),
    path("decisions/propose/", views.new, {"kind": _KIND.MAJOR}, name="decision_propose"),
    path("decisions/begin/", views.new, {"kind": _KIND.NORMATIVE}, name="decision_begin"),
    path(_ONE, views.decision, name="decision"),
    path(f"{_ONE}edit/", views.edit, name="decision_edit"),
    path(f"{_ONE}questions/", views.questions, name="decision_questions"),
    path(_STEP, steps.step, name="decision_step"),
    path(f"{_STEP}pass/", steps.pass_step, name="decision_pass"),
    path(f"{_STEP}papers/", steps.attach, name="decision_attach"),
    path(f"{_ONE}papers/<int:pk>/", steps.paper, name="decision_paper"),
    path(f"{_ONE}papers/<int:pk>/drop/", steps.detach, name="decision_detach"),
    path(f"{_ONE}end/", branches.end, name="decision_end"),
    path(f"{_ONE}decline/", branches.decline, name="decision_decline"),
    path(f"{_ONE}split/", branches.split, name="decision_split"),
    path(f"{_ONE}merge/", branches.merge, name="decision_merge"),
    path(f"{_ONE}not-attended/", branches.not_attended, name="decision_not_attended"),
    path(f"{_ONE}slots/<slug:part>/", slots.link, name="decision_slot"),
    path(f"{_ONE}slots/<slug:part>/begin/", slots.begin, name="decision_slot_begin"),
    path(f"{_ONE}links/<int:pk>/drop/", slots.unlink, name="decision_unlink"),
    path("year-lists/", lists.year_lists, name="year_lists"),
    path(_LIST, lists.year_list, name="year_list"),
    path(f"{_LIST}list.xlsx", lists.workbook, name="year_list_xlsx"),
    path(f"{_LIST}put/", lists.put, name="year_list_put"),
    path(f"{_LIST}agree/", lists.agree, name="year_list_agree"),
    path(f"{_LIST}draft/", lists.draft, name="year_list_draft"),
    path(f"{_LIST}act/<slug:act>/", lists.step, name="year_list_step"),
    path(f"{_LIST}items/<slug:code>/", lists.item, name="year_list_item"),
    path(f"{_LIST}items/<slug:code>/drop/", lists.drop, name="year_list_drop"),
]
