// Saves what is typed by itself, keeps it in the browser while there is no connection, and tells of a second writer.
(() => {
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const text = form.elements.text, base = form.elements.base;
  const status = document.getElementById("gespeichert"), offline = document.getElementById("keine-verbindung");
  const place = "netzwerkstatt:" + form.dataset.autosave;
  const PAUSE = 900, AGAIN = 5000;
  let stored = text.defaultValue, timer = null, running = false;

  const say = (words, state) => { status.textContent = words; status.dataset.state = state; };
  const keep = () => { try { localStorage.setItem(place, JSON.stringify({ text: text.value, base: base.value })); } catch { /* full or forbidden */ } };
  const forget = () => { try { localStorage.removeItem(place); } catch { /* forbidden */ } };

  // Something was left in the browser when the connection was gone; or this page is older than the last save,
  // because it was fetched in the same moment (that copy lives as long as the tab).
  try {
    const left = JSON.parse(localStorage.getItem(place)), last = JSON.parse(sessionStorage.getItem(place));
    const found = left || (last && last.upon === base.value ? last : null);
    if (found && found.text !== text.value) { text.value = found.text; base.value = found.base; schedule(0); }
  } catch { /* nothing there */ }

  function schedule(wait) { clearTimeout(timer); timer = setTimeout(save, wait); }

  async function save() {
    if (running || text.value === stored) return;
    running = true;
    const sent = text.value;
    say(form.dataset.wordsSaving, "saving");
    try {
      const body = new FormData(form);
      const answer = await fetch(form.dataset.autosave, { method: "POST", body, headers: { Accept: "application/json" } });
      if (answer.status === 409) { forget(); running = false; form.requestSubmit(); return; }
      if (!answer.ok) throw new Error(answer.status);
      const told = await answer.json();
      try { sessionStorage.setItem(place, JSON.stringify({ text: sent, base: told.base, upon: base.value })); } catch { /* full or forbidden */ }
      stored = sent; base.value = told.base; offline.hidden = true; forget();
      say(form.dataset.wordsSaved + " " + told.saved, "saved");
    } catch {
      keep(); offline.hidden = false;
      say(form.dataset.wordsLocal, "local");
      schedule(AGAIN);
    }
    running = false;
    if (text.value !== sent) schedule(PAUSE);
  }

  text.addEventListener("input", () => { keep(); schedule(PAUSE); });
  if (text.value !== stored) { keep(); schedule(PAUSE); } // typed before this script had arrived
  addEventListener("online", () => schedule(0));
  form.addEventListener("submit", () => clearTimeout(timer));
})();
