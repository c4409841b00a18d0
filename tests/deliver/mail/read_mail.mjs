// How two mail libraries of npm read the mails named on the command line, told as one line of JSON for each.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(process.cwd() + "/");
const [, , library, ...files] = process.argv;

const told = (type, name, content) => ({
  type,
  name,
  sha256: createHash("sha256").update(Buffer.from(content)).digest("hex"),
});

async function mailparser(content) {
  const mail = await require("mailparser").simpleParser(content);
  return {
    subject: mail.subject,
    to: mail.to.value.map(({ name, address }) => [name, address]),
    id: mail.messageId,
    pictures: mail.attachments.filter((each) => each.related).map((each) => each.cid),
    attached: mail.attachments
      .filter((each) => each.contentDisposition === "attachment")
      .map((each) => told(each.contentType, each.filename, each.content)),
  };
}

async function postalMime(content) {
  const PostalMime = require("postal-mime").default ?? require("postal-mime");
  const mail = await PostalMime.parse(content);
  return {
    subject: mail.subject,
    to: mail.to.map(({ name, address }) => [name, address]),
    id: mail.messageId,
    pictures: mail.attachments.filter((each) => each.related).map((each) => each.contentId.replace(/[<>]/g, "")),
    attached: mail.attachments
      .filter((each) => each.disposition === "attachment")
      .map((each) => told(each.mimeType, each.filename, each.content)),
  };
}

const read = { mailparser, "postal-mime": postalMime }[library];
for (const file of files) console.log(JSON.stringify(await read(readFileSync(file))));
