import { ExpressionError } from './error.ts';
import type { ExpressionNode, ParsedExpression } from './node.ts';
import { parseExpression } from './parse.ts';

/** A code within an expression, as it stands in the source. */
export interface Mention {
  /** An element or register, a register's column, an option, or a section (股室) that the unit is asked for. */
  readonly kind: 'asked' | 'column' | 'option' | 'section';
  /** Of a column its register; of an option whatever is compared with it, `register.column` among them. */
  readonly owners: readonly string[];
  readonly code: string;
  readonly from: number;
  readonly to: number;
}

/** What a value may be of: whose answers it holds, which texts it is written as, and of which register it is a row. */
interface Flow {
  readonly owners: readonly string[];
  readonly texts: readonly ExpressionNode[];
  readonly rowsOf: string | null;
}

const nothing: Flow = { owners: [], texts: [], rowsOf: null };
const sectionOfUnit = 'unit.sectionCode';

/**
 * Codes that an expression names; null of one that can't be read yet.
 *
 * @param result whose value it works out: texts that come of it are options of that
 */
export function mentionsIn(source: string, result: string | null = null): readonly Mention[] | null {
  try {
    const parsed = parseExpression(source);
    const reader = new Reader(parsed);
    reader.readAs(parsed.root, result);
    return reader.found;
  } catch (error) {
    if (error instanceof ExpressionError) return null;
    throw error;
  }
}

class Reader {
  readonly found: Mention[] = [];
  readonly #parsed: ParsedExpression;

  constructor(parsed: ParsedExpression) {
    this.#parsed = parsed;
  }

  readAs(root: ExpressionNode, result: string | null): void {
    const flow = this.#flow(root, new Map());
    this.#meet(result === null ? [flow] : [flow, { ...nothing, owners: [result] }]);
  }

  #flow(node: ExpressionNode, bound: ReadonlyMap<string, Flow>): Flow {
    const inner = (one: ExpressionNode): Flow => this.#flow(one, bound);
    switch (node.op) {
      case 'literal':
        return typeof node.value === 'string' ? { ...nothing, texts: [node] } : nothing;
      case 'name':
        return this.#name(node, bound);
      case 'field':
        return this.#field(node, bound);
      case 'cell':
      case 'question':
        this.#cell(node);
        return node.op === 'cell' ? { ...nothing, owners: [node.code] } : nothing;
      case 'list':
        return merged(node.items.map(inner));
      case 'choose':
        this.#meet([inner(node.condition)]);
        return merged([inner(node.then), inner(node.otherwise)]);
      case 'not':
      case 'negate':
        inner(node.of);
        return nothing;
      case 'binary': {
        const sides = [inner(node.left), inner(node.right)];
        if (['==', '!=', 'in'].includes(node.operator)) this.#meet(sides);
        return nothing;
      }
      case 'list_function': {
        const of = inner(node.of);
        return node.name === 'distinct' ? of : nothing;
      }
      case 'macro': {
        const over = inner(node.over);
        const within = new Map(bound).set(node.variable, over);
        if (node.where) this.#flow(node.where, within);
        const body = this.#flow(node.body, within);
        return node.macro === 'filter' ? over : node.macro === 'map' ? body : nothing;
      }
    }
  }

  #name(node: Extract<ExpressionNode, { op: 'name' }>, bound: ReadonlyMap<string, Flow>): Flow {
    const { name } = node;
    const known = bound.get(name);
    if (known) return known;
    if (!this.#parsed.names.has(name)) return nothing;
    this.#tell('asked', [], name, this.#placeOf(node));
    return { owners: [name], texts: [], rowsOf: name };
  }

  #field(node: Extract<ExpressionNode, { op: 'field' }>, bound: ReadonlyMap<string, Flow>): Flow {
    const { of, field } = node;
    if (of.op === 'name' && !bound.has(of.name) && !this.#parsed.names.has(of.name))
      return `${of.name}.${field}` === sectionOfUnit ? { ...nothing, owners: [sectionOfUnit] } : nothing;
    const { rowsOf } = this.#flow(of, bound);
    if (rowsOf === null) return nothing;
    const point = this.#placeOf(node);
    this.#tell('column', [rowsOf], field, point === null ? null : this.#parsed.source.indexOf(field, point + 1));
    return { ...nothing, owners: [`${rowsOf}.${field}`] };
  }

  #cell(node: Extract<ExpressionNode, { op: 'cell' | 'question' }>): void {
    const [code, key] = this.#parsed.places.get(node) ?? [];
    this.#tellText('asked', [], node.code, code);
    if (node.key !== null && node.key !== '') this.#tellText('option', [node.code], node.key, key);
  }

  /** What is compared, or comes of one expression, is of the same kind. */
  #meet(flows: readonly Flow[]): void {
    const { owners, texts } = merged(flows);
    for (const text of texts)
      if (text.op === 'literal' && owners.length > 0) {
        const options = owners.filter((owner) => owner !== sectionOfUnit);
        const at = this.#placeOf(text) ?? undefined;
        if (options.length < owners.length) this.#tellText('section', [], String(text.value), at);
        if (options.length > 0) this.#tellText('option', options, String(text.value), at);
      }
  }

  /** A text in quotes; of a cell’s key each of the options that it joins. */
  #tellText(kind: Mention['kind'], owners: readonly string[], text: string, quote: number | undefined): void {
    // What is written with escapes names nothing: no code needs any.
    if (quote === undefined || this.#parsed.source.slice(quote + 1, quote + 1 + text.length) !== text) return;
    let at = quote + 1;
    for (const code of kind === 'option' ? text.split('.') : [text]) {
      this.#tell(kind, owners, code, at);
      at += code.length + 1;
    }
  }

  #tell(kind: Mention['kind'], owners: readonly string[], code: string, from: number | null): void {
    if (from !== null && from >= 0) this.found.push({ kind, owners, code, from, to: from + code.length });
  }

  #placeOf(node: ExpressionNode): number | null {
    return this.#parsed.places.get(node)?.[0] ?? null;
  }
}

function merged(flows: readonly Flow[]): Flow {
  return {
    owners: [...new Set(flows.flatMap(({ owners }) => owners))],
    texts: flows.flatMap(({ texts }) => texts),
    rowsOf: flows.find(({ rowsOf }) => rowsOf !== null)?.rowsOf ?? null,
  };
}
