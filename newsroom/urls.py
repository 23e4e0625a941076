"""Addresses of the newsroom's screens, under the admin and behind its sign-in."""

from django.urls import path

from newsroom.views import approval, approved, document_import, reading, script, waiting, writing

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
    path("viet-bai/", writing.write, name="write"),
    path("nhap-van-ban/", document_import.import_document, name="import"),
    path("nhap-van-ban/<int:story_id>/", document_import.imported, name="imported"),
    path("tin-bai/<int:story_id>/van-ban-doc/", reading.show, name="reading"),
    path("tin-bai/<int:story_id>/van-ban-doc/chon/", reading.choose, name="choose_reading"),
    path("tin-bai/<int:story_id>/van-ban-doc/luu/", script.save, name="save_script"),
    path("tin-bai/<int:story_id>/van-ban-doc/theo-bai/", script.follow, name="follow_text"),
    path("tin-bai/<int:story_id>/van-ban-doc/doc-la/", reading.fix, name="fix_reading"),
    path("tin-bai/<int:story_id>/van-ban-doc/bo-chot/", reading.forget, name="forget_reading"),
    path("tin-bai/<int:story_id>/van-ban-doc/goi-y/nhan/", script.take_hint, name="take_hint"),
    path("tin-bai/<int:story_id>/van-ban-doc/goi-y/bo/", script.refuse_hint, name="refuse_hint"),
    path("tin-bai/<int:story_id>/van-ban-doc/hai-phut/", script.use_short, name="use_short"),
    path("tin-bai/<int:story_id>/van-ban-doc/uoc-luong/", script.weigh, name="weigh_script"),
    path("nghe-cau/", reading.hear, name="hear"),
    path("tin-bai/<int:story_id>/luu-y/<int:number>/", script.settle, name="settle_note"),
]
