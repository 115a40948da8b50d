import {
  scopeOfKey,
  type Condition,
  type FigureNode,
  type FigureState,
  type InlineNode,
  type TextNode,
} from '@huibao/domain';

/**
 * A line as a person types it, its figures in brackets and what is printed under a condition in braces:
 * `{found=some: 发现问题〔found〕}{found=zero: 未发现问题}，整改率〔share/percent〕`. A figure that isn't of the whole year says of
 * what it is: `〔letters@last:〕`.
 *
 * @param id begins the ids of its figures and sentences, which stand once in a report
 */
export function writtenLine(line: string, id: string): readonly InlineNode[] {
  let no = 0;
  const words = (text: string): readonly (FigureNode | TextNode)[] =>
    text.split(/(〔[^〕]+〕)/u).flatMap((part): readonly (FigureNode | TextNode)[] => {
      if (part === '') return [];
      if (!part.startsWith('〔')) return [{ type: 'text', text: part }];
      return [figure(part.slice(1, -1), `${id}-${(no += 1)}`)];
    });
  return line.split(/(\{[^}]+\})/u).flatMap((part): readonly InlineNode[] => {
    if (!part.startsWith('{')) return words(part);
    const at = part.indexOf(': ');
    const attrs = { id: `${id}-s${(no += 1)}`, when: condition(part.slice(1, at)) };
    return [{ type: 'sentence', attrs, content: words(part.slice(at + 2, -1)) }];
  });
}

function figure(named: string, id: string): FigureNode {
  const [of = '', style] = named.split('/');
  const { indicator, scope } = scoped(of);
  const format = style === 'percent' ? ({ style, decimals: 1 } as const) : ({ style: 'exact' } as const);
  return { type: 'figure', attrs: { id, indicator, format, unit: null, ...(scope ? { scope } : {}) } };
}

function condition(named: string): Condition {
  return {
    all: named.split(',').map((one) => {
      const [of = '', states = ''] = one.split('=');
      const { indicator, scope } = scoped(of);
      return { indicator, is: states.split('/') as FigureState[], ...(scope ? { scope } : {}) };
    }),
  };
}

function scoped(named: string) {
  const [indicator = '', key = ''] = named.split('@');
  return { indicator, scope: scopeOfKey(key) };
}
