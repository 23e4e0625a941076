// A film, whole within its turn and without sound; its still stands there while it loads and when it cannot be shown.
"use strict";

// ``lasts`` is told how long the film is (ms), ``over`` is called at its end and when it breaks off.
function startFilm({ film, captions }, still, lasts, over) {
  const video = document.getElementById("film");
  stopFilm();
  video.muted = true;
  if (still) video.poster = `/picture/${still}`;
  if (captions) {
    const track = document.createElement("track");
    Object.assign(track, { kind: "captions", srclang: "vi", default: true, src: `/captions/${captions}` });
    video.append(track);
  }
  video.onloadedmetadata = () => { lasts(video.duration * 1000); for (const each of video.textTracks) each.mode = "showing"; };
  video.onended = () => over(true);
  video.onerror = () => over(false);
  video.src = `/film/${film}`;
  video.play().catch(() => {});
}

function stopFilm() {
  const video = document.getElementById("film");
  if (!video.hasAttribute("src")) return;
  video.onloadedmetadata = video.onended = video.onerror = null;
  video.pause();
  video.removeAttribute("src");
  video.removeAttribute("poster");
  video.replaceChildren();
  video.load();
}
