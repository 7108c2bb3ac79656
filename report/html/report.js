"use strict";
// The page holds every change; this shows and hides them. The filters are in
// the address, behind the #, so that it can be kept and sent: q=words&level=breaking&
// kind=method&direction=sent&rule=param-added&ns=messages&c-ID.

// Light or dark: as the system has it, until somebody says otherwise.
const theme = {
  get() { try { return localStorage.getItem("theme"); } catch { return null; } },
  set(value) { try { localStorage.setItem("theme", value); } catch { /* it lasts as long as the page */ } },
  show(value) { if (value === "light" || value === "dark") document.documentElement.dataset.theme = value; },
  toggle() {
    const now = document.documentElement.dataset.theme || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");
    const next = now === "dark" ? "light" : "dark";
    theme.show(next);
    theme.set(next);
  },
};
theme.show(theme.get()); // before anything is painted

document.addEventListener("DOMContentLoaded", () => {
  const $ = (id) => document.getElementById(id);
  $("theme")?.addEventListener("click", theme.toggle);
  const form = $("filters");
  if (!form) return;

  const items = [...document.querySelectorAll("li.change")].map((el) => ({
    el, ...el.dataset, under: el.parentElement.closest("li.change"), words: null,
  }));
  const byElement = new Map(items.map((it) => [it.el, it]));
  const groups = [...document.querySelectorAll("article.entity, section.level")]; // each behind what holds it
  let target = ""; // the change that the address names

  // text is what a change is searched by, made when it is first needed.
  const text = (it) => (it.words ??= (it.name + " " + [...it.el.children]
    .filter((c) => !c.matches(".follows")).map((c) => c.textContent).join(" ")).toLowerCase());

  // asked is what the filters ask for, without what they leave open.
  const asked = () => new URLSearchParams([...new FormData(form)].filter(([, value]) => value.trim()));

  function matcher(query) {
    const words = (query.get("q") || "").toLowerCase().split(/\s+/).filter(Boolean);
    const facets = ["level", "kind", "direction", "rule", "ns"].map((f) => [f, query.getAll(f)]).filter(([, v]) => v.length);
    return (it) => facets.every(([f, values]) => values.includes(it[f])) && words.every((w) => text(it).includes(w));
  }

  // filter shows what matches, what it follows from, and what follows from it.
  function filter() {
    const query = asked(), matches = matcher(query), some = query.size > 0;
    let shown = 0;
    for (const it of items) {
      it.match = matches(it) || it.el.id === target;
      if (it.match) shown++;
    }
    for (const it of items) it.show = it.match || Boolean(it.under && byElement.get(it.under).match);
    for (const it of items) {
      if (!it.match || !it.under) continue;
      byElement.get(it.under).show = true;
      if (some && !byElement.get(it.under).match) it.el.closest("details").open = true; // or what was found is out of sight
    }
    for (const it of items) {
      it.el.hidden = !it.show;
      if (it.match && some && it.el.closest("details.fold")) it.el.closest("details.fold").open = true;
    }
    for (const g of groups) g.hidden = !g.querySelector("li.change:not([hidden])");
    const all = `${items.length} ${items.length === 1 ? "change" : "changes"}`;
    $("count").textContent = some ? `${shown} of ${all}` : all;
    $("none").hidden = shown > 0;
    $("clear").hidden = !some;
    write(query);
  }

  // soon filters when the next frame is drawn.
  let waiting = 0;
  function soon() {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(filter);
  }

  // write puts it into the address, once for a word that is typed: browsers refuse too
  // many changes of it.
  let writing = 0;
  function write(query) {
    const hash = [query.toString(), target].filter(Boolean).join("&");
    clearTimeout(writing);
    writing = setTimeout(() => {
      if (hash !== location.hash.slice(1)) history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search);
    }, 100);
  }

  // read sets the filters as the address says.
  function read() {
    const hash = location.hash.slice(1);
    if (hash && !hash.includes("=") && !hash.startsWith("c-")) return filter(); // a place in the page
    const query = new URLSearchParams(hash);
    target = [...query.keys()].find((k) => k.startsWith("c-")) || "";
    for (const el of form.elements) {
      if (el.type === "checkbox") el.checked = query.getAll(el.name).includes(el.value);
      else if (el.name) el.value = query.get(el.name) || "";
      if (el.selectedIndex < 0) el.selectedIndex = 0;
    }
    filter();
    if (reveal($(target))) center($(target), 4);
    else if (hash) $("changes").scrollIntoView();
  }

  // reveal shows one change, whatever holds it, if it is one.
  function reveal(el) {
    document.querySelector(".target")?.classList.remove("target");
    if (!byElement.has(el)) return false;
    for (let d = el.closest("details"); d; d = d.parentElement.closest("details")) d.open = true;
    el.classList.add("target");
    el.focus({ preventScroll: true });
    return true;
  }

  // center scrolls, and again in the next frames: what comes into sight is only then
  // given its true height.
  function center(el, frames) {
    el.scrollIntoView({ block: "center" });
    if (frames > 0) requestAnimationFrame(() => center(el, frames - 1));
  }

  function clear() {
    for (const el of form.elements) {
      if (el.type === "checkbox") el.checked = false;
      else if (el.name) el.value = "";
    }
    target = "";
    reveal(null);
    filter();
  }

  // step goes to the next change that can be seen, or the one before.
  function step(by) {
    const at = items.findIndex((it) => it.el === document.activeElement?.closest("li.change"));
    for (let i = at + by; i >= 0 && i < items.length; i += by) {
      if (items[i].el.hidden || !items[i].el.checkVisibility()) continue;
      items[i].el.focus({ preventScroll: true });
      items[i].el.scrollIntoView({ block: "nearest" });
      return;
    }
  }

  const keys = {
    "/": () => { form.elements.q.focus(); form.elements.q.select(); },
    "?": () => $("help").showModal(),
    j: () => step(+1),
    k: () => step(-1),
  };
  document.addEventListener("keydown", (e) => {
    if (e.ctrlKey || e.metaKey || e.altKey || $("help").open) return;
    if (e.key === "Escape") return clear();
    if (e.target.matches("input[type=search], select, textarea") || !Object.hasOwn(keys, e.key)) return;
    e.preventDefault();
    keys[e.key]();
  });
  form.addEventListener("input", () => { target = ""; reveal(null); soon(); });
  form.addEventListener("submit", (e) => { e.preventDefault(); step(+1); });
  $("clear").addEventListener("click", clear);
  $("keys").addEventListener("click", keys["?"]);
  $("changes").addEventListener("click", (e) => { // a link to a change keeps the filters
    if (!e.target.matches("a.anchor")) return;
    e.preventDefault();
    target = e.target.hash.slice(1);
    write(asked());
    reveal($(target));
  });
  addEventListener("hashchange", read);

  form.hidden = false;
  $("facets").open = matchMedia("(min-width: 40rem)").matches;
  read();
});
