"use strict";
// Everything works without this file; it only saves reloading.
(() => {
  // The server writes times in the reader's zone once it knows it.
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone && !document.cookie.includes("zone=")) {
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

  const live = document.getElementById("live");
  const events = document.getElementById("events");
  const scroller = events?.closest(".scroller");
  if (scroller) scroller.scrollTop = scroller.scrollHeight;
  if (!live || live.dataset.ended === "true") return;

  const run = live.dataset.run;
  let last = Number(live.dataset.last);
  let fresh = new Date();
  let busy = false;
  let again = false;
  let ended = false;
  let source;

  const time = (at) => `${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())} UTC`;
  const say = (text, lost) => {
    live.textContent = text;
    live.classList.toggle("lost", lost);
  };
  let announced = 0;
  const announce = (text) => {
    if (Date.now() - announced < 3000) return;
    announced = Date.now();
    document.getElementById("announce").textContent = text;
  };

  // What a person is typing into is never replaced under their hands.
  const inUse = (part) => part.contains(document.activeElement) ||
    [...part.querySelectorAll("input:not([type=hidden]), textarea")].some((field) => field.value !== field.defaultValue) ||
    part.querySelector("details[open]") !== null;
  const plain = (part) => part.outerHTML.replace(/name="_csrf" value="[^"]*"/g, "").replace(/T\+[\d:]+/g, "");

  const update = async () => {
    if (busy) { again = true; return; }
    busy = true;
    try {
      const answer = await fetch(`/runs/${run}/live?after=${last}`, { headers: { Accept: "text/html" }, redirect: "error" });
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      page.querySelectorAll("[data-live]").forEach((part) => {
        const here = document.getElementById(part.id);
        if (here && plain(here) !== plain(part) && !inUse(here)) here.replaceWith(document.adoptNode(part));
      });
      const low = !scroller || scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 40;
      let text = "";
      page.querySelectorAll("#new-events > li").forEach((row) => {
        if (Number(row.dataset.number) <= last) return;
        last = Number(row.dataset.number);
        text = row.textContent;
        events.append(document.adoptNode(row));
      });
      if (scroller && low) scroller.scrollTop = scroller.scrollHeight;
      if (text) announce(text);
      fresh = new Date();
      ended = page.body.dataset.ended === "true";
      say(ended ? "Ended" : "Live", false);
    } catch {
      say(`Reconnecting. Data from ${time(fresh)}`, true);
    } finally {
      busy = false;
      if (again) { again = false; setTimeout(update, 150); }
    }
  };

  let timer;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(update, 120);
  };

  const connect = () => {
    source = new EventSource(`/api/v1/runs/${run}/events?after=${last}`);
    source.onopen = () => { say("Live", false); };
    source.addEventListener("journal", soon);
    source.addEventListener("end", () => { source.close(); update(); });
    source.addEventListener("signed-out", () => { source.close(); location.assign("/login"); });
    source.onerror = () => {
      if (ended) return;
      say(`Reconnecting. Data from ${time(fresh)}`, true);
      // The browser retries by itself unless the server refused.
      if (source.readyState === EventSource.CLOSED) setTimeout(connect, 3000);
    };
  };
  connect();
  addEventListener("pagehide", () => source.close());
})();
