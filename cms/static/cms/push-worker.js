// Shows notices of the commune, and opens the page that belongs to one. Keeps nothing, answers no request for pages.
"use strict";

const ICON = "/static/cms/icons/loa-xa-192.png";
const BADGE = "/static/cms/icons/badge-96.png";

self.addEventListener("install", function ready() { self.skipWaiting(); });
self.addEventListener("activate", function begin(event) { event.waitUntil(self.clients.claim()); });

function words(data) {
  try {
    return data.json();
  } catch (broken) {
    return { title: "Loa Xã", body: "", tag: "", url: "/" };
  }
}

self.addEventListener("push", function show(event) {
  const told = words(event.data);
  const options = {
    body: told.body,
    icon: ICON,
    badge: BADGE,
    lang: "vi",
    requireInteraction: true,
    data: { url: told.url },
  };
  if (told.tag) {
    options.tag = told.tag;
    options.renotify = true;
  }
  event.waitUntil(self.registration.showNotification(told.title, options));
});

self.addEventListener("notificationclick", function open(event) {
  event.notification.close();
  const wanted = new URL(event.notification.data.url || "/", self.location.origin);
  if (wanted.origin !== self.location.origin) return;
  event.waitUntil(self.clients.openWindow(wanted.href));
});
