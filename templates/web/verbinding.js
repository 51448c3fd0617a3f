// Says that the server does not answer, and takes it back when it does.
"use strict";
for (const [what, gone] of [["htmx:sendError", true], ["htmx:afterOnLoad", false]]) {
  document.addEventListener(what, () => { document.getElementById("verbinding").hidden = !gone; });
}
