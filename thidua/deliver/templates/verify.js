// Verifies files here and nowhere else: nothing is fetched, sent, stored or written as markup.
"use strict";
(() => {
  const known = JSON.parse(document.getElementById("known").textContent);
  const LARGEST = 128 * 2 ** 20, TOTAL = 512 * 2 ** 20, FILES = 5000, DEPTH = 16, DIRECTORY = 2 * 2 ** 20;
  const HEAD = 256 * 1024, LONGEST = 8 * 1024, STEP = 4 * 2 ** 20;

  // SHA-256 (FIPS 180-4): written out, because browsers offer theirs only to pages of a secure origin, and a share in
  // an office is none.
  const primes = [];
  for (let n = 2; primes.length < 64; n++) if (primes.every(p => n % p)) primes.push(n);
  const fraction = x => ((x - Math.floor(x)) * 2 ** 32) | 0;
  const ROUNDS = primes.map(p => fraction(Math.cbrt(p)));
  const hasher = () => {
    const state = Int32Array.from(primes.slice(0, 8), p => fraction(Math.sqrt(p)));
    const words = new Int32Array(64), rest = new Uint8Array(128);
    let kept = 0, length = 0;
    const turn = (x, n) => (x >>> n) | (x << (32 - n));
    const block = (bytes, at) => {
      for (let i = 0; i < 16; i++, at += 4) {
        words[i] = (bytes[at] << 24) | (bytes[at + 1] << 16) | (bytes[at + 2] << 8) | bytes[at + 3];
      }
      for (let i = 16; i < 64; i++) {
        const x = words[i - 15], y = words[i - 2];
        words[i] = words[i - 16] + (turn(x, 7) ^ turn(x, 18) ^ (x >>> 3)) + words[i - 7] + (turn(y, 17) ^ turn(y, 19) ^ (y >>> 10));
      }
      let [a, b, c, d, e, f, g, h] = state;
      for (let i = 0; i < 64; i++) {
        const one = (h + (turn(e, 6) ^ turn(e, 11) ^ turn(e, 25)) + ((e & f) ^ (~e & g)) + ROUNDS[i] + words[i]) | 0;
        const two = ((turn(a, 2) ^ turn(a, 13) ^ turn(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
        h = g; g = f; f = e; e = (d + one) | 0; d = c; c = b; b = a; a = (one + two) | 0;
      }
      [a, b, c, d, e, f, g, h].forEach((value, i) => { state[i] += value; });
    };
    return {
      update(bytes) {
        length += bytes.length;
        let at = 0;
        if (kept) {
          at = Math.min(64 - kept, bytes.length);
          rest.set(bytes.subarray(0, at), kept);
          kept += at;
          if (kept < 64) return;
          block(rest, 0);
          kept = 0;
        }
        for (; at + 64 <= bytes.length; at += 64) block(bytes, at);
        rest.set(bytes.subarray(at), 0);
        kept = bytes.length - at;
      },
      digest() {
        const size = kept < 56 ? 64 : 128;
        rest.fill(0, kept);
        rest[kept] = 0x80;
        const view = new DataView(rest.buffer);
        view.setUint32(size - 8, Math.floor(length / 2 ** 29));
        view.setUint32(size - 4, (length * 8) >>> 0);
        for (let at = 0; at < size; at += 64) block(rest, at);
        const out = new DataView(new ArrayBuffer(32));
        state.forEach((value, i) => out.setInt32(4 * i, value));
        return new Uint8Array(out.buffer);
      },
    };
  };
  const sha256 = (...pieces) => {
    const hash = hasher();
    pieces.forEach(piece => hash.update(piece));
    return hash.digest();
  };

  // What is noted of a file opens with its hash alone.
  const ascii = text => Uint8Array.from(text, letter => letter.charCodeAt(0) & 255);
  const hashFor = (purpose, ...more) => sha256(ascii(`thidua verify ${purpose}\0`), ...more);
  const noteOf = key => {
    const name = btoa(String.fromCharCode(...hashFor("name", key).subarray(0, 12)));
    if (!Object.hasOwn(known.notes, name)) return null;
    const whole = ascii(atob(known.notes[name])), nonce = whole.subarray(0, 8), sealed = whole.slice(8);
    for (let at = 0; at < sealed.length; at += 32) {
      const counter = new Uint8Array(4);
      new DataView(counter.buffer).setUint32(0, at / 32);
      hashFor("note", key, nonce, counter).forEach((byte, i) => { if (at + i < sealed.length) sealed[at + i] ^= byte; });
    }
    const [state, number, day, vi, en, illustrative, later, ended, why, address] = JSON.parse(new TextDecoder().decode(sealed));
    return { state, number, day, title: { vi, en }, illustrative, later, ended, why, address };
  };

  // Names prove nothing: they tell "a report of that name, but not this content" from "unknown".
  const plain = text => (text.normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/[đĐ]/g, "d").toLowerCase().match(/[\p{L}\p{N}]+/gu) || []).join(" ");
  const titles = known.names.titles.map(([vi, en]) => ({ vi, en, words: [vi, en].map(plain) }));
  const meantBy = name => {
    const stem = name.split(/[\\/]/).pop().slice(-1000).replace(/\.[^.]*$/, ""), words = ` ${plain(stem)} `;
    const length = each => Math.max(...each.words.map(title => (words.includes(` ${title} `) ? title.length : 0)));
    const best = titles.filter(length).sort((one, other) => length(other) - length(one))[0];
    if (best) return { kind: "altered", title: best };
    return known.names.files.includes(stem.replace(/ ?\(\d+\)$/, "")) ? { kind: "called" } : { kind: "unknown" };
  };

  class TooMuch extends Error {}
  const bounds = () => ({ depth: DEPTH, files: FILES, total: TOTAL });
  const take = (left, what, count = 1) => {
    left[what] -= count;
    if (left[what] < 0) throw new TooMuch(what);
  };

  // Mails (RFC 5322, RFC 2045): the files that travel in them.
  const letters = bytes => {
    const found = [];
    for (let at = 0; at < bytes.length; at += 32768) found.push(String.fromCharCode(...bytes.subarray(at, at + 32768)));
    return found.join("");
  };
  const isMail = head => /^(?:From [^\r\n]*\r?\n)?[!-9;-~]+:[^\r\n]*\r?\n/.test(head) && /^(?:mime-version|received|return-path|from|message-id|content-type):/im.test(head);
  const halves = text => {
    if (/^[\r\n]/.test(text)) return ["", text.replace(/^[\r\n]+/, "")];
    const found = /\r?\n\r?\n/.exec(text.slice(0, HEAD));
    return found ? [text.slice(0, found.index), text.slice(found.index + found[0].length)] : [text.slice(0, HEAD), ""];
  };
  const headers = head => {
    const found = {};
    for (const line of head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
      const [, name, value] = /^([!-9;-~]+):\s*(.*)$/.exec(line) || [];
      if (name && value.length <= LONGEST && !(name.toLowerCase() in found)) found[name.toLowerCase()] = value;
    }
    return found;
  };
  const decoded = (bytes, charset) => {
    try {
      return new TextDecoder(charset).decode(bytes);
    } catch {
      return letters(bytes);
    }
  };
  const percent = text => ascii(text.replace(/%([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16))));
  const quoted = (text, isWord) => (isWord ? text.replace(/_/g, " ") : text.replace(/[ \t]+(?=\r?\n|$)/g, "").replace(/=\r?\n/g, "")).replace(/=([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  const base64 = text => {
    try {
      return ascii(atob(text.replace(/[^A-Za-z0-9+/]/g, "")));
    } catch {
      return ascii(text);
    }
  };
  const word = text => text.replace(/(\?=)\s+(?==\?)/g, "$1").replace(/=\?([^?]+)\?([bq])\?([^?]*)\?=/gi, (_, charset, how, content) => decoded(/b/i.test(how) ? base64(content) : ascii(quoted(content, true)), charset.split("*")[0]));
  const parameter = (value, name) => {
    const given = {};
    for (const found of value.matchAll(/;\s*([\w*-]+)\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^\s;]*))/g)) given[found[1].toLowerCase()] ??= found[2] === undefined ? found[3] : found[2].replace(/\\(.)/g, "$1");
    if (`${name}` in given) return decoded(ascii(given[name]), "utf-8") && word(given[name]);
    let joined = given[`${name}*`], charset = "utf-8", isPercent = joined !== undefined, piece;
    for (let i = 0; !(`${name}*` in given) && i < 200; i++) {
      if ((piece = given[`${name}*${i}*`]) !== undefined) isPercent = true;
      else if ((piece = given[`${name}*${i}`]) === undefined) break;
      joined = (joined || "") + piece;
    }
    if (joined === undefined) return "";
    const [, said, rest] = /^([^']*)'[^']*'(.*)$/s.exec(joined) || [, "", joined];
    charset = said || charset;
    return isPercent ? decoded(percent(rest), charset) : word(rest);
  };
  const partsOf = (text, left, found = []) => {
    const [head, body] = halves(text), given = headers(head), type = given["content-type"] || "text/plain";
    const kind = type.split(";")[0].trim().toLowerCase();
    const boundary = kind.startsWith("multipart/") ? parameter(type, "boundary") : "";
    if (boundary) {
      take(left, "depth");
      const marks = new RegExp(`(?:^|\\r?\\n)--${boundary.replace(/[.*+?^${}()|[\]\\/-]/g, "\\$&")}(--)?[ \\t]*(?=\\r?\\n|$)`, "g");
      let start = null;
      const add = end => start !== null && partsOf(body.slice(start, end).replace(/^\r?\n/, ""), left, found);
      for (const mark of body.matchAll(marks)) {
        add(mark.index);
        start = mark.index + mark[0].length;
        if (mark[1]) { start = null; break; }
      }
      add(body.length);
      left.depth += 1;
      return found;
    }
    const how = (given["content-transfer-encoding"] || "").trim().toLowerCase(), where = given["content-disposition"] || "";
    const content = how === "base64" ? base64(body) : ascii(how === "quoted-printable" ? quoted(body) : body);
    take(left, "files");
    take(left, "total", content.length);
    const name = parameter(where, "filename") || parameter(type, "name");
    const isWords = !name && (kind === "text/plain" || kind === "text/html"), isPicture = kind.startsWith("image/") && "content-id" in given;
    if (/^\s*attachment/i.test(where) || !(isWords || isPicture)) found.push({ name: name || kind, content });
    return found;
  };

  // Zips: what comes out is counted on its way, whatever they say of themselves.
  const inflated = async (bytes, left) => {
    const reader = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
    const pieces = [];
    let size = 0;
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      pieces.push(value);
      size += value.length;
      take(left, "total", value.length);
      if (size > LARGEST) throw new TooMuch("total");
    }
    return new Uint8Array(await new Blob(pieces).arrayBuffer());
  };
  const membersOf = async (bytes, left) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    let end = bytes.length - 22;
    while (end >= 0 && end > bytes.length - 65557 && view.getUint32(end, true) !== 0x06054b50) end -= 1;
    if (end < 0 || view.getUint32(end, true) !== 0x06054b50) return null;
    if (view.getUint32(end + 12, true) > DIRECTORY) throw new TooMuch("files");
    const found = [];
    for (let at = view.getUint32(end + 16, true), n = view.getUint16(end + 10, true); n > 0; n--) {
      if (view.getUint32(at, true) !== 0x02014b50) return null;
      const length = view.getUint16(at + 28, true), flags = view.getUint16(at + 8, true);
      const name = decoded(bytes.subarray(at + 46, at + 46 + length), "utf-8");
      found.push({ name, flags, how: view.getUint16(at + 10, true), size: view.getUint32(at + 20, true), at: view.getUint32(at + 42, true) });
      at += 46 + length + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
    }
    if (found.some(each => each.name === "[Content_Types].xml")) return null;
    const files = [];
    for (const each of found.filter(one => !one.name.endsWith("/"))) {
      take(left, "files");
      try {
        const from = each.at + 30 + view.getUint16(each.at + 26, true) + view.getUint16(each.at + 28, true);
        const raw = bytes.subarray(from, from + each.size);
        if (each.flags & 1 || ![0, 8].includes(each.how)) throw new Error("locked");
        if (!each.how) take(left, "total", raw.length);
        files.push({ name: each.name, content: each.how ? await inflated(raw, left) : raw });
      } catch (problem) {
        if (problem instanceof TooMuch) throw problem;
        files.push({ name: each.name });
      }
    }
    return files;
  };

  // One answer: by the content, then by what lies in it, last by the name.
  const answerOf = async (name, content, left = bounds()) => {
    const note = noteOf(sha256(content));
    if (note) return { name, kind: note.state, note };
    try {
      const opened = await openedFrom(content, left);
      if (opened) return { name, ...opened };
    } catch (problem) {
      if (problem instanceof TooMuch) return { name, kind: problem.message };
      if (!(problem instanceof RangeError)) return { name, kind: "locked" };  // else a zip that says wrong of its places
    }
    const meant = meantBy(name);
    const isOld = [0xd0, 0xcf, 0x11, 0xe0].every((byte, i) => content[i] === byte);
    return { name, ...(meant.kind === "unknown" && isOld ? { kind: "old format" } : meant) };
  };
  const openedFrom = async (content, left) => {
    const kind = isMail(letters(content.subarray(0, 8192))) ? "mail" : letters(content.subarray(0, 4)) === "PK\x03\x04" ? "archive" : "";
    if (!kind) return null;
    const { depth } = left, inner = [];
    take(left, "depth");
    const files = kind === "mail" ? partsOf(letters(content), left) : await membersOf(content, left);
    for (const file of (files || []).filter(each => each.name !== "DANH MUC.txt")) {
      inner.push(file.content ? await answerOf(file.name, file.content, left) : { name: file.name, kind: "locked" });
    }
    left.depth = depth;
    return files && { kind, inner };
  };
  const answerOfFile = async file => {
    try {
      if (file.size <= LARGEST) return await answerOf(file.name, new Uint8Array(await file.arrayBuffer()));
      const hash = hasher();
      for (let at = 0; at < file.size; at += STEP) hash.update(new Uint8Array(await file.slice(at, at + STEP).arrayBuffer()));
      const note = noteOf(hash.digest());
      return note ? { name: file.name, kind: note.state, note } : { name: file.name, kind: "size" };
    } catch (problem) {
      if (problem instanceof DOMException) return { name: file.name, kind: "unreadable" };
      throw problem;
    }
  };

  // What is shown, in either language.
  let answers = [], language = location.hash === "#en" ? "en" : "vi", asked = 0, isWorking = false;
  const say = (key, values = {}) => known.words[language][key].replace(/\{(\w+)\}/g, (_, place) => values[place] ?? "");
  const leaves = answer => (answer.inner ? answer.inner.flatMap(leaves) : [answer]);
  const printable = text => text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, "");
  const element = (tag, kind, text) => {
    const made = document.createElement(tag);
    if (kind) made.className = kind;
    if (text) made.textContent = text;
    return made;
  };
  const sentence = answer => {
    const files = leaves(answer);
    const title = answer.note ? answer.note.title[language] : answer.title ? answer.title[language] : "";
    const said = say(answer.kind, { ...answer.note, title, count: files.length, current: files.filter(each => each.kind === "current").length });
    return answer.kind === "mail" && !answer.inner.length ? `${said}; ${say("none")}` : said;
  };
  const kindOf = answer => {
    if (answer.inner) return answer.inner.length && leaves(answer).every(each => each.kind === "current") ? "good" : "";
    return { current: "good", replaced: "old", withdrawn: "bad", altered: "bad", called: "bad" }[answer.kind] || "";
  };
  const item = answer => {
    const made = element("li", kindOf(answer)), { note } = answer;
    made.append(element("p", "file", printable(answer.name)), element("p", "verdict", sentence(answer)));
    if (note && note.illustrative) made.append(element("p", "mark", say("illustrative")));
    if (note && note.ended) made.append(element("p", "more", say("ended", { day: note.ended, later: note.later })));
    if (note && note.address && answer.kind !== "current") {
      const link = element("a", "", say("now"));
      link.href = note.address.split("/").map(encodeURIComponent).join("/");
      made.append(element("p", "more"));
      made.lastChild.append(link);
    }
    if (answer.inner && answer.inner.length) {
      const list = element("ul");
      const many = answer.kind === "archive" && answer.inner.length > 12;
      list.append(...answer.inner.filter(each => !many || kindOf(each) !== "good").map(item));
      if (list.childElementCount) made.append(list);
    }
    return made;
  };
  const show = () => {
    document.documentElement.lang = language;
    document.title = say("title");
    for (const each of document.querySelectorAll("[data-word]")) each.textContent = say(each.dataset.word);
    document.querySelector(".until").textContent = known.until ? say("until", { day: known.until }) : say("until_none");
    document.querySelector(".working").textContent = isWorking ? say("working") : "";
    document.querySelector(".answers").replaceChildren(...answers.map(item));
    document.querySelector("section").hidden = !answers.length && !isWorking;
    toggle.lang = language === "vi" ? "en" : "vi";
    toggle.textContent = { vi: "Tiếng Việt", en: "English" }[toggle.lang];
  };
  const check = async files => {
    const turn = ++asked, found = [];
    [answers, isWorking] = [[], true];
    show();
    for (const file of files) {
      found.push(await answerOfFile(file));
      if (turn !== asked) return;  // other files were chosen meanwhile
    }
    [answers, isWorking] = [found, false];
    show();
  };

  const drop = document.querySelector(".drop"), field = document.getElementById("files"), toggle = document.getElementById("language");
  toggle.addEventListener("click", () => {
    language = language === "vi" ? "en" : "vi";
    show();
  });
  field.addEventListener("change", () => check([...field.files]));
  // Anywhere on the page: beside the field, a browser would open the file in place of the page.
  document.addEventListener("dragover", event => {
    event.preventDefault();
    drop.classList.add("over");
  });
  document.addEventListener("dragleave", () => drop.classList.remove("over"));
  document.addEventListener("drop", event => {
    event.preventDefault();
    drop.classList.remove("over");
    if (event.dataTransfer.files.length) check([...event.dataTransfer.files]);
  });
  drop.hidden = toggle.hidden = false;
  show();
})();
