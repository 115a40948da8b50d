import { describe, expect, it } from 'vitest';
import { canonicalJson } from '../canonical-json.ts';
import { sectionContentSchema } from './section-schema.ts';
import { storedContent, upcastContent, type ContentOfVersion1 } from './upcast-content.ts';

const when = { all: [{ indicator: 'a', is: ['some'] }] } as const;
const line = (text: string) => [{ type: 'text', text }] as const;
const old: ContentOfVersion1 = {
  type: 'doc',
  content: [
    { type: 'heading', attrs: { level: 2 }, content: line('（一）学法') },
    { type: 'heading', attrs: { level: 3, when }, content: line('1. 会前') },
    { type: 'paragraph', content: line('已完成。') },
    { type: 'paragraph', attrs: { when } },
    {
      type: 'case',
      attrs: {
        id: 'c',
        unitId: 1,
        unitName: '一小',
        revisionId: '01900000-0000-7000-8000-000000000000',
        cell: 'x',
        hash: '0'.repeat(64),
        edited: false,
      },
      content: line('讲座。'),
    },
    {
      type: 'table',
      content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [{ type: 'paragraph' }] }] }],
    },
  ],
};

describe('prose of version 1', () => {
  it('is read in today’s shape, with ids that are the same each time', () => {
    const read = upcastContent(old);
    expect(upcastContent(old)).toEqual(read);
    expect(read.content.map(({ attrs }) => attrs.id)).toEqual([
      'block-1',
      'block-2',
      'block-3',
      'block-4',
      'c',
      'block-6',
    ]);
    expect(read.content[0]).toMatchObject({ attrs: { level: 2, numbering: 'literal' } });
    expect(sectionContentSchema.safeParse({ ...read, version: 2 }).error?.issues).toBeUndefined();
  });

  it('is signed and kept as it was written', () => {
    expect(canonicalJson(storedContent(upcastContent(old)))).toBe(canonicalJson(old));
    const today = { ...upcastContent(old), version: 2 as const };
    expect(storedContent(upcastContent(storedContent(today)))).toEqual(today);
  });

  it('isn’t taken from who writes today', () => {
    expect(sectionContentSchema.safeParse(old).success).toBe(false);
    const [first, ...rest] = upcastContent(old).content;
    const twice = { type: 'doc', version: 2, content: [first, first, ...rest] };
    expect(sectionContentSchema.safeParse(twice).success).toBe(false);
  });
});
