"use strict";
// Single keys as shortcuts, for those who did not switch them off.
(() => {
  const help = document.getElementById("help");
  const show = () => { if (help && !help.open) help.showModal(); };
  document.getElementById("open-help")?.addEventListener("click", (event) => {
    event.preventDefault();
    show();
  });
  if (document.documentElement.dataset.keys !== "on" || !help) return;

  const typing = (target) => target.closest("input, select, textarea, [contenteditable]") !== null;
  const rows = () => [...document.querySelectorAll("main a.cover")].filter((row) => row.offsetParent !== null);
  const step = (by) => {
    const all = rows();
    const next = all[Math.min(all.length - 1, Math.max(0, all.indexOf(document.activeElement) + by))];
    next?.focus();
  };
  const search = () => {
    const field = document.getElementById("f-q");
    if (field) field.focus();
    else location.assign("/runs#f-q");
  };
  const clock = () => document.querySelector("#clock button[aria-pressed=false]")?.click();
  const tab = (n) => document.querySelectorAll(".tabs a")[n - 1]?.click();

  let going = 0;
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (typing(event.target) || help.open) return;
    const key = event.key;
    if (going && Date.now() - going < 1500) {
      going = 0;
      document.querySelector(`.nav a[data-key="${CSS.escape(key)}"]`)?.click();
      return;
    }
    if (key === "g") going = Date.now();
    else if (key === "?") show();
    else if (key === "u") clock();
    else if (key === "j") step(1);
    else if (key === "k") step(-1);
    else if (/^[1-9]$/.test(key)) tab(Number(key));
    else if (key === "/") {
      event.preventDefault();
      search();
    }
  });
  if (location.hash === "#f-q") document.getElementById("f-q")?.focus();
})();
