"""Addresses of the desk's inspection pages."""

from django.urls import path

from gongkai.faces.desk.inspection import finding_views as findings
from gongkai.faces.desk.inspection import notice_views as notices
from gongkai.faces.desk.inspection import score_views as scores

urlpatterns = [
    path("findings/", findings.findings, name="findings"),
    path("findings/new/", findings.new, name="finding_new"),
    path("findings/<int:pk>/", findings.finding, name="finding"),
    path("findings/<int:pk>/mend/", findings.mend, name="finding_mend"),
    path("findings/<int:pk>/judge/", findings.judge, name="finding_judge"),
    path("scores/", scores.scores, name="scores"),
    path("scores/<str:month>/", scores.month, name="scores_month"),
    path("scores/<str:month>/compute/", scores.compute, name="score_compute"),
    path("scores/<str:month>/lock/", scores.lock, name="score_lock"),
    path("scores/<str:month>/units/<slug:code>/", scores.score, name="score"),
    path("scores/<str:month>/notice/", notices.notice, name="notice"),
    path("scores/<str:month>/notice/draft/", notices.draft, name="notice_draft"),
    path("scores/<str:month>/notice/file/", notices.file, name="notice_file"),
]
