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

  // A fault in the running app stops all of it: it answers no finger any more, so a sentence has to.
  function stopped(error) {
    if (starting() || document.getElementById("stopped") || !(error instanceof WebAssembly.RuntimeError)) return;
    var screen = document.createElement("div");
    screen.id = "stopped";
    screen.className = "start-up start-up--over";
    screen.setAttribute("role", "alertdialog");
    screen.setAttribute("aria-modal", "true");
    screen.setAttribute("aria-labelledby", "stopped-zh");
    var block = document.createElement("div");
    block.className = "start-up__trouble";
    function line(lang, text) {
      var paragraph = document.createElement("p");
      paragraph.lang = lang;
      paragraph.id = lang === "en" ? "stopped-en" : "stopped-zh";
      paragraph.textContent = text;
      block.appendChild(paragraph);
    }
    line("zh-CN", "应用出错停住了。已存本机的内容都还在，请重新打开；如果再次出现，请告诉管理员您刚才做了什么。");
    line("en", "The app has stopped because of an error. Whatever was saved on this device is still there: open it again. If it happens once more, tell your administrator what you did.");
    var again = document.createElement("button");
    again.type = "button";
    again.className = "start-up__again";
    again.textContent = "重新打开 Open again";
    again.onclick = function () { location.reload(); };
    block.appendChild(again);
    screen.appendChild(block);
    document.body.appendChild(screen);
    again.focus();
  }
  window.addEventListener("error", function (event) { stopped(event.error); });
  window.addEventListener("unhandledrejection", function (event) { stopped(event.reason); });

  if (typeof WebAssembly !== "object" || typeof Promise !== "function" || !("noModule" in HTMLScriptElement.prototype)) {
    fail("WebAssembly or modules missing");
  }
  setTimeout(function () { if (starting()) show("start-up-slow"); }, 15000);
})();
