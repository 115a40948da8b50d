import sax from 'sax';
import { RefusedFile } from '../../refused-file.ts';

export interface XmlHandler {
  /** Names come without their namespace prefix. */
  readonly open?: (name: string, attributes: Attributes) => void;
  readonly text?: (text: string) => void;
  readonly close?: (name: string) => void;
}

/** By local name; prefixed ones also by their full name (`r:id`). */
export type Attributes = ReadonlyMap<string, string>;

const ordinaryDepth = 64;
/** Only the five entities of XML: those of HTML are unknown ones here. */
const options = { trim: false, strictEntities: true };

/**
 * Walks through XML of the plain kind that office files hold: elements, attributes, texts, the five entities. A
 * document type, and with it every entity bomb and external entity, is refused; so is what isn't well-formed.
 * @throws {RefusedFile} workbook.unreadable
 */
export function readXml(source: Buffer, handler: XmlHandler, maxDepth = ordinaryDepth): void {
  const parser = sax.parser(true, options);
  let depth = 0;
  parser.onerror = refuse;
  parser.ondoctype = refuse;
  parser.onopentag = ({ name, attributes }) => {
    depth += 1;
    if (depth > maxDepth) refuse();
    handler.open?.(localName(name), byLocalName(attributes));
  };
  parser.ontext = parser.oncdata = (text) => handler.text?.(text);
  parser.onclosetag = (name) => {
    depth -= 1;
    handler.close?.(localName(name));
  };
  const text = decode(source);
  try {
    parser.write(text).close();
  } catch (error) {
    // An attribute called hasOwnProperty takes that of the parser's own object away: its failure is the file's fault.
    throw isParsers(error) ? unreadable() : error;
  }
}

/** Errors of the handlers go through as they are. */
function isParsers(error: unknown): boolean {
  return error instanceof TypeError && error.message.includes('hasOwnProperty');
}

function unreadable(): RefusedFile {
  return new RefusedFile('workbook.unreadable');
}

function refuse(): never {
  throw unreadable();
}

function decode(source: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(source);
  } catch {
    return refuse();
  }
}

function localName(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

const none: Attributes = new Map();

function byLocalName(attributes: Readonly<Record<string, unknown>>): Attributes {
  const names = Object.keys(attributes);
  if (names.length === 0) return none;
  const found = new Map<string, string>();
  for (const name of names) {
    const value = String(attributes[name]);
    found.set(name, value);
    if (name.includes(':') && !found.has(localName(name))) found.set(localName(name), value);
  }
  return found;
}
