"use strict";
// The diagram with the run's tokens. The list of steps says the same without it.
(async () => {
  const canvas = document.getElementById("canvas");
  if (!canvas || !canvas.dataset.bpmn) return;
  const frame = canvas.closest(".canvas-frame");
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

  // Gateways and events have no state of their own: they were passed when a step before and one after were reached.
  const flows = (list) => (list ?? []).filter((flow) => flow.type === "bpmn:SequenceFlow");
  const reached = (step) => states.has(step.id) && states.get(step.id) !== "pending";
  const before = (shape, seen = new Set()) => {
    if (seen.has(shape)) return false;
    seen.add(shape);
    if (states.has(shape.id)) return reached(shape);
    const incoming = flows(shape.incoming);
    return incoming.length === 0 || incoming.some((flow) => before(flow.source, seen));
  };
  const after = (shape, seen = new Set()) => {
    if (seen.has(shape)) return false;
    seen.add(shape);
    if (states.has(shape.id)) return reached(shape);
    return flows(shape.outgoing).some((flow) => after(flow.target, seen));
  };
  const passed = (flow) => {
    if (!before(flow.source) || !after(flow.target)) return false;
    // A shortcut past a branch was not taken when the branch was.
    const branches = flows(flow.source.outgoing).filter((other) => reached(other.target));
    return branches.length === 0 || reached(flow.target);
  };
  flows(elements.getAll()).forEach((flow) => {
    if (passed(flow)) view.addMarker(flow.id, "mark-path");
  });

  // Large diagrams scroll instead of shrinking until nobody can read them.
  const inner = view.viewbox().inner;
  const scale = Math.min(1, Math.max(0.75, (frame.clientWidth - 40) / inner.width));
  canvas.style.width = `${Math.ceil(inner.width * scale) + 40}px`;
  canvas.style.height = `${Math.max(220, Math.ceil(inner.height * scale) + 90)}px`;
  view.resized();
  view.viewbox({ x: inner.x - 20 / scale, y: inner.y - 24 / scale, width: canvas.clientWidth / scale, height: canvas.clientHeight / scale });
  // The maker's mark stays in sight while the diagram scrolls.
  frame.parentElement.append(canvas.querySelector(".bjs-powered-by"));

  let chosen;
  document.querySelectorAll(".steps [data-step]").forEach((row) => {
    const shape = elements.get(row.dataset.step);
    if (!shape) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "btn quiet find";
    button.textContent = "Find";
    button.setAttribute("aria-label", `Find ${row.querySelector(".title").textContent} in the diagram`);
    button.addEventListener("click", () => {
      if (chosen) view.removeMarker(chosen, "mark-chosen");
      chosen = shape.id;
      view.addMarker(chosen, "mark-chosen");
      frame.scrollTo({ left: (shape.x - inner.x + shape.width / 2) * scale - frame.clientWidth / 2 });
      frame.scrollIntoView({ block: "nearest" });
    });
    row.querySelector(".title").append(" ", button);
  });
})();
