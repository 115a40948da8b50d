import { pathOf, quoted, type Fault } from './refusal.ts';

/** A template's table is 22 levels deep. */
const maxDepth = 40;
/** More than any list of a programme. */
const maxItems = 2000;

/** How many values may still be read; each of them can be wrong in several ways, and a refusal tells them all. */
export interface ValueBudget {
  left: number;
}

export type StrictJson =
  { readonly value: unknown; readonly fault?: undefined } | { readonly value?: undefined; readonly fault: Fault };

/**
 * JSON from outside: as RFC 8259 has it, but a key stands once, none is one that every object has (`__proto__`),
 * nothing is deeper or longer than any package needs, and texts can be printed. Texts come out in NFC, their lines
 * ended by LF.
 */
export function readStrictJson(source: string, budget: ValueBudget): StrictJson {
  const reader = new Reader(source.startsWith('\ufeff') ? source.slice(1) : source, budget);
  try {
    return { value: reader.read() };
  } catch (error) {
    if (error instanceof JsonFault) return { fault: error.fault };
    throw error;
  }
}

class JsonFault extends Error {
  readonly fault: Fault;

  constructor(fault: Fault) {
    super(fault.code);
    this.fault = fault;
  }
}

const number = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const blank = /[ \t\n\r]*/y;
const words = new Map<string, unknown>([
  ['true', true],
  ['false', false],
  ['null', null],
]);
const quote = 0x22;
const backslash = 0x5c;
const firstPrintable = 0x20;
/** Controls but tab and line feed, and marks that turn the direction of a text: they hide what is written. */
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/;

class Reader {
  readonly #source: string;
  readonly #path: (string | number)[] = [];
  readonly #budget: ValueBudget;
  #at = 0;

  constructor(source: string, budget: ValueBudget) {
    this.#source = source;
    this.#budget = budget;
  }

  read(): unknown {
    this.#skipBlank();
    const value = this.#value();
    this.#skipBlank();
    if (this.#at < this.#source.length) throw this.#malformed();
    return value;
  }

  #value(): unknown {
    this.#budget.left -= 1;
    if (this.#budget.left < 0) throw this.#fault('package.too_many_values', {});
    const char = this.#source[this.#at];
    if (char === '{' || char === '[') {
      if (this.#path.length >= maxDepth) throw this.#fault('package.too_deep', { levels: maxDepth });
      return char === '{' ? this.#object() : this.#array();
    }
    if (char === '"') return this.#text();
    for (const [word, value] of words)
      if (this.#source.startsWith(word, this.#at)) return this.#take(word.length, value);
    number.lastIndex = this.#at;
    const digits = number.exec(this.#source)?.[0];
    if (digits === undefined) throw this.#malformed();
    // There is no -0 in what is written.
    return this.#take(digits.length, Number(digits) + 0);
  }

  #object(): unknown {
    const object: Record<string, unknown> = {};
    this.#list('}', () => {
      if (this.#source[this.#at] !== '"') throw this.#malformed();
      const key = this.#text();
      if (key in {} || key === 'prototype') throw this.#fault('package.key_reserved', { key: quoted(key) });
      if (Object.hasOwn(object, key)) throw this.#fault('package.key_twice', { key: quoted(key) });
      this.#skipBlank();
      if (this.#source[this.#at] !== ':') throw this.#malformed();
      this.#at += 1;
      this.#skipBlank();
      object[key] = this.#within(key);
    });
    return object;
  }

  #array(): unknown {
    const array: unknown[] = [];
    this.#list(']', () => {
      if (array.length >= maxItems) throw this.#fault('package.too_much', { maximum: maxItems });
      array.push(this.#within(array.length));
    });
    return array;
  }

  #within(step: string | number): unknown {
    this.#path.push(step);
    const value = this.#value();
    this.#path.pop();
    return value;
  }

  /** From the opening bracket to past the closing one. */
  #list(end: '}' | ']', item: () => void): void {
    this.#at += 1;
    this.#skipBlank();
    if (this.#source[this.#at] === end) {
      this.#at += 1;
      return;
    }
    for (;;) {
      item();
      this.#skipBlank();
      const char = this.#source[this.#at];
      if (char !== ',' && char !== end) throw this.#malformed();
      this.#at += 1;
      if (char === end) return;
      this.#skipBlank();
    }
  }

  #text(): string {
    const start = this.#at;
    let end = start + 1;
    for (let code = this.#source.charCodeAt(end); code !== quote; code = this.#source.charCodeAt(end)) {
      if (Number.isNaN(code) || code < firstPrintable) {
        this.#at = end;
        throw this.#malformed();
      }
      end += code === backslash ? 2 : 1;
    }
    const text = this.#unescaped(this.#source.slice(start, end + 1)).replace(/\r\n?/g, '\n');
    if (unprintable.test(text) || !text.isWellFormed()) throw this.#fault('package.text_unprintable', {});
    this.#at = end + 1;
    return text.normalize('NFC');
  }

  #unescaped(literal: string): string {
    try {
      return String(JSON.parse(literal));
    } catch {
      throw this.#malformed();
    }
  }

  #skipBlank(): void {
    blank.lastIndex = this.#at;
    blank.exec(this.#source);
    this.#at = blank.lastIndex;
  }

  #take<T>(length: number, value: T): T {
    this.#at += length;
    return value;
  }

  #malformed(): JsonFault {
    const before = this.#source.slice(0, this.#at).split('\n');
    return this.#fault('package.malformed', { line: before.length, column: (before.at(-1)?.length ?? 0) + 1 });
  }

  #fault(code: Fault['code'], params: Fault['params']): JsonFault {
    return new JsonFault({ code, path: pathOf(this.#path), params });
  }
}
