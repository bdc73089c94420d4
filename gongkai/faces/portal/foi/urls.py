"""Addresses of requests for information; no secret ever stands in one."""

from django.urls import path

from gongkai.faces.portal.foi import about, apply, calling, keeping, opinion, sending, track

urlpatterns = [
    path("", about.foi, name="foi"),
    path("help/", calling.call, name="foi_help"),
    path("apply/", apply.begin, name="foi_apply"),
    path("apply/wanted/", apply.wanted, name="foi_wanted"),
    path("apply/public/", sending.already, name="foi_public"),
    path("apply/way/", apply.way, name="foi_way"),
    path("apply/applicant/", apply.applicant, name="foi_applicant"),
    path("apply/check/", sending.check, name="foi_check"),
    path("apply/receipt/", sending.receipt, name="foi_receipt"),
    path("apply/receipt.txt", sending.receipt_text, name="foi_receipt_text"),
    path("apply/open/", keeping.open_draft, name="foi_open"),
    path("apply/leave/", keeping.leave, name="foi_leave"),
    path("track/", track.track, name="foi_track"),
    path("track/leave/", track.leave, name="foi_track_leave"),
    path("track/supplement/", track.supplement, name="foi_supplement"),
    path("track/explain/", track.explain, name="foi_explain"),
    path("track/withdraw/", track.withdraw, name="foi_withdraw"),
    path("track/letters/<int:pk>/", track.letter, name="foi_letter"),
    path("track/letters/<int:pk>/pdf/", track.letter, {"pdf": True}, name="foi_letter_pdf"),
    path("track/files/<int:pk>/", track.given, name="foi_given"),
    path("opinion/", opinion.opinion, name="foi_opinion"),
    path("opinion/leave/", opinion.leave, name="foi_opinion_leave"),
]
