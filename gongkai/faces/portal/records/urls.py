"""Addresses of the portal's records pages."""

from django.urls import path

from gongkai.faces.portal.records import apply, catalogue, normative, proofs, views
from gongkai.rules.columns import GUIDE, REPORT

urlpatterns = [
    path("normative/", normative.documents, name="normative"),
    path("normative.xlsx", normative.workbook, name="normative_xlsx"),
    path("catalogue/", catalogue.catalogue, name="catalogue"),
    path("catalogue.xlsx", catalogue.directory, name="directory"),
    path("guide/", catalogue.item, {"code": GUIDE}, name="guide"),
    path("reports/", catalogue.item, {"code": REPORT}, name="reports"),
    path("foi/", apply.foi, name="foi"),
    path("catalogue/<str:code>/", catalogue.item, name="catalogue_item"),
    path("records/<index_number:number>/", views.record, name="record"),
    path("records/<index_number:number>/files/<sha256:sha256>/", views.file, name="record_file"),
    path("proofs/<index_number:number>/", proofs.proof, name="proof"),
]
