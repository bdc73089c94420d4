"""Addresses of requests for information on the desk."""

from django.urls import path

from gongkai.faces.desk.foi import act_views, assist_views, queue, register_views, views

_CASE = "foi/<str:number>/"
_PARTY = f"{_CASE}consult/<slug:party>/"

urlpatterns = [
    path("foi/", queue.queue, name="foi"),
    path("foi/register/", register_views.new, name="foi_register"),
    path("foi/register/mail/", register_views.mail, name="foi_register_mail"),
    path("foi/overview/", views.overview, name="foi_overview"),
    path("foi/assist/", assist_views.assists, name="foi_assists"),
    path("foi/assist/<int:pk>/", assist_views.assist, name="foi_assist"),
    path(_CASE, views.case, name="foi_case"),
    path(f"{_CASE}alike/", views.alike, name="foi_alike"),
    path(f"{_CASE}applicant/", act_views.applicant, name="foi_applicant"),
    path(f"{_CASE}material/<int:pk>/", views.material, name="foi_material"),
    path(f"{_CASE}take/", act_views.take, name="foi_take"),
    path(
        f"{_CASE}fee/approve/", act_views.fee_act, {"act": "approve"}, name="foi_fee_approve"
    ),
    path(f"{_CASE}fee/void/", act_views.fee_act, {"act": "void"}, name="foi_fee_void"),
    path(f"{_CASE}do/<slug:act>/", act_views.act, name="foi_act"),
    path(
        f"{_PARTY}sent/", act_views.consultation_act, {"act": "sent"}, name="foi_consult_sent"
    ),
    path(
        f"{_PARTY}answer/", act_views.consultation_act, {"act": "answer"},
        name="foi_consult_answer",
    ),
    path(f"{_PARTY}secret/", act_views.renew, name="foi_consult_renew"),
]  # fmt: skip
