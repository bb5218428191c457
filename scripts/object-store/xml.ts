import { S3Error } from '@/scripts/object-store/errors';

export interface XmlNode {
  name: string;
  text: string;
  children: XmlNode[];
}

const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };
const namespace = 'http://s3.amazonaws.com/doc/2006-03-01/';
const maxDepth = 10;

/** One element, its text escaped. */
export function leaf(name: string, text: string | number | boolean): string {
  return `<${name}>${escapeXml(String(text))}</${name}>`;
}

/** One element around elements already written; absent ones are left out. */
export function branch(name: string, children: (string | undefined)[]): string {
  return `<${name}>${children.filter((child) => child !== undefined).join('')}</${name}>`;
}

/** A whole document with the S3 namespace on its root. */
export function document(root: string, children: (string | undefined)[]): string {
  const inside = children.filter((child) => child !== undefined).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<${root} xmlns="${namespace}">${inside}</${root}>`;
}

/** Escapes text for an element; carriage returns too, which parsers would otherwise turn into line feeds. */
export function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')
    .replaceAll('\r', '&#13;');
}

/** True when every character may appear in an XML 1.0 document. */
export function isXmlText(text: string): boolean {
  // oxlint-disable-next-line no-control-regex
  return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/.test(text);
}

/** Reads a small document strictly: elements and text only; DTDs, CDATA and unknown entities are refused. */
export function parseXml(source: string): XmlNode {
  const text = source.replace(/^\ufeff/, '').replace(/^\s*<\?xml[^?]*\?>/, '');
  const root: XmlNode = { name: '', text: '', children: [] };
  const open: XmlNode[] = [root];
  const token =
    /<!--(?:(?!--)[^])*-->|<(\/?)([A-Za-z_][\w.:-]*)((?:\s+[\w.:-]+\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>|([^<]+)/gy;
  let position = 0;
  for (const match of text.matchAll(token)) {
    position = match.index + match[0].length;
    const [, closing, name, , selfClosing, characters] = match;
    const parent = open.at(-1) ?? root;
    if (characters !== undefined) parent.text += unescapeXml(characters);
    else if (name !== undefined && closing === '/') {
      if (open.length < 2 || parent.name !== localName(name)) throw new S3Error('MalformedXML');
      open.pop();
    } else if (name !== undefined) {
      const node: XmlNode = { name: localName(name), text: '', children: [] };
      parent.children.push(node);
      if (selfClosing !== '/') open.push(node);
      if (open.length > maxDepth) throw new S3Error('MalformedXML');
    }
  }
  const [only, ...others] = root.children;
  const whole = position === text.length && open.length === 1 && root.text.trim() === '';
  if (!whole || !only || others.length > 0) throw new S3Error('MalformedXML');
  return only;
}

/** The texts of the children of that name. */
export function textsOf(node: XmlNode, name: string): string[] {
  return node.children.filter((child) => child.name === name).map((child) => child.text.trim());
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function unescapeXml(text: string): string {
  return text.replace(/&([^;&]*)(;?)/g, (_whole, body: string, end: string) => {
    const plain = entities[body];
    if (end && plain !== undefined) return plain;
    const number = /^#x([0-9a-fA-F]{1,6})$/.exec(body)?.[1] ?? /^#(\d{1,7})$/.exec(body)?.[1];
    const code = number === undefined ? NaN : parseInt(number, body.startsWith('#x') ? 16 : 10);
    if (!end || !(code > 0 && code <= 0x10ffff)) throw new S3Error('MalformedXML');
    return String.fromCodePoint(code);
  });
}
