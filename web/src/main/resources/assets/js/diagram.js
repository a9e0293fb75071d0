"use strict";
(async () => {
  const canvas = document.getElementById("canvas");
  if (!canvas || !canvas.dataset.bpmn) return;
  const xml = new TextDecoder().decode(Uint8Array.from(atob(canvas.dataset.bpmn), (c) => c.charCodeAt(0)));
  const viewer = new BpmnJS({ container: canvas });
  await viewer.importXML(xml);
  const view = viewer.get("canvas");
  const elements = viewer.get("elementRegistry");
  const states = new Map();
  document.querySelectorAll("#tokens [data-step]").forEach((token) => states.set(token.dataset.step, token.dataset.state));
  states.forEach((state, step) => {
    if (elements.get(step)) view.addMarker(step, `mark-${state}`);
  });
  const been = (shape) => !states.has(shape.id) ? shape.type === "bpmn:StartEvent" || shape.incoming?.some((flow) => passed(flow)) :
    states.get(shape.id) !== "pending";
  const passed = (flow) => flow.source && flow.target && states.get(flow.target.id) !== "pending" && states.has(flow.target.id) && been(flow.source);
  elements.filter((element) => element.type === "bpmn:SequenceFlow").forEach((flow) => {
    if (passed(flow)) view.addMarker(flow.id, "mark-path");
  });
  // Large diagrams scroll instead of shrinking until nobody can read them.
  const inner = view.viewbox().inner;
  const scale = Math.min(1, Math.max(0.75, (canvas.clientWidth - 40) / inner.width));
  canvas.style.width = `${Math.ceil(inner.width * scale) + 40}px`;
  canvas.style.height = `${Math.max(220, Math.ceil(inner.height * scale) + 90)}px`;
  view.resized();
  view.viewbox({ x: inner.x - 20 / scale, y: inner.y - 24 / scale, width: canvas.clientWidth / scale, height: canvas.clientHeight / scale });
  let chosen;
  document.querySelectorAll(".steps [data-step]").forEach((row) => row.addEventListener("click", () => {
    if (chosen) view.removeMarker(chosen, "mark-chosen");
    chosen = row.dataset.step;
    if (elements.get(chosen)) view.addMarker(chosen, "mark-chosen");
  }));
})();
