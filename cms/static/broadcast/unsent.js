// Sentences that are not on the server yet, kept in the browser's own store until they are: a closed tab loses nothing.
"use strict";

class Unsent {
  constructor(programme) {
    this.programme = programme;
    this.rows = new Map();
  }

  // Reads what an earlier visit left; without a store (private windows) the memory of this page must do.
  async load() {
    this.store = await this.opened().catch(() => null);
    const found = this.store ? await this.run("readonly", (rows) => rows.getAll()) : [];
    found.filter((row) => row.programme === this.programme).forEach((row) => this.rows.set(row.sentence, row));
    return [...this.rows.values()];
  }

  opened() {
    return new Promise((resolve, reject) => {
      const request = window.indexedDB.open("loa-xa-announcer", 1);
      request.onupgradeneeded = () => request.result.createObjectStore("unsent", { keyPath: "token" });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }

  run(mode, act) {
    return new Promise((resolve, reject) => {
      const request = act(this.store.transaction("unsent", mode).objectStore("unsent"));
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  }

  // A later attempt at the same sentence takes the place of the earlier one.
  async put(row) {
    const earlier = this.rows.get(row.sentence);
    this.rows.set(row.sentence, row);
    if (earlier) await this.forget(earlier);
    if (this.store) await this.run("readwrite", (rows) => rows.put(row)).catch(() => null);
  }

  async remove(row) {
    if (this.rows.get(row.sentence) === row) this.rows.delete(row.sentence);
    await this.forget(row);
  }

  async forget(row) {
    if (this.store) await this.run("readwrite", (rows) => rows.delete(row.token)).catch(() => null);
  }

  get all() {
    return [...this.rows.values()];
  }

  has(row) {
    return this.rows.get(row.sentence) === row;
  }
}
