"use strict";
// The search over all names, and buttons that copy a line. What the search knows is in
// search.js, in the constant names, and is loaded when it is first used.

// lookup is the search itself: read makes entries of the lists in search.js, find returns
// the entries that answer a query, the best first. It touches no page.
const lookup = (() => {
  const kinds = ["method", "constructor", "type", "error"];
  const squeeze = (s) => s.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  const split = (s) => s.replace(/(\p{Ll}|\p{N})(?=\p{Lu})/gu, "$1 ").toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const lines = (words) => " " + words.join(" ");

  function read(names) {
    return kinds.flatMap((kind) => {
      const of = names[kind];
      return of.names.map((name, i) => {
        const parts = kind === "error" ? [name] : name.split("."), codes = of.codes?.[i] ?? "";
        return {
          kind, name, codes, text: of.texts[i], gone: i >= of.gone, id: of.ids?.slice(8 * i, 8 * i + 8).trim() ?? "",
          params: of.params?.[i].split(" ").filter(Boolean) ?? [],
          address: of.pages?.[i] ?? `${kind}/${name}.html`,
          all: squeeze(name), parts: parts.map(squeeze), words: lines([...split(name), ...codes.split(" ")]),
          paramWords: lines(of.params?.[i].split(" ").flatMap((p) => [squeeze(p), ...split(p)]) ?? []), textWords: lines(split(of.texts[i])),
          wire: kind === "error" ? wire(name) : null,
        };
      });
    });
  }

  // wire matches what a server sends for an error: FLOOD_WAIT_42 for FLOOD_WAIT_%d, and the X
  // that some libraries write.
  const wire = (type) => new RegExp("^" + type.split("%d").map((s) => s.replace(/[^\w]/g, "\\$&")).join("(?:\\d+|X)") + "$");

  // ids are the numbers of combinators that a text may be: hexadecimal, or a decimal number
  // that may have a sign.
  function ids(text) {
    const list = [], hex = /^(?:0x|#)?([0-9a-f]{1,8})$/.exec(text.toLowerCase());
    if (hex) list.push(hex[1].padStart(8, "0"));
    if (/^-?\d{1,10}$/.test(text)) list.push((Number(text) >>> 0).toString(16).padStart(8, "0"));
    return list;
  }

  function parse(text) {
    const raw = text.trim();
    const bare = raw.replace(/^(?:tl_|functions\.|types\.|raw\.)+/i, "").replace(/(?<=.)(?:request|error)$/i, "");
    return {
      raw, low: raw.toLowerCase(), squeezed: squeeze(raw), bare: squeeze(bare), ids: ids(raw),
      words: split(raw).length ? raw.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean) : [],
      errors: raw.match(/[A-Z0-9]+(?:_[A-Z0-9]+)+/g) ?? [],
    };
  }

  // rank tells how well an entry answers, the least best; Infinity if it does not.
  function rank(it, q) {
    if (it.name === q.raw) return 0;
    if (it.id && q.ids.includes(it.id)) return 1;
    if (it.wire && q.errors.some((e) => it.wire.test(e))) return 1;
    if (!q.squeezed) return Infinity;
    const last = it.parts.at(-1);
    if (it.all === q.squeezed || it.name.toLowerCase() === q.low) return 2;
    if (last === q.squeezed) return 3;
    if (it.all === q.bare || last === q.bare) return 4;
    if (it.parts.some((p) => p.startsWith(q.squeezed)) || it.all.startsWith(q.squeezed)) return 5;
    const starts = (hay) => (w) => hay.includes(" " + w);
    if (q.words.every(starts(it.words))) return 6;
    if (it.all.includes(q.squeezed)) return 7;
    if (q.words.every((w) => starts(it.words)(w) || starts(it.paramWords)(w))) return 8;
    if (q.words.every((w) => starts(it.words)(w) || starts(it.paramWords)(w) || starts(it.textWords)(w))) return 9;
    return Infinity;
  }

  // distance is how many letters must be added, removed, replaced or swapped to make b of a.
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return Infinity;
    let before = [], above = Array.from({ length: b.length + 1 }, (_, j) => j);
    for (let i = 1; i <= a.length; i++) {
      const row = [i];
      for (let j = 1; j <= b.length; j++) {
        row[j] = Math.min(above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] !== b[j - 1]));
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
      }
      [before, above] = [above, row];
    }
    return above[b.length] <= most ? above[b.length] : Infinity;
  }

  // fuzzy ranks names with a typing error or two.
  function fuzzy(it, q) {
    const most = q.squeezed.length < 4 ? 0 : q.squeezed.length < 8 ? 1 : 2;
    return most ? 10 + Math.min(distance(it.parts.at(-1), q.squeezed, most), distance(it.all, q.squeezed, most)) : Infinity;
  }

  // known counts the words of a query that are in the name.
  const known = (it, q) => q.words.filter((w) => it.words.includes(" " + w)).length;

  function find(all, text) {
    const q = parse(text);
    if (!q.raw) return [];
    const by = (rank) => all.map((it) => ({ it, rank: rank(it, q) })).filter((r) => r.rank < Infinity);
    let found = by(rank);
    if (!found.length) found = by(fuzzy);
    return found.map((r) => ({ ...r, known: r.rank > 7 ? known(r.it, q) : 0 }))
      .sort((a, b) => a.rank - b.rank || a.it.gone - b.it.gone || b.known - a.known || kinds.indexOf(a.it.kind) - kinds.indexOf(b.it.kind)
        || a.it.name.length - b.it.name.length || (a.it.name < b.it.name ? -1 : 1))
      .map((r) => r.it);
  }

  return { read, find };
})();

