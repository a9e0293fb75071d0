"use strict";
// New events of the run without reloading. What cannot be kept up is said, with the age of what is shown.
(() => {
  const live = document.getElementById("live");
  const events = document.getElementById("events");
  if (!live || live.dataset.ended === "true") return;
  const two = (n) => String(n).padStart(2, "0");
  const scroller = events?.closest(".scroller");

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
    part.querySelector("details[open]:not(.back-steps)") !== null;
  const plain = (part) => part.outerHTML.replace(/name="_csrf" value="[^"]*"/g, "").replace(/T\+[\d:]+/g, "");

  const update = async () => {
    if (busy) { again = true; return; }
    busy = true;
    try {
      // Pages without a list of events are asked for whole, and give only the parts that are marked as live.
      const address = events ? `/runs/${run}/live?after=${last}` : location.href;
      const answer = await fetch(address, { headers: { Accept: "text/html" }, redirect: "error" });
      if (!answer.ok) throw new Error(String(answer.status));
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      page.querySelectorAll("[data-live]").forEach((part) => {
        const here = document.getElementById(part.id);
        if (!here || plain(here) === plain(part) || inUse(here)) return;
        const open = [...here.querySelectorAll("details")].map((one) => one.open);
        part.querySelectorAll("details").forEach((one, n) => { one.open ||= open[n]; });
        here.replaceWith(document.adoptNode(part));
      });
      document.dispatchEvent(new CustomEvent("firedrill:live"));
      const low = !scroller || scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < 40;
      let text = "";
      page.querySelectorAll("#new-events > li").forEach((row) => {
        if (Number(row.dataset.number) <= last) return;
        last = Number(row.dataset.number);
        text = row.textContent;
        events?.append(document.adoptNode(row));
      });
      if (scroller && low) scroller.scrollTop = scroller.scrollHeight;
      if (text) announce(text);
      fresh = new Date();
      const state = page.getElementById("live")?.dataset ?? page.body.dataset;
      if (!events) last = Math.max(last, Number(state.last));
      ended = state.ended === "true";
      say(ended ? "Ended" : "Live", false);
    } catch {
      say(`Reconnecting. Data from ${time(fresh)}`, true);
    } finally {
      busy = false;
      if (again) { again = false; setTimeout(update, events ? 150 : 1000); }
    }
  };

  let timer;
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(update, events ? 120 : 400);
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
  // Open bars end at now.
  if (!events) setInterval(soon, 5000);
  addEventListener("pagehide", () => source.close());
})();
