"use strict";
// The search over all names. They are in search.js, in the constant names: each is a
// text, or a pair of a text and the address of its page.
{
  const root = new URL(".", document.currentScript.src);
  const most = 50; // that are listed
  const $ = (id) => document.getElementById(id);
  const box = $("find"), input = $("find-text"), list = $("find-list"), count = $("find-count");

  const page = (kind, name) => kind === "error" ? "errors.html#e-" + name.replace(" ", "-") : `${kind}/${name}.html`;
  const all = Object.entries(names).flatMap(([kind, of]) => (of ?? []).map((it) => {
    const [name, address] = Array.isArray(it) ? it : [it, page(kind, it)];
    return { kind, name, address, small: name.toLowerCase() };
  }));
  let chosen = -1; // of those that are listed

  // part reports whether a part of a name begins at a place: send and Code in auth.sendCode.
  const part = (name, i) => ". _".includes(name[i - 1]) || /[a-z0-9][A-Z]/.test(name.slice(i - 1, i + 1));

  // rank says how well a name answers to a word, the least best: it is the word, begins
  // with it, has a part that does, or holds it.
  function rank(it, word) {
    if (it.small === word) return 0;
    if (it.small.startsWith(word)) return 1;
    for (let i = it.small.indexOf(word); i >= 0; i = it.small.indexOf(word, i + 1)) {
      if (part(it.name, i)) return 2;
    }
    return 3;
  }

  function find(text) {
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    if (!words.length) return [];
    return all.filter((it) => words.every((w) => it.small.includes(w)))
      .map((it) => ({ ...it, rank: Math.max(...words.map((w) => rank(it, w))) }))
      .sort((a, b) => a.rank - b.rank || (a.kind === "error") - (b.kind === "error") || a.name.length - b.name.length || (a.name < b.name ? -1 : 1));
  }

  function option(it, i) {
    const a = document.createElement("a"), kind = document.createElement("small");
    a.id = "find-" + i;
    a.href = new URL(it.address, root);
    a.setAttribute("role", "option");
    a.tabIndex = -1;
    kind.textContent = it.kind;
    a.append(it.name, kind);
    return a;
  }

  function show() {
    const found = find(input.value), asked = input.value.trim() !== "";
    list.replaceChildren(...found.slice(0, most).map(option));
    if (found.length > most || !found.length) {
      const more = document.createElement("p");
      more.role = "presentation";
      more.textContent = found.length ? `and ${found.length - most} more` : "No matching names.";
      list.append(more);
    }
    count.textContent = asked ? `${found.length} ${found.length === 1 ? "name" : "names"}` : "";
    open(asked);
    choose(0);
  }

  function open(yes) {
    list.hidden = !yes;
    input.setAttribute("aria-expanded", yes);
  }

  function choose(i) {
    const options = list.querySelectorAll("[role=option]");
    chosen = options.length ? (i + options.length) % options.length : -1; // round and round
    options.forEach((a, n) => a.setAttribute("aria-selected", n === chosen));
    options[chosen]?.scrollIntoView({ block: "nearest" });
    if (chosen < 0) input.removeAttribute("aria-activedescendant");
    else input.setAttribute("aria-activedescendant", "find-" + chosen);
  }

  const keys = {
    ArrowDown: () => list.hidden ? show() : choose(chosen + 1),
    ArrowUp: () => choose(chosen - 1),
    Enter: () => list.querySelectorAll("[role=option]")[chosen]?.click(),
    Escape: () => { if (list.hidden) input.value = ""; open(false); },
  };
  input.addEventListener("keydown", (e) => {
    e.stopPropagation(); // a report has keys of its own
    if (!Object.hasOwn(keys, e.key) || e.isComposing) return;
    e.preventDefault();
    keys[e.key]();
  });
  input.addEventListener("input", show);
  input.addEventListener("focus", () => { if (input.value) show(); });
  box.addEventListener("focusout", (e) => { if (!box.contains(e.relatedTarget)) open(false); });
  list.addEventListener("pointerdown", (e) => e.preventDefault()); // or the list is gone before the click
  list.addEventListener("click", () => open(false)); // the page may be this one

  document.addEventListener("keydown", (e) => {
    const slash = e.key === "/" && !$("filters"); // a report's own search has that key
    if (e.ctrlKey || e.metaKey || e.altKey || e.key !== "s" && !slash) return;
    if (e.target.matches("input, select, textarea") || document.querySelector("dialog[open]")) return;
    e.preventDefault();
    input.focus();
    input.select();
  });
  box.hidden = false;

  // The address bar of a browser that knows opensearch.xml asks with ?q=WORDS.
  input.value = new URLSearchParams(location.search).get("q") ?? "";
  if (input.value) input.focus();
}
