"""Addresses of the newsroom's screens, under the admin and behind its sign-in."""

from django.urls import path

from newsroom.views import (
    approval,
    approved,
    asking_again,
    document_import,
    emergency,
    evidence,
    people_security,
    reading,
    security,
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
    path("da-duyet/", approved.approved, name="approved"),
    path("da-duyet/<int:approval_id>/thu-hoi/", approved.recall, name="recall"),
    path("da-duyet/<int:approval_id>/phieu/", approved.approval_slip, name="slip"),
    path("chuoi-phe-duyet/", evidence.overview, name="evidence"),
    path("chuoi-phe-duyet/kiem-tra/", evidence.check_now, name="check_chain"),
    path("chuoi-phe-duyet/xoa/<int:story_id>/", evidence.propose, name="propose_erasure"),
    path("chuoi-phe-duyet/de-nghi/<int:proposal_id>/", evidence.proposal, name="erasure"),
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
    path("bao-mat/", security.security, name="security"),
    path("bao-mat/mat-khau/", asking_again.password, name="password"),
    path("bao-mat/hai-buoc/", security.set_up, name="second_step"),
    path("bao-mat/hai-buoc/tat/", security.switch_off, name="second_step_off"),
    path("bao-mat/ma-du-phong/", security.new_codes, name="recovery_codes"),
    path("bao-mat/phien/ket-thuc/", security.end_session, name="end_session"),
    path("bao-mat/phien/ket-thuc-khac/", security.end_others, name="end_others"),
    path("bao-mat/moi-nguoi/", people_security.everybody, name="everybody_security"),
    path("bao-mat/moi-nguoi/<int:person_id>/", people_security.one, name="person_security"),
    path("bao-mat/moi-nguoi/<int:person_id>/ket-thuc/", people_security.end_all, name="person_end_all"),
    path(
        "bao-mat/moi-nguoi/<int:person_id>/dat-lai/", people_security.reset_second_step, name="person_reset"
    ),
]
