"""Addresses for machines (contracts: an address once published never breaks)."""

from django.urls import path

from gongkai.faces.exchange import feeds, site_map
from gongkai.faces.exchange.api import views

app_name = "exchange"
urlpatterns = [
    path("feed.atom", feeds.everything, name="feed"),
    path("feeds/catalogue/<str:code>.atom", feeds.of_item, name="item_feed"),
    path("feeds/organisations/<slug:code>.atom", feeds.of_organisation, name="organisation_feed"),
    path("robots.txt", site_map.robots, name="robots"),
    path("sitemap.xml", site_map.index, name="site_map"),
    path("sitemaps/pages.xml", site_map.pages, name="site_map_pages"),
    path("sitemaps/records-<int:number>.xml", site_map.records, name="site_map_records"),
    path("api/v1/", views.root, name="api"),
    path("api/v1/records/", views.records, name="records"),
    path("api/v1/records/<index_number:number>/", views.record, name="record"),
    path("api/v1/catalogue/", views.catalogue, name="catalogue"),
    path("api/v1/organisations/", views.organisations, name="organisations"),
    path("api/v1/ledger/", views.ledger, name="ledger"),
    path("api/v1/dcat.jsonld", views.dcat, name="dcat"),
    path("api/v1/openapi.json", views.openapi, name="openapi"),
    path("api/v1/<path:rest>", views.unknown, name="unknown"),
]
