// Whom to call about a parcel and how to get there: quiet links at the foot of its card.

import { word } from "../map/config.js";
import { el } from "./dom.js";

/** The links of `{phone, wechat_qr, navigate}` as the card has them, or null where there is none. */
export function reachLine({ phone, phone_text: written, wechat_qr: code, navigate }) {
  const links = [
    phone ? el("a", { class: "quiet", href: `tel:${phone}`, text: word("Call %(phone)s", { phone: written }) }) : null,
    elsewhere(navigate?.gaode, word("Gaode map")),
    elsewhere(navigate?.baidu, word("Baidu map")),
    code ? wechat(code) : null,
  ].filter(Boolean);
  return links.length ? el("div", { class: "card-reach" }, ...links) : null;
}

/** A link to another site, which it says. */
function elsewhere(href, text) {
  if (!href) return null;
  const rel = "noopener noreferrer nofollow";
  const title = word("Navigate (opens another site)");
  return el("a", { class: "quiet is-elsewhere", href, target: "_blank", rel, title, "aria-label": `${text}: ${title}`, text });
}

function wechat(code) {
  return el("details", {},
    el("summary", { class: "quiet", text: word("WeChat") }),
    el("img", { src: code, width: 160, height: 160, loading: "lazy", alt: word("QR code of the office's WeChat") }));
}
