// Tables sort by a click on a header; a query that is linked to opens. Without this nothing is lost.
"use strict";
for (const table of document.querySelectorAll("table.data")) {
  const body = table.tBodies[0];
  [...table.tHead.rows[0].cells].forEach((head, column) => {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = head.textContent;
    button.title = table.dataset.sort.replace("…", head.textContent);
    head.replaceChildren(button);
    const value = row => {
      const cell = row.cells[column];
      return cell.dataset.value === undefined ? cell.textContent : Number(cell.dataset.value);
    };
    const isNumber = head.classList.contains("number");
    button.addEventListener("click", () => {
      const down = isNumber ? head.ariaSort !== "descending" : head.ariaSort === "ascending";
      for (const other of table.tHead.rows[0].cells) other.removeAttribute("aria-sort");
      head.setAttribute("aria-sort", down ? "descending" : "ascending");
      const language = table.closest("[lang]").lang;
      const rows = [...body.rows].sort((a, b) => {
        const [one, other] = [value(a), value(b)];
        if (typeof one !== typeof other) return typeof one === "number" ? -1 : 1;
        const order = typeof one === "number" ? one - other : one.localeCompare(other, language);
        return down ? -order : order;
      });
      body.append(...rows);
    });
  });
}
const open = () => {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target instanceof HTMLDetailsElement) target.open = true;
};
addEventListener("hashchange", open);
open();
