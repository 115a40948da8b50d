import { RefusedFile } from '../../refused-file.ts';

export interface XmlHandler {
  /** Names come without their namespace prefix. */
  readonly open?: (name: string, attributes: Attributes) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

/** By local name; prefixed ones also by their full name (`r:id`). */
export type Attributes = ReadonlyMap<string, string>;

const maxDepth = 64;
const tag =
  /<(\/?)([A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)((?:\s+[A-Za-z_][\w.:-]*\s*=\s*(?:"[^"<]*"|'[^'<]*'))*)\s*(\/?)>/y;
const attribute = /([A-Za-z_][\w.:-]*)\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
const noAttributes: Attributes = new Map();

/**
 * Walks through XML of the plain kind that office files hold: elements, attributes, texts, the five entities. A document
 * type, and with it every entity bomb and external entity, is refused; so is what isn't well-formed.
 * @throws {RefusedFile} workbook.unreadable
 */
export function readXml(source: Buffer, handler: XmlHandler): void {
  const xml = decode(source);
  const stack: string[] = [];
  let position = 0;
  while (position < xml.length) {
    const next = xml.indexOf('<', position);
    if (next !== position) {
      const text = unescapeXml(next < 0 ? xml.slice(position) : xml.slice(position, next));
      if (stack.length > 0) handler.text?.(text);
      else if (text.trim() !== '') throw new RefusedFile('workbook.unreadable');
      if (next < 0) break;
      position = next;
    }
    if (xml.startsWith('<!--', position)) position = after(xml, '-->', position + 4);
    else if (xml.startsWith('<?', position)) position = after(xml, '?>', position + 2);
    else if (xml.startsWith('<![CDATA[', position)) {
      const end = after(xml, ']]>', position + 9);
      handler.text?.(xml.slice(position + 9, end - 3));
      position = end;
    } else {
      tag.lastIndex = position;
      const match = tag.exec(xml);
      // A document type doesn't match either.
      if (!match) throw new RefusedFile('workbook.unreadable');
      position = tag.lastIndex;
      const [, closes, , name = '', attributes = '', isEmpty] = match;
      if (closes) {
        if (stack.pop() !== name) throw new RefusedFile('workbook.unreadable');
        handler.close?.(name);
      } else {
        if (stack.length >= maxDepth) throw new RefusedFile('workbook.unreadable');
        handler.open?.(name, attributes === '' ? noAttributes : readAttributes(attributes));
        if (isEmpty) handler.close?.(name);
        else stack.push(name);
      }
    }
  }
  if (stack.length > 0) throw new RefusedFile('workbook.unreadable');
}

function decode(source: Buffer): string {
  if (source.length >= 2 && (source.readUInt16BE(0) === 0xfeff || source.readUInt16BE(0) === 0xfffe))
    throw new RefusedFile('workbook.unreadable');
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(source);
  } catch {
    throw new RefusedFile('workbook.unreadable');
  }
}

function after(xml: string, mark: string, from: number): number {
  const found = xml.indexOf(mark, from);
  if (found < 0) throw new RefusedFile('workbook.unreadable');
  return found + mark.length;
}

function readAttributes(text: string): Attributes {
  const attributes = new Map<string, string>();
  for (const [, name = '', double, single] of text.matchAll(attribute)) {
    const value = unescapeXml(double ?? single ?? '');
    attributes.set(name, value);
    const colon = name.indexOf(':');
    if (colon > 0 && !attributes.has(name.slice(colon + 1))) attributes.set(name.slice(colon + 1), value);
  }
  return attributes;
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

function unescapeXml(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:#(\d{1,7})|#x([\da-fA-F]{1,6})|([A-Za-z]+));|&/g,
    (_, decimal?: string, hex?: string, name?: string) => {
      const code =
        decimal !== undefined ? Number.parseInt(decimal, 10) : hex !== undefined ? Number.parseInt(hex, 16) : undefined;
      if (code !== undefined && code <= 0x10ffff) return String.fromCodePoint(code);
      const character = name === undefined ? undefined : named[name];
      if (character === undefined) throw new RefusedFile('workbook.unreadable');
      return character;
    },
  );
}
