"use strict";
// The diagram, linked with the list of steps: choosing one chooses the other. The list says the same without it.
(async () => {
  const canvas = document.getElementById("canvas");
  if (!canvas || !canvas.dataset.bpmn) return;
  const frame = canvas.closest(".canvas-frame");
  const xml = new TextDecoder().decode(Uint8Array.from(atob(canvas.dataset.bpmn), (c) => c.charCodeAt(0)));
  const viewer = new BpmnJS({ container: canvas });
  await viewer.importXML(xml);
  const view = viewer.get("canvas");
  const elements = viewer.get("elementRegistry");
  const tasks = /Task$|IntermediateCatchEvent$/;

  // Tokens: how far each step is, and which flows the run took.
  let marked = [];
  const mark = (id, name) => {
    if (!elements.get(id)) return;
    view.addMarker(id, name);
    marked.push([id, name]);
  };
  const paint = () => {
    marked.forEach(([id, name]) => view.removeMarker(id, name));
    marked = [];
    const states = new Map();
    document.querySelectorAll("#tokens [data-step]").forEach((token) => states.set(token.dataset.step, token.dataset.state));
    if (states.size === 0) return;
    const taken = new Set([...document.querySelectorAll("#tokens [data-flow]")].map((token) => token.dataset.flow));
    states.forEach((state, step) => mark(step, `mark-${state}`));

    const flows = (list) => (list ?? []).filter((flow) => flow.type === "bpmn:SequenceFlow");
    const reached = (shape) => states.has(shape.id) && states.get(shape.id) !== "pending";
    const over = (shape) => ["done", "undone", "skipped"].includes(states.get(shape.id));
    const seen = new Map();
    const passed = (shape) => {
      if (seen.has(shape)) return seen.get(shape);
      seen.set(shape, false);
      const incoming = flows(shape.incoming);
      let answer;
      if (states.has(shape.id)) answer = over(shape);
      else if (incoming.length === 0) answer = flows(shape.outgoing).some((flow) => reached(flow.target));
      else if (shape.type === "bpmn:ParallelGateway") answer = incoming.every(went);
      else answer = incoming.some(went);
      seen.set(shape, answer);
      return answer;
    };
    const went = (flow) => {
      if (!passed(flow.source)) return false;
      if (states.has(flow.target.id)) return reached(flow.target);
      const ways = flows(flow.source.outgoing);
      if (flow.source.type !== "bpmn:ExclusiveGateway" || ways.length < 2) return true;
      return ways.some((way) => taken.has(way.id)) ? taken.has(flow.id) : !ways.some((way) => reached(way.target));
    };
    elements.getAll().forEach((shape) => {
      if (shape.type === "bpmn:SequenceFlow" && went(shape)) mark(shape.id, "mark-path");
      if (shape.type === "bpmn:Association" && reached(shape.target)) mark(shape.id, "mark-path");
    });
  };
  paint();

  // Large diagrams scroll instead of shrinking until nobody can read them.
  const inner = view.viewbox().inner;
  let scale = 1;
  const room = 20;
  const draw = (wanted) => {
    scale = wanted;
    canvas.style.width = `${Math.ceil(inner.width * scale) + 2 * room}px`;
    canvas.style.height = `${Math.max(220, Math.ceil(inner.height * scale) + 70)}px`;
    view.resized();
    view.viewbox({ x: inner.x - room / scale, y: inner.y - 24 / scale, width: canvas.clientWidth / scale, height: canvas.clientHeight / scale });
  };
  const fit = () => Math.min(1, (frame.clientWidth - 2 * room) / inner.width);
  draw(Math.max(0.75, fit()));
  const zoom = document.getElementById("zoom");
  if (zoom) {
    zoom.hidden = false;
    zoom.addEventListener("click", (event) => {
      const wish = event.target.closest("button")?.dataset.zoom;
      if (wish === "fit") draw(fit());
      if (wish === "in") draw(Math.min(2, scale * 1.25));
      if (wish === "out") draw(Math.max(fit(), scale / 1.25));
    });
  }
  // The maker's mark stays in sight while the diagram scrolls.
  frame.parentElement.append(canvas.querySelector(".bjs-powered-by"));

  let chosen;
  const choose = (id, from) => {
    const shape = elements.get(id);
    if (!shape) return;
    if (chosen) view.removeMarker(chosen, "mark-chosen");
    chosen = id;
    view.addMarker(id, "mark-chosen");
    document.querySelectorAll(".steps [data-step]").forEach((row) => {
      const mine = row.dataset.step === id;
      row.classList.toggle("chosen", mine);
      row.querySelector(".pick")?.setAttribute("aria-pressed", String(mine));
      if (mine && from !== "list") row.scrollIntoView({ block: "nearest" });
    });
    if (from !== "diagram") {
      frame.scrollTo({
        left: (shape.x - inner.x + shape.width / 2) * scale - frame.clientWidth / 2,
        top: (shape.y - inner.y + shape.height / 2) * scale - frame.clientHeight / 2,
      });
      if (from === "list") frame.scrollIntoView({ block: "nearest" });
    }
    if (from !== "address") history.replaceState(null, "", `#step-${id}`);
  };
  const link = () => document.querySelectorAll(".steps [data-step]").forEach((row) => {
    const title = row.querySelector(".title");
    if (!elements.get(row.dataset.step) || title.querySelector(".pick")) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "pick";
    button.setAttribute("aria-pressed", String(row.dataset.step === chosen));
    row.classList.toggle("chosen", row.dataset.step === chosen);
    button.append(...title.childNodes);
    button.addEventListener("click", () => choose(row.dataset.step, "list"));
    title.append(button);
  });
  link();
  viewer.get("eventBus").on("element.click", ({ element }) => {
    const id = element.labelTarget?.id ?? element.id;
    if (document.querySelector(`.steps [data-step="${CSS.escape(id)}"]`)) choose(id, "diagram");
  });
  document.addEventListener("firedrill:live", () => { paint(); link(); });
  const asked = /^#step-(.+)$/.exec(location.hash);
  if (asked) choose(decodeURIComponent(asked[1]), "address");
  canvas.dataset.drawn = "true";
})();
