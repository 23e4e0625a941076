"""Addresses of the service centre's screens, under the admin."""

from django.urls import path

from broadcast.views import sounds

app_name = "broadcast"

urlpatterns = [
    path("ban-thu/<int:recording_id>/nghe.mp3", sounds.recording_sound, name="recording_sound"),
    path("ban-thu/<int:recording_id>/dang-song.png", sounds.recording_waveform, name="recording_waveform"),
    path("bang-tin/<int:item_id>/khung.png", sounds.board_frame, name="board_frame"),
]
