// Comforts only: without this script the pages do the same, with fewer buttons.
(function () {
  "use strict";

  function each(selector, act) {
    Array.prototype.forEach.call(document.querySelectorAll(selector), act);
  }

  // The clipboard interface exists on secure origins only; the older way selects a hidden field.
  function copyByHand(text) {
    var field = document.createElement("textarea");
    field.value = text;
    field.className = "unseen";
    document.body.appendChild(field);
    field.select();
    var done = false;
    try {
      done = document.execCommand("copy");
    } catch (e) {
      done = false;
    }
    document.body.removeChild(field);
    return done;
  }

  function copy(text, tell) {
    if (navigator.clipboard && window.isSecureContext) {
      navigator.clipboard.writeText(text).then(
        function () { tell(true); },
        function () { tell(copyByHand(text)); }
      );
    } else {
      tell(copyByHand(text));
    }
  }

  each("[data-copy]", function (button) {
    var label = button.textContent;
    var status = document.createElement("span");
    status.className = "unseen";
    status.setAttribute("role", "status");
    button.parentNode.appendChild(status);
    button.hidden = false;
    button.addEventListener("click", function () {
      copy(button.getAttribute("data-copy"), function (done) {
        var said = button.getAttribute(done ? "data-done" : "data-failed");
        button.textContent = said;
        status.textContent = said;
        button.focus();
        window.setTimeout(function () {
          button.textContent = label;
          status.textContent = "";
        }, done ? 2500 : 6000);
      });
    });
  });

  each("[data-print]", function (button) {
    button.hidden = false;
    button.addEventListener("click", function () { window.print(); });
  });

  // The server writes UTC, because it knows no other zone; the browser knows its own.
  each("#otp-error time[datetime]", function (time) {
    var until = new Date(time.getAttribute("datetime"));
    if (!isNaN(until.getTime())) {
      var sameDay = until.toDateString() === new Date().toDateString();
      time.title = time.textContent;
      time.textContent = sameDay ? until.toLocaleTimeString() : until.toLocaleString();
    }
  });

  function asClock(seconds) {
    var hours = Math.floor(seconds / 3600);
    var minutes = Math.floor(seconds / 60) % 60;
    var rest = seconds % 60;
    function two(n) { return (n < 10 ? "0" : "") + n; }
    return (hours ? hours + ":" + two(minutes) : minutes) + ":" + two(rest);
  }

  each(".countdown[data-seconds]", function (countdown) {
    var end = Date.now() + 1000 * Number(countdown.getAttribute("data-seconds"));
    var running = countdown.querySelector(".running");
    var ready = countdown.querySelector(".ready");
    var parts = document.querySelectorAll("form .code, form .code ~ button[type=submit]");

    function block(blocked) {
      Array.prototype.forEach.call(parts, function (part) { part.disabled = blocked; });
    }

    function tick() {
      var left = Math.ceil((end - Date.now()) / 1000);
      if (left > 0) {
        countdown.querySelector(".left").textContent = asClock(left);
        window.setTimeout(tick, 250);
        return;
      }
      running.hidden = true;
      ready.textContent = ready.getAttribute("data-text");
      block(false);
      if (parts.length && document.activeElement === document.body) {
        parts[0].focus();
      }
    }

    block(true);
    countdown.hidden = false;
    tick();
  });
})();
