// Runs before the first paint, in any browser however old (ES5): wears the device's settings, and says so when the app does not start.
(function () {
  var root = document.documentElement;

  // The app writes these three when the person changes them; the page must not flash in the other theme until it has read its store.
  function wear(key, name, allowed) {
    try {
      var value = localStorage.getItem(key);
      if (allowed.indexOf(value) >= 0) root.setAttribute(name, value);
    } catch (refused) {
      // No storage, no settings: the system's apply.
    }
  }
  wear("gridloop.theme", "data-theme", ["light", "dark"]);
  wear("gridloop.text", "data-text", ["large"]);
  wear("gridloop.lang", "lang", ["zh-CN", "en"]);

  // The app has taken over as soon as the start-up screen is gone.
  function starting() {
    return document.getElementById("start-up") !== null;
  }

  function show(id) {
    var other = document.getElementById(id === "start-up-slow" ? "start-up-failed" : "start-up-slow");
    var block = document.getElementById(id);
    if (!block || (id === "start-up-slow" && other && !other.hidden)) return;
    if (other) other.hidden = true;
    block.hidden = false;
  }

  function fail(reason) {
    if (document.readyState === "loading") {
      document.addEventListener("DOMContentLoaded", function () { fail(reason); });
      return;
    }
    if (!starting()) return;
    show("start-up-failed");
    var line = document.getElementById("start-up-reason");
    if (line && !line.textContent) line.textContent = String(reason).slice(0, 200);
    var again = document.getElementById("start-up-again");
    if (again) again.onclick = function () { location.reload(); };
  }

  // Scripts and style sheets that do not load report here only in the capturing phase.
  window.addEventListener("error", function (event) {
    var from = event.target;
    if (from && from !== window) {
      if (from.tagName === "SCRIPT") fail("script " + from.src);
      return;
    }
    fail(event.message || "error");
  }, true);
  window.addEventListener("gridloop:start-failed", function (event) { fail(event.detail); });

  if (typeof WebAssembly !== "object" || typeof Promise !== "function" || !("noModule" in HTMLScriptElement.prototype)) {
    fail("WebAssembly or modules missing");
  }
  setTimeout(function () { if (starting()) show("start-up-slow"); }, 15000);
})();
