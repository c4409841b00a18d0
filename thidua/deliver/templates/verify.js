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
    const last = name.split(/[\\/]/).pop();
    if (last.toUpperCase() === "DANH MUC.TXT") return { kind: "old list" };
    const stem = last.slice(-1000).replace(/\.[^.]*$/, ""), words = ` ${plain(stem)} `;
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

  // What programs may show differently, or shows more than is answered, is not answered in parts: see thidua/verify.
  class Unclear extends Error {}
  const clear = isClear => { if (!isClear) throw new Unclear(); };
  const isNamed = (name, extension) => {
    const last = name.split(/[\\/]/).pop();
    return last.toLowerCase().endsWith(`.${extension}`) && !/[\x00-\x1f\x7f:]/.test(last);
  };
  const hasArchive = bytes => letters(bytes.subarray(-65557)).includes("PK\x05\x06");
  const isOfSeveral = bytes => {
    const head = letters(bytes.subarray(0, 1024)), isZip = head.startsWith("PK\x03\x04");
    const isPdf = head.includes("%PDF-") && !isZip, isPage = /<(?:!doctype\s+html|html|script|body)[\s>]/i.test(head);
    return [isPdf, isPage, !isZip && hasArchive(bytes)].filter(Boolean).length > 1;
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
    clear(head.length < HEAD && !head.includes("%PDF-") && /^(?:From [^\r\n]*(?:\r?\n|$))?(?:[!-9;-~]+[ \t]*:[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*(?:\r?\n|$))*$/.test(head));
    for (const line of head.replace(/\r?\n[ \t]+/g, " ").split(/\r?\n/)) {
      const [, name, value] = /^([!-9;-~]+)[ \t]*:\s*(.*)$/.exec(line) || [];
      const isStructure = name && /^content-(?:type|transfer-encoding|disposition)$/i.test(name);
      clear(!isStructure || (value.length <= LONGEST && !(name.toLowerCase() in found)));
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
      // Behind the end of what is encoded one program stops, and the next reads on.
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
  const AS_IT_IS = ["", "7bit", "8bit", "binary"];
  const namesOf = (where, type) => [parameter(where, "filename"), parameter(type, "name")].filter(Boolean).concat(
    [...`${where};${type}`.matchAll(/\bname\s*=\s*|\bfilename\s*=\s*/gi)].length > 2 ? [""] : []);
  const isWholeBase64 = text => {
    const bare = text.replace(/[ \t\r\n\f\v]/g, "");
    try {
      return btoa(atob(bare)) === bare;
    } catch {
      return false;
    }
  };
  const checkBeside = (body, boundary, all) => {
    const ending = all.findIndex(mark => mark[1]), marks = ending < 0 ? all : all.slice(0, ending + 1), last = marks.at(-1);
    const lines = body.split("\n").filter(line => line.startsWith(`--${boundary}`)).length;
    clear(marks.length && lines === marks.length);
    for (const rest of [body.slice(0, marks[0].index), ending < 0 ? "" : body.slice(last.index + last[0].length)]) {
      clear(/^[A-Za-z0-9 .,()\r\n-]{0,300}$/.test(rest) && !/^--/m.test(rest));
    }
  };
  const partsOf = (text, left, found = []) => {
    const [head, body] = halves(text), given = headers(head), type = given["content-type"] || "text/plain";
    const kind = type.split(";")[0].trim().toLowerCase();
    const boundary = kind.startsWith("multipart/") ? parameter(type, "boundary") : "";
    const how = (given["content-transfer-encoding"] || "").trim().toLowerCase(), where = given["content-disposition"] || "";
    clear(!kind.startsWith("multipart/") || (type.match(/\bboundary\b/gi) || []).length < 2);
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
      checkBeside(body, boundary, [...body.matchAll(marks)]);
      clear(AS_IT_IS.includes(how));
      return found;
    }
    if (how === "base64") clear(isWholeBase64(body));
    const content = how === "base64" ? base64(body) : ascii(how === "quoted-printable" ? quoted(body) : body);
    take(left, "files");
    take(left, "total", content.length);
    const name = parameter(where, "filename") || parameter(type, "name");
    const isText = /^\s*text\/(?:plain|html)\s*(?:;|$)/i.test(type) && !/name/i.test(type) && /^\s*(?:inline)?\s*$/i.test(where);
    const isRead = [...AS_IT_IS, "base64", "quoted-printable"].includes(how);
    // What these lines begin is still shown as a file (uuencode, yEnc).
    const isWords = isText && isRead && !/^(?:begin(?:-base64)? [0-7]{3,4} |=ybegin )/m.test(letters(content));
    if (!isWords) found.push({ name: name || kind, kind, content, called: namesOf(where, type) });
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
  const sameName = name => name.replace(/\\/g, "/").replace(/[/. ]+$/, "").normalize("NFC").toLowerCase();
  const membersOf = async (bytes, left) => {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    const u16 = at => view.getUint16(at, true), u32 = at => view.getUint32(at, true);
    let end = bytes.length - 22;
    while (end >= 0 && end > bytes.length - 65557 && u32(end) !== 0x06054b50) end -= 1;
    if (end < 0 || u32(end) !== 0x06054b50) return null;
    if (u32(end + 12) > DIRECTORY) throw new TooMuch("files");
    const found = [], start = u32(end + 16);
    if (u32(start) !== 0x02014b50) return null;
    let place = start;
    for (let n = u16(end + 10); n > 0; n--) {
      clear(place + 46 <= bytes.length && u32(place) === 0x02014b50);
      const length = u16(place + 28), extra = u16(place + 30);
      clear(extra <= 64 && !u16(place + 32) && !u16(place + 34));
      const raw = letters(bytes.subarray(place + 46, place + 46 + length));
      const name = decoded(bytes.subarray(place + 46, place + 46 + length), "utf-8");
      found.push({ name, raw, flags: u16(place + 8), how: u16(place + 10), crc: u32(place + 16), packed: u32(place + 20), size: u32(place + 24), at: u32(place + 42) });
      place += 46 + length + extra;
    }
    clear(place === end && start + u32(end + 12) === end && end + 22 === bytes.length && !u16(end + 20));
    clear(!u16(end + 4) && !u16(end + 6) && u16(end + 8) === found.length);
    clear(new Set(found.map(each => sameName(each.name))).size === found.length);
    if (found.some(each => each.name === "[Content_Types].xml")) return null;
    place = 0;
    for (const each of [...found].sort((one, other) => one.at - other.at)) {
      clear(each.at === place && place + 30 <= bytes.length && u32(place) === 0x04034b50);
      const length = u16(place + 26), extra = u16(place + 28), said = [u32(place + 14), u32(place + 18), u32(place + 22)];
      const expected = [each.crc, each.packed, each.size], follows = each.flags & 8;
      const isSame = (one, other) => one.every((value, i) => value === other[i]);
      clear(extra <= 64 && letters(bytes.subarray(place + 30, place + 30 + length)) === each.raw);
      clear(u16(place + 6) === each.flags && u16(place + 8) === each.how && (isSame(said, expected) || (follows && isSame(said, [0, 0, 0]))));
      each.from = place + 30 + length + extra;
      place = each.from + each.packed;
      if (follows) {
        const isSaid = at => isSame([0, 4, 8].map(step => u32(at + step)), expected);
        const isMarked = u32(place) === 0x08074b50 && isSaid(place + 4);
        clear(isMarked || isSaid(place));
        place += isMarked ? 16 : 12;
      }
    }
    clear(place === start);
    const files = [];
    for (const each of found) {
      take(left, "files");
      try {
        const raw = bytes.subarray(each.from, each.from + each.packed);
        if (each.flags & 1 || ![0, 8].includes(each.how)) throw new Error("locked");
        if (!each.how) take(left, "total", raw.length);
        const content = each.how ? await inflated(raw, left) : raw;
        if (content.length !== each.size) throw new Error("damaged");
        if (content.length || !each.name.endsWith("/")) files.push({ name: each.name, content });  // a folder holds nothing itself
      } catch (problem) {
        if (problem instanceof TooMuch) throw problem;
        files.push({ name: each.name });
      }
    }
    return files;
  };

  // One answer: by the content, then by what lies in it, last by the name.
  const answerOf = async (name, content, left = bounds(), called = [name]) => {
    const note = noteOf(sha256(content));
    if (note) return { name, kind: note.state, note };
    try {
      const opened = await openedFrom(content, left);
      if (opened && !called.every(each => isNamed(each, opened.kind === "mail" ? "eml" : "zip"))) return { name, kind: "disguised" };
      if (opened) return { name, ...opened };
    } catch (problem) {
      if (problem instanceof Unclear) return { name, kind: "unclear" };
      if (problem instanceof TooMuch) return { name, kind: problem.message };
      if (!(problem instanceof RangeError)) return { name, kind: "locked" };  // else a zip that says wrong of its places
    }
    if (isOfSeveral(content)) return { name, kind: "several" };
    const meant = meantBy(name);
    const isOld = [0xd0, 0xcf, 0x11, 0xe0].every((byte, i) => content[i] === byte);
    return { name, ...(meant.kind === "unknown" && isOld ? { kind: "old format" } : meant) };
  };
  const openedFrom = async (content, left) => {
    const kind = isMail(letters(content.subarray(0, 8192))) ? "mail" : letters(content.subarray(0, 4)) === "PK\x03\x04" ? "archive" : "";
    if (!kind) return null;
    if (kind === "mail" && hasArchive(content)) return { kind: "several" };
    const { depth } = left, inner = [];
    take(left, "depth");
    const files = kind === "mail" ? partsOf(letters(content), left) : await membersOf(content, left);
    for (const file of files || []) inner.push(file.content ? await answerOfPart(file, left) : { name: file.name, kind: "locked" });
    left.depth = depth;
    return files && (inner.length || kind === "mail") ? { kind, inner } : null;
  };
  // As what a mail may say that a mail or archive travels: a program goes by that, or by the name.
  const TRAVELS = { mail: ["message/rfc822", "application/octet-stream"], archive: ["application/zip", "application/x-zip-compressed", "application/octet-stream"] };
  const answerOfPart = async (file, left) => {
    const called = file.called && (file.called.length || file.kind === "message/rfc822" ? file.called : [file.kind]);
    const answer = await answerOf(file.name, file.content, left, called);
    const isOther = file.kind && answer.inner && !TRAVELS[answer.kind].includes(file.kind);
    return isOther ? { name: file.name, kind: "disguised" } : answer;
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
  const HOLD = ["current", "list", "data"];
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
    const said = say(answer.kind, { ...answer.note, title, count: files.length, current: files.filter(each => HOLD.includes(each.kind)).length });
    return answer.kind === "mail" && !answer.inner.length ? `${said}; ${say("none")}` : said;
  };
  const kindOf = answer => {
    if (answer.inner) return answer.inner.length && leaves(answer).every(each => HOLD.includes(each.kind)) ? "good" : "";
    return { current: "good", list: "good", data: "good", replaced: "old", withdrawn: "bad", altered: "bad", called: "bad", unclear: "bad", disguised: "bad", several: "bad" }[answer.kind] || "";
  };
  const item = answer => {
    const made = element("li", kindOf(answer)), { note } = answer;
    made.append(element("p", "file", printable(answer.name)), element("p", "verdict", sentence(answer)));
    if (note && note.illustrative) made.append(element("p", "mark", say("illustrative")));
    if (note && note.ended) made.append(element("p", "more", say("ended", { day: note.ended, later: note.later })));
    if (note && note.address && !HOLD.includes(answer.kind)) {
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