{
  const root = new URL(".", document.currentScript.src);
  const most = 50; // that are listed
  const $ = (id) => document.getElementById(id);
  const box = $("find"), input = $("find-text"), list = $("find-list"), count = $("find-count");
  let entries; // a promise, once the search is used
  let chosen = -1; // of those that are listed

  const load = () => entries ??= new Promise((done, failed) => {
    const script = document.createElement("script");
    script.src = new URL("search.js", root);
    script.onload = () => done(lookup.read(names));
    script.onerror = () => { entries = undefined; failed(); };
    document.head.append(script);
  });

  function option(it, i) {
    const a = document.createElement("a"), name = document.createElement("b"), kind = document.createElement("small"), text = document.createElement("span");
    a.id = "find-" + i;
    a.href = new URL(it.address.split("/").map(encodeURIComponent).join("/"), root);
    a.setAttribute("role", "option");
    a.tabIndex = -1;
    name.textContent = it.name;
    kind.textContent = [it.codes, it.kind, it.gone ? "(removed)" : ""].filter(Boolean).join(" ");
    text.textContent = it.text;
    a.append(name, kind, text);
    return a;
  }

  function note(text) {
    const p = document.createElement("p");
    p.role = "presentation";
    p.textContent = text;
    return p;
  }

  async function show() {
    const text = input.value, asked = text.trim() !== "";
    let all;
    try {
      all = await load();
    } catch {
      list.replaceChildren(note("The search index cannot be loaded."));
      return open(asked);
    }
    if (text !== input.value) return; // a later key asks for something else
    const found = lookup.find(all, text);
    list.replaceChildren(...found.slice(0, most).map(option));
    if (found.length > most) list.append(note(`and ${found.length - most} more`));
    if (!found.length) list.append(note("No matching names."));
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
    Enter: async () => {
      if (list.hidden) await show();
      list.querySelectorAll("[role=option]")[chosen]?.click();
    },
    Escape: () => { if (list.hidden) input.value = ""; open(false); },
  };
  input.addEventListener("keydown", (e) => {
    e.stopPropagation(); // a report has keys of its own
    if (!Object.hasOwn(keys, e.key) || e.isComposing) return;
    e.preventDefault();
    keys[e.key]();
  });
  input.addEventListener("input", show);
  input.addEventListener("focus", () => input.value ? show() : load().catch(() => {}));
  box.addEventListener("focusout", (e) => { if (!box.contains(e.relatedTarget)) open(false); });
  list.addEventListener("pointerdown", (e) => e.preventDefault()); // or the list is gone before the click
  list.addEventListener("click", () => open(false)); // the page may be this one

  document.addEventListener("keydown", (e) => {
    const slash = e.key === "/" && !$("filters"); // a report's own search has that key
    if (e.ctrlKey || e.metaKey || e.altKey || e.key !== "s" && !slash) return;
    if (e.target.matches("input:not([type=radio]), select, textarea") || document.querySelector("dialog[open]")) return;
    e.preventDefault();
    input.focus();
    input.select();
  });
  box.hidden = false;

  const query = new URLSearchParams(location.search).get("q");
  if (query) {
    input.value = query;
    input.focus();
  }

  // A button to copy each line.
  for (const line of navigator.clipboard ? document.querySelectorAll("pre.line") : []) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    const text = line.textContent;
    button.addEventListener("click", async () => {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
      setTimeout(() => { button.textContent = "Copy"; }, 2000);
    });
    line.parentElement.append(button);
  }
}
