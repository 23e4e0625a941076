"""Addresses of the service centre's screens, under the admin."""

from django.urls import path

from broadcast.views import (
    boards,
    booking,
    devices,
    dictionary,
    home,
    log,
    programme,
    slots,
    sounds,
    standing,
)

app_name = "broadcast"

urlpatterns = [
    path("", home.home, name="home"),
    path("moi-nhat/", home.live, name="live"),
    path("chuong-trinh/<int:programme_id>/", programme.programme, name="programme"),
    path("chuong-trinh/<int:programme_id>/ban-thu/", programme.make_take, name="make_take"),
    path("chuong-trinh/<int:programme_id>/xep-lich/", booking.book, name="book"),
    path("ban-thu/<int:recording_id>/nhan/", programme.accept, name="accept"),
    path("ban-thu/<int:recording_id>/bo/", programme.reject, name="reject"),
    path("ban-thu/<int:recording_id>/lam-lai/", programme.retry, name="retry"),
    path("ban-thu/<int:recording_id>/nghe.mp3", sounds.recording_sound, name="recording_sound"),
    path("ban-thu/<int:recording_id>/dang-song.png", sounds.recording_waveform, name="recording_waveform"),
    path("hang-cho/<int:booking_id>/bo/", programme.cancel, name="cancel"),
    path("bang-tin/<int:item_id>/khung.png", sounds.board_frame, name="board_frame"),
    path("bang-tin/<int:item_id>/dung/", boards.stop, name="board_stop"),
    path("khung-gio/", slots.slots, name="slots"),
    path("khung-gio/moi/", slots.add, name="slot_add"),
    path("khung-gio/<int:slot_id>/", slots.slot, name="slot"),
    path("nhac-hieu/", standing.standing, name="standing"),
    path("nhac-hieu/<int:clip_id>/nghe.mp3", sounds.clip_sound, name="clip_sound"),
    path("nhac-hieu/<int:clip_id>/duyet/", standing.approve, name="standing_approve"),
    path("nhac-hieu/<int:clip_id>/thu-hoi/", standing.revoke, name="standing_revoke"),
    path("tu-dien/", dictionary.entries, name="dictionary"),
    path("tu-dien/them/", dictionary.add, name="dictionary_add"),
    path("tu-dien/xuat.csv", dictionary.export, name="dictionary_export"),
    path("tu-dien/nhap/", dictionary.import_file, name="dictionary_import"),
    path("tu-dien/nghe/", dictionary.hear, name="dictionary_hear"),
    path("tu-dien/<int:entry_id>/", dictionary.entry, name="dictionary_entry"),
    path("tu-dien/<int:entry_id>/bo/", dictionary.remove, name="dictionary_remove"),
    path("tu-dien/<int:entry_id>/lay-lai/", dictionary.restore, name="dictionary_restore"),
    path("nghe/<str:name>.mp3", dictionary.heard, name="heard"),
    path("nhat-ky/", log.log, name="log"),
    path("thiet-bi/", devices.devices, name="devices"),
    path("thiet-bi/xac-nhan/", devices.confirm, name="device_confirm"),
    path("thiet-bi/<uuid:device_id>/thu-hoi/", devices.revoke, name="device_revoke"),
]
