"""Addresses of the portal's records pages."""

from django.urls import path

from gongkai.faces.portal.records import (
    catalogue,
    copies,
    normative,
    nothing,
    proofs,
    versions,
    views,
)
from gongkai.rules.columns import GUIDE, REPORT

urlpatterns = [
    path("normative/", normative.documents, name="normative"),
    path("normative.xlsx", normative.workbook, name="normative_xlsx"),
    path("statements/", nothing.nothing, name="nothing"),
    path("catalogue/", catalogue.catalogue, name="catalogue"),
    path("catalogue.xlsx", catalogue.directory, name="directory"),
    path("guide/", catalogue.item, {"code": GUIDE}, name="guide"),
    path("reports/", catalogue.item, {"code": REPORT}, name="reports"),
    path("catalogue/<str:code>/", catalogue.item, name="catalogue_item"),
    path("records/<index_number:number>/", views.record, name="record"),
    path("records/<index_number:number>/files/<sha256:sha256>/", views.file, name="record_file"),
    path("records/<index_number:number>/versions/<int:version>/", versions.version, name="version"),
    path(
        "records/<index_number:number>/versions/<int:version>/files/<sha256:sha256>/",
        versions.file,
        name="version_file",
    ),
    path(
        "records/<index_number:number>/files/<sha256:sha256>/view/", copies.view, name="record_view"
    ),
    path(
        "records/<index_number:number>/download/record.docx",
        copies.copy,
        {"kind": "docx"},
        name="record_docx",
    ),
    path(
        "records/<index_number:number>/download/record.pdf",
        copies.copy,
        {"kind": "pdf"},
        name="record_pdf",
    ),
    path(
        "records/<index_number:number>/view/record.pdf",
        copies.copy,
        {"kind": "pdf", "view": True},
        name="record_pdf_view",
    ),
    path("proofs/<index_number:number>/", proofs.proof, name="proof"),
]
