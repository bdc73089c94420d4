"""Addresses of consultations, opinions and feedback on the desk."""

from django.urls import path

from gongkai.faces.desk.consultations import (
    entering,
    feedback,
    groups,
    listing,
    opinions,
    preparing,
)

_ONE = "consultations/<int:pk>/"
_OPINION = f"{_ONE}opinions/<int:number>/"
_GROUP = f"{_ONE}groups/<int:group>/"

urlpatterns = [
    path("consultations/", listing.consultations, name="consultations"),
    path("consultations/new/<str:code>/", preparing.new, name="consultation_new"),
    path(_ONE, listing.consultation, name="consultation"),
    path(f"{_ONE}edit/", preparing.edit, name="consultation_edit"),
    path(f"{_ONE}announce/", preparing.announce, name="consultation_announce"),
    path(f"{_ONE}open/", preparing.begin, name="consultation_open"),
    path(f"{_ONE}prolong/", preparing.term, {"kind": "prolong"}, name="consultation_prolong"),
    path(f"{_ONE}reopen/", preparing.term, {"kind": "reopen"}, name="consultation_reopen"),
    path(f"{_ONE}channel/", preparing.channel, name="consultation_channel"),
    path(f"{_ONE}opinions/", opinions.opinions, name="opinions"),
    path(f"{_ONE}opinions/enter/", entering.enter, name="opinion_enter"),
    path(f"{_ONE}opinions/import/", entering.bring_in, name="opinion_import"),
    path(f"{_ONE}opinions/template.xlsx", entering.template, name="opinion_template"),
    path(
        f"{_ONE}imports/<int:key>/refused.xlsx", entering.refused_rows, name="opinion_refused"
    ),
    path(_OPINION, opinions.opinion, name="opinion"),
    path(f"{_OPINION}hold/", opinions.hold, name="opinion_hold"),
    path(f"{_OPINION}release/", opinions.release, name="opinion_release"),
    path(f"{_OPINION}move/", opinions.move, name="opinion_move"),
    path(f"{_OPINION}author/", opinions.author, name="opinion_author"),
    path(f"{_OPINION}files/<int:key>/", opinions.file, name="opinion_file"),
    path(f"{_ONE}groups/", groups.groups, name="opinion_groups"),
    path(_GROUP, groups.group, name="opinion_group"),
    path(f"{_GROUP}confirm/", groups.confirm, name="opinion_group_confirm"),
    path(f"{_GROUP}dissolve/", groups.dissolve, name="opinion_group_dissolve"),
    path("feedback/<str:code>/", feedback.feedback, name="decision_feedback"),
    path("feedback/<str:code>/draft/", feedback.draft, name="decision_feedback_draft"),
    path("feedback/<str:code>/tell/", feedback.tell, name="decision_feedback_tell"),
    path("feedback/<str:code>/forms/", feedback.add_form, name="other_form"),
    path("feedback/<str:code>/forms/<int:key>/", feedback.drop_form, name="other_form_drop"),
]  # fmt: skip
