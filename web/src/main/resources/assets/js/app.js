"use strict";
// Everything works without this file; it only saves reloading.
(() => {
  // The server writes times in the reader's zone once it knows it.
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && !/(^|; )zone=/.test(document.cookie)) {
    document.cookie = `zone=${encodeURIComponent(zone)}; path=/; max-age=31536000; samesite=strict`;
  }

  document.querySelectorAll("[data-autosubmit]").forEach((field) =>
    field.addEventListener("change", () => field.form.submit()));

  const fitFields = () => document.querySelectorAll("[data-when]").forEach((field) => {
    const other = document.getElementById(field.dataset.when);
    field.hidden = other !== null && !field.dataset.values.split(" ").includes(other.value);
  });
  fitFields();
  document.addEventListener("change", fitFields);

  const two = (n) => String(n).padStart(2, "0");
  const skew = Date.now() - Date.parse(document.querySelector(".foot time")?.dateTime ?? new Date().toISOString());
  const tick = () => document.querySelectorAll("[data-since]").forEach((clock) => {
    const s = Math.max(0, Math.floor((Date.now() - skew - Date.parse(clock.dataset.since)) / 1000));
    const h = Math.floor(s / 3600);
    clock.textContent = `T+${h ? `${h}:` : ""}${two(Math.floor(s / 60) % 60)}:${two(s % 60)}`;
  });
  setInterval(tick, 1000);

  const scroller = document.querySelector(".scroller");
  if (scroller) scroller.scrollTop = scroller.scrollHeight;

  // A menu closes like one.
  const menu = document.querySelector(".menu");
  document.addEventListener("click", (event) => { if (menu && !menu.contains(event.target)) menu.open = false; });
  menu?.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
})();
