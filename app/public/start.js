// Loads the app: the build writes the names of its two files on this script's tag.
const tag = document.querySelector("script[data-wasm]");

import(tag.dataset.js)
  .then((app) => app.default({ module_or_path: tag.dataset.wasm }))
  .catch((error) => {
    console.error(error);
    dispatchEvent(new CustomEvent("gridloop:start-failed", { detail: error }));
  });
