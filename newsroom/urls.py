"""Addresses of the newsroom's screens, under the admin and behind its sign-in."""

from django.urls import path

from newsroom.views import approval, approved, document_import, emergency, reading, waiting, writing

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
    path("da-duyet/", approved.approved, name="approved"),
    path("da-duyet/<int:approval_id>/thu-hoi/", approved.recall, name="recall"),
    path("khan-cap/", emergency.write, name="emergency"),
    path("khan-cap/dien-tap/", emergency.drill, name="drill"),
    path("khan-cap/nghe-thu.mp3", emergency.hear, name="emergency_hear"),
    path("khan-cap/tin/<int:submission_id>/", emergency.existing, name="emergency_existing"),
    path("khan-cap/<int:submission_id>/", emergency.status, name="emergency_status"),
    path("khan-cap/<int:submission_id>/dung/", emergency.stop, name="emergency_stop"),
    path("khan-cap/<int:submission_id>/xem-lai/", emergency.look, name="emergency_look"),
    path("viet-bai/", writing.write, name="write"),
    path("nhap-van-ban/", document_import.import_document, name="import"),
    path("nhap-van-ban/<int:story_id>/", document_import.imported, name="imported"),
    path("tin-bai/<int:story_id>/van-ban-doc/", reading.show, name="reading"),
    path("tin-bai/<int:story_id>/van-ban-doc/chon/", reading.choose, name="choose_reading"),
    path("tin-bai/<int:story_id>/van-ban-doc/luu/", reading.save, name="save_script"),
    path("tin-bai/<int:story_id>/van-ban-doc/theo-bai/", reading.follow, name="follow_text"),
    path("tin-bai/<int:story_id>/luu-y/<int:number>/", reading.settle, name="settle_note"),
]
