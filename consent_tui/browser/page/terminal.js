// What the terminal's own script lacks: letters that fit, fingers that draw, what comes after the end, the copy; and
// what it must not do: select.
"use strict";

(() => {
  const body = document.body;
  const at = (id) => document.getElementById(id);
  const show = (id, shown) => { at(id).hidden = !shown; };
  const terminal = at("terminal");
  let how = ""; // how the session has ended, if the server has said so

  // Letters as large as they are usually, smaller where 80 columns and 24 rows would not fit otherwise.
  const WIDE = 0.601, HIGH = 1.32; // of a letter of Roboto Mono, in parts of its size
  const fitting = Math.min(window.innerWidth / (81 * WIDE), window.innerHeight / (24.5 * HIGH));
  terminal.dataset.fontSize = String(Math.max(9, Math.min(16, Math.floor(fitting))));

  const refit = () => window.dispatchEvent(new Event("resize"));
  const footer = () => { show("below", !at("copy").hidden || !at("letters").hidden); refit(); };

  // The terminal's script keeps its websocket to itself; what is meant for the page is overheard.
  const Plain = window.WebSocket;
  window.WebSocket = class extends Plain {
    constructor(address) {
      super(address);
      this.addEventListener("message", ({ data }) => { typeof data === "string" ? heard(data) : drawn(data); });
      this.addEventListener("open", () => terminal.querySelector("textarea").focus());
      this.addEventListener("close", closed);
    }
    send(data) { // keys that come before the line is there, or after it has gone, are nobody's
      if (this.readyState === Plain.OPEN) { super.send(data); }
    }
  };

  function heard(text) {
    const [what, value] = JSON.parse(text);
    if (what === "ended") { how = value; }
    if (what === "copy") {
      const link = at("copy").querySelector("a");
      link.href = value ? `/copy/${value}` : "";
      show("copy", Boolean(value));
      footer();
    }
  }

  // At Start the kiosk has its terminal forget; so does the page. Letters that a tablet's keyboard held back wait in a
  // field nobody sees until Enter: they were the last client's.
  const FORGET = "\x1b[3J";
  let cut = ""; // what was drawn last: the order may come in two parts
  function drawn(data) {
    const text = cut + new TextDecoder("latin1").decode(data);
    cut = text.slice(1 - FORGET.length);
    if (!text.includes(FORGET)) { return; }
    const field = terminal.querySelector("textarea");
    field.blur(); // what the keyboard is about to write has an end, and nothing is sent of an empty field
    field.value = "";
    terminal.querySelector(".composition-view").textContent = "";
    field.focus();
  }

  function closed() {
    show("start", false);
    show("below", false);
    if (how === "stopped") { // the screen says what happened, and has nothing of a client's any more
      show("stopped", true);
      refit();
      at("stopped").querySelector("a").focus();
      return;
    }
    forget();
    const page = { left: "ended", full: "full" }[how] ?? "lost";
    show(page, true);
    at(page).querySelector("a").focus();
  }

  function forget() { // what was last on the screen is in the page's memory as well
    at("screen").remove();
  }
  window.addEventListener("pagehide", () => { if (at("screen")) { forget(); } });

  // Nothing of the screen gets to the clipboard: on a shared machine that is the next person's as well. The terminal's
  // script selects what is dragged over with Shift, a word below the right button, and whatever is pressed while no
  // kiosk takes the mouse; on Linux that would be on the other clipboard at once. So no such press gets to it. What
  // Cmd+A selects, or letters of a tablet hold back, is not copied.
  const shut = (event) => { event.preventDefault(); event.stopImmediatePropagation(); };
  for (const kind of ["copy", "cut", "contextmenu"]) {
    document.addEventListener(kind, (event) => { if (at("screen")) { shut(event); } }, true);
  }
  terminal.addEventListener("mousedown", (event) => {
    const presses = event.button === 0 && terminal.querySelector(".enable-mouse-events");
    if (presses && !event.shiftKey) { return; }
    shut(event);
    if (presses) { // with Shift held down by whatever hand or setting, a press is a press
      const { clientX, clientY, screenX, screenY, detail } = event;
      event.target.dispatchEvent(new MouseEvent("mousedown", {
        bubbles: true, cancelable: true, view: window, button: 0, buttons: 1, clientX, clientY, screenX, screenY, detail,
      }));
    }
  }, true);

  // A finger is a mouse: a drag draws, a tap presses. The terminal's script knows mice alone.
  let finger = null;
  function pass(kind, touch) {
    finger.last = touch;
    finger.on.dispatchEvent(new MouseEvent(kind, {
      bubbles: true, cancelable: true, view: window, button: 0, buttons: kind === "mouseup" ? 0 : 1,
      clientX: touch.clientX, clientY: touch.clientY, screenX: touch.screenX, screenY: touch.screenY, detail: 1,
    }));
  }
  const ours = (event) => finger && [...event.changedTouches].find((touch) => touch.identifier === finger.id);
  terminal.addEventListener("touchstart", (event) => {
    event.preventDefault();
    touched();
    if (finger && ![...event.touches].some((touch) => touch.identifier === finger.id)) {
      pass("mouseup", finger.last); // its end got lost, with what it had touched
      finger = null;
    }
    if (finger) { return; } // a second finger draws nothing
    const touch = event.changedTouches[0];
    finger = { id: touch.identifier, on: document.elementFromPoint(touch.clientX, touch.clientY) };
    pass("mousedown", touch);
  }, { passive: false });
  terminal.addEventListener("touchmove", (event) => {
    event.preventDefault();
    const touch = ours(event);
    if (touch) { pass("mousemove", touch); }
  }, { passive: false });
  for (const kind of ["touchend", "touchcancel"]) {
    terminal.addEventListener(kind, (event) => {
      event.preventDefault();
      const touch = ours(event);
      if (touch) { pass("mouseup", touch); finger = null; }
    }, { passive: false });
  }

  // A touched screen would show its letters at every tap and cover half the page; they come when they are wanted.
  function touched() {
    const field = terminal.querySelector("textarea");
    if (!field || !at("letters").hidden) { return; }
    field.inputMode = "none";
    show("letters", true);
    footer();
  }
  at("letters").addEventListener("click", () => {
    const field = terminal.querySelector("textarea");
    const shown = field.inputMode === "none";
    field.inputMode = shown ? "text" : "none";
    at("letters").setAttribute("aria-pressed", String(shown));
    field.blur();
    field.focus();
  });

  // The font is there before a letter is measured. The terminal's script begins when the page has loaded, or never.
  const begin = document.createElement("script");
  begin.src = "/terminal/js/textual.js";
  begin.addEventListener("load", () => { if (late) { window.onload(new Event("load")); } });
  let late = false;
  const faces = ["400 16px 'Roboto Mono'", "700 16px 'Roboto Mono'"].map((face) => document.fonts.load(face));
  Promise.allSettled(faces).then(() => {
    late = document.readyState === "complete"; // else this script holds the event back until it has run
    body.append(begin);
  });
})();
