"use strict";
// Linked views of a page: its rows on one side, its articles on the other. All events are
// taken at the document, so that a page of ten thousand rows needs no more than a short one.
const one = (selector, from = document) => from.querySelector(selector);
const all = (selector, from = document) => [...from.querySelectorAll(selector)];
const articles = all("article");
const doubts = all(".doubts li");
let article = -1; // the place of the marked article
let doubt = -1;

// clear takes every mark away.
function clear() {
  for (const e of all(".on, .here")) e.classList.remove("on", "here");
}

// of finds all that belongs to an article: its runs of rows, and itself.
function of(id) {
  return id ? all(`[data-article="${CSS.escape(id)}"]`) : [];
}

// reveal scrolls a pane, and no more than that, to an element.
function reveal(e, where) {
  const pane = e && e.closest(".pane, ol");
  if (!pane) return;
  for (let i = 0; i < 3; i++) { // what was never seen has its true height only then
    const above = e.getBoundingClientRect().top - pane.getBoundingClientRect().top;
    const room = pane.clientHeight - e.getBoundingClientRect().height;
    pane.scrollTop += above - (where === "middle" ? Math.max(room / 3, 0) : 8);
  }
}

// mark marks an article on both sides, and the row and block that were meant.
function mark(id, row) {
  clear();
  for (const e of of(id)) e.classList.add("on");
  article = articles.findIndex((e) => e.dataset.article === id);
  if (!row) return;
  row.classList.add("here");
  const block = blockOf(id, row);
  if (block) block.classList.add("here");
}

// blockOf finds the block of an article that a row stands in: the last that begins no later.
function blockOf(id, row) {
  const line = Number(row.id.slice(1));
  let found = null;
  for (const e of of(id)) {
    for (const b of all("[data-line]", e)) {
      const at = Number(b.dataset.line);
      if (at <= line && (!found || at >= Number(found.dataset.line))) found = b;
    }
  }
  return found;
}

// show marks a row and what it was read as, and scrolls to both.
function show(row) {
  const id = row.closest(".run").dataset.article;
  mark(id, row);
  reveal(row, "middle");
  if (articles[article]) reveal(one(".here", articles[article]) || articles[article], "middle");
}

// showArticle marks an article, or a block of it, and scrolls to its rows.
function showArticle(id, block) {
  const line = block && block.dataset.line;
  const row = line ? document.getElementById("L" + line) : one(".row", of(id)[0]);
  mark(id, line ? row : null);
  if (row) reveal(row, line ? "middle" : "top");
  if (!block) reveal(articles[article], "top");
}

// pane chooses what a small screen shows.
function pane(name) {
  document.body.classList.toggle("reading", name === "read");
  for (const b of all("[data-pane]")) b.setAttribute("aria-pressed", b.dataset.pane === name);
}

// across shows the other side of what was tapped where there is room for one side only.
function across(name) {
  if (matchMedia("(max-width: 700px)").matches) pane(name);
}

// stepArticle goes to the next article, or the one before; stepDoubt likewise, round and round.
function stepArticle(by) {
  if (!articles.length) return;
  article = Math.min(Math.max(article + by, 0), articles.length - 1);
  showArticle(articles[article].dataset.article);
}

function stepDoubt(by) {
  if (!doubts.length) return;
  showDoubt((Math.max(doubt, by < 0 ? 0 : -1) + by + doubts.length) % doubts.length);
}

function showDoubt(at) {
  doubt = at;
  const row = document.getElementById(one("a", doubts[doubt]).hash.slice(1));
  if (row) show(row);
  doubts[doubt].classList.add("here");
  reveal(doubts[doubt], "middle");
}

// filter leaves only the roles whose buttons are pressed; with none pressed, all.
const sheet = document.styleSheets[0];
let filtering = false;
function filter() {
  if (filtering) sheet.deleteRule(sheet.cssRules.length - 1);
  const roles = all("[data-role][aria-pressed=true]").map((b) => `.${b.dataset.role}`);
  filtering = roles.length > 0;
  if (filtering) sheet.insertRule(`:is(.row, .block):not(${roles.join()}) { display: none; }`, sheet.cssRules.length);
}

function press(button) {
  if (button.id === "ask") return one("#keys").showModal();
  if (button.dataset.pane) return pane(button.dataset.pane);
  if (!button.dataset.role) return;
  button.setAttribute("aria-pressed", button.getAttribute("aria-pressed") !== "true");
  filter();
}

document.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button) return press(button);
  if (!getSelection().isCollapsed) return; // somebody copies text
  const item = event.target.closest(".doubts li");
  const row = event.target.closest(".row");
  const story = event.target.closest("article");
  const link = event.target.closest("a");
  if (item) {
    event.preventDefault();
    pane("printed");
    showDoubt(doubts.indexOf(item));
  } else if (row) {
    if (link) history.replaceState(null, "", link.hash);
    event.preventDefault();
    across("read");
    show(row);
  } else if (story && !link) {
    across("printed");
    showArticle(story.dataset.article, event.target.closest("[data-line]"));
  }
});

const keys = {
  j: () => stepArticle(1),
  k: () => stepArticle(-1),
  n: () => stepDoubt(1),
  p: () => stepDoubt(-1),
  v: () => pane(document.body.classList.contains("reading") ? "printed" : "read"),
  "?": () => one("#keys").showModal(),
  Escape: () => {
    clear();
    for (const b of all("[data-role]")) b.setAttribute("aria-pressed", "false");
    filter();
  },
};
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || one("#keys").open) return;
  const act = Object.hasOwn(keys, event.key) && keys[event.key];
  if (!act) return;
  event.preventDefault();
  act();
});

// go shows what the address names: #L35, #a2-1.
function go() {
  const e = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!e) return;
  if (e.matches(".row")) show(e);
  else if (e.matches("article")) showArticle(e.dataset.article);
}
addEventListener("hashchange", go);
go();
