"""Addresses of the letters of a case, and of how an organisation words its letters."""

from django.urls import path, re_path

from gongkai.faces.desk.foi_letters import acts, views, wordings

_LETTERS = "foi/<str:number>/letters/"
_LETTER = f"{_LETTERS}<int:pk>/"
_WORDING = "foi-templates/<slug:code>/"

urlpatterns = [
    path(_LETTERS, views.letters, name="foi_letters"),
    path(f"{_LETTERS}new/<str:kind>/", views.new, name="foi_letter_new"),
    path(_LETTER, views.letter, name="foi_letter"),
    path(f"{_LETTER}edit/", views.edit, name="foi_letter_edit"),
    path(f"{_LETTER}submit/", acts.plain, {"act": "submit"}, name="foi_letter_submit"),
    path(f"{_LETTER}approve/", acts.plain, {"act": "approve"}, name="foi_letter_approve"),
    path(f"{_LETTER}give-up/", acts.plain, {"act": "give_up"}, name="foi_letter_give_up"),
    path(f"{_LETTER}return/", acts.send_back, name="foi_letter_return"),
    path(f"{_LETTER}void/", acts.void, name="foi_letter_void"),
    path(f"{_LETTER}deliver/", acts.deliver, name="foi_letter_deliver"),
    path(f"{_LETTER}proofs/<int:delivery>/", views.proof, name="foi_letter_proof"),
    re_path(
        r"^foi/(?P<number>[^/]+)/letters/(?P<pk>\d+)/letter\.(?P<extension>docx|pdf)$",
        views.file,
        name="foi_letter_file",
    ),
    path("foi-templates/", wordings.templates, name="foi_templates"),
    path(_WORDING, wordings.templates_of, name="foi_templates_of"),
    path(f"{_WORDING}<str:kind>/", wordings.template, name="foi_template"),
    path(f"{_WORDING}<str:kind>/restore/", wordings.restore, name="foi_template_restore"),
]
