"""Addresses of the newsroom's screens, under the admin and behind its sign-in."""

from django.urls import path

from newsroom.views import (
    approval,
    approved,
    delegations,
    document_import,
    reading,
    steps,
    suggesting,
    waiting,
    writing,
)

app_name = "newsroom"

urlpatterns = [
    path("duyet/", waiting.waiting, name="waiting"),
    path("duyet/<int:submission_id>/", approval.approval, name="approval"),
    path("duyet/<int:submission_id>/chuan-bi/", approval.prepared, name="prepared"),
    path("duyet/<int:submission_id>/xem-trang/", approval.site_preview, name="site_preview"),
    path("duyet/<int:submission_id>/duyet/", approval.approve, name="approve"),
    path("duyet/<int:submission_id>/tra-lai/", approval.send_back, name="send_back"),
    path("duyet/<int:submission_id>/rut-lai/", approval.withdraw, name="withdraw"),
    path("duyet/<int:submission_id>/ket-qua/", approval.decided, name="decided"),
    path("duyet/<int:submission_id>/de-nghi/", suggesting.suggest, name="suggest"),
    path("de-nghi/<int:suggestion_id>/", suggesting.show, name="suggestion"),
    path("de-nghi/<int:suggestion_id>/nhan/", suggesting.accept, name="accept_suggestion"),
    path("de-nghi/<int:suggestion_id>/khong/", suggesting.refuse, name="refuse_suggestion"),
    path("uy-quyen/", delegations.delegations, name="delegations"),
    path("uy-quyen/moi/", delegations.delegate, name="delegate"),
    path("uy-quyen/<int:delegation_id>/cham-dut/", delegations.end, name="end_delegation"),
    path("so-buoc-duyet/", steps.steps, name="steps"),
    path("da-duyet/", approved.approved, name="approved"),
    path("da-duyet/<int:approval_id>/thu-hoi/", approved.recall, name="recall"),
    path("viet-bai/", writing.write, name="write"),
    path("nhap-van-ban/", document_import.import_document, name="import"),
    path("nhap-van-ban/<int:story_id>/", document_import.imported, name="imported"),
    path("tin-bai/<int:story_id>/van-ban-doc/", reading.show, name="reading"),
    path("tin-bai/<int:story_id>/van-ban-doc/chon/", reading.choose, name="choose_reading"),
    path("tin-bai/<int:story_id>/van-ban-doc/luu/", reading.save, name="save_script"),
    path("tin-bai/<int:story_id>/van-ban-doc/theo-bai/", reading.follow, name="follow_text"),
    path("tin-bai/<int:story_id>/luu-y/<int:number>/", reading.settle, name="settle_note"),
]
