// Search and filter of the catalogue. Nothing is fetched, stored or written as markup.
"use strict";
(() => {
  const field = document.getElementById("q");
  const found = document.querySelector(".found");
  const buttons = [...document.querySelectorAll("[data-filter]")];
  // "Ba Bể" and "ba be" are one word to a hurried reader; đ is no d with a mark, so it is named.
  const plain = text => text.normalize("NFD").replace(/[\u0300-\u036f\u200b]/g, "").replace(/[đĐ]/g, "d").toLowerCase();
  // What a meeting is called is one word here: without its accent the first half of it begins "số liệu", too.
  const words = text => plain(text).replace(/\b(so|tong)\s+ket\b/g, "$1ket").split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  const text = (part, selector) => (part.querySelector(selector) || { textContent: "" }).textContent;

  const packs = [...document.querySelectorAll(".pack")].map(section => ({
    section,
    kinds: [...section.querySelectorAll(".kind")].map(group => {
      const above = [section.dataset.words, text(section, "h2"), text(group, "h3")].join(" ");
      return {
        group,
        rows: [...group.querySelectorAll(":scope > ul > li")].map(row => ({
          row,
          states: (row.dataset.state || "").split(" "),
          // Every word is led by a space: what is typed must begin a word, so 6 does not find 2016.
          words: " " + words([above, text(row, ".unit"), row.dataset.words || ""].join(" ")).join(" "),
        })),
      };
    }),
  }));
  const total = packs.flatMap(pack => pack.kinds).reduce((sum, kind) => sum + kind.rows.length, 0);
  let wanted = "";

  const show = () => {
    const typed = words(field.value);
    let count = 0;
    for (const { section, kinds } of packs) {
      let inPack = 0;
      for (const { group, rows } of kinds) {
        let inKind = 0;
        for (const { row, states, words: own } of rows) {
          const fits = (!wanted || states.includes(wanted)) && typed.every(word => own.includes(" " + word));
          row.hidden = !fits;
          inKind += fits;
        }
        group.hidden = !inKind;
        inPack += inKind;
      }
      section.hidden = !inPack;
      count += inPack;
    }
    for (const button of buttons) button.setAttribute("aria-pressed", String(button.dataset.filter === wanted));
    const all = count === total;
    found.textContent = all ? `${total} báo cáo` : count ? `${count} trong ${total} báo cáo` : "Không có báo cáo nào khớp. Bấm Esc để xem tất cả.";
  };

  const clear = () => {
    field.value = "";
    wanted = "";
    show();
  };

  field.addEventListener("input", show);
  for (const button of buttons) {
    button.addEventListener("click", () => {
      wanted = button.dataset.filter === wanted ? "" : button.dataset.filter;
      show();
    });
  }
  document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing) return;
    if (event.key === "/" && document.activeElement !== field) {
      event.preventDefault();
      field.focus();
      field.select();
    } else if (event.key === "Escape" && (field.value || wanted)) {
      event.preventDefault();
      clear();
    }
  });
  document.querySelector(".controls").hidden = total === 0;
  show();
})();
