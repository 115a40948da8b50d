import { describe, expect, it } from 'vitest';
import { readPackage } from '../package/index.ts';
import { samplePackage } from '../package/sample-package.ts';
import type { ReportTemplate, SectionContent } from '../report/definition.ts';
import { sectionContentSchema } from '../report/section-schema.ts';
import {
  addChainStep,
  beginOverview,
  changeAt,
  filesOfParts,
  newReportSection,
  partsOfPackage,
  removeReportSection,
  renameCode,
  usesOfCode,
  withFreshIds,
  withLastIssuing,
  type DraftParts,
} from './index.ts';

const parts = partsOfPackage(samplePackage);
const template = parts.get('template.json') as ReportTemplate;
const refusalsOf = (changed: DraftParts): readonly string[] => {
  const read = readPackage(filesOfParts(new Map([...parts, ...changed])));
  return read.ok ? [] : read.refusals.map(({ code, file, path }) => `${code} ${file} ${path}`);
};
const codesOf = (of: ReportTemplate) => [of.sections, of.overview ?? []].map((list) => list.map(({ code }) => code));

/** A table with a merged head, a figure in a cell and a sentence under a condition, as an editor makes them. */
const table: SectionContent = {
  type: 'doc',
  version: 2,
  content: [
    {
      type: 'table',
      attrs: { id: 't' },
      content: [
        {
          type: 'tableRow',
          content: [{ type: 'tableHeader', attrs: { colspan: 2 }, content: [{ type: 'paragraph' }] }],
        },
        {
          type: 'tableRow',
          content: ['a', 'b'].map((id) => ({
            type: 'tableCell',
            content: [
              {
                type: 'paragraph',
                content: [
                  {
                    type: 'sentence',
                    attrs: { id, when: { all: [{ indicator: 'received', is: ['some'] }] } },
                    content: [
                      {
                        type: 'figure',
                        attrs: { id: `figure_${id}`, indicator: 'received', format: { style: 'exact' }, unit: null },
                      },
                    ],
                  },
                ],
              },
            ],
          })),
        },
      ],
    },
  ],
};

describe('sections of a template that is being built', () => {
  it('come with a code that no other has, and are called the same in both texts', () => {
    const made = newReportSection(template, '成效', 1);
    const two = beginOverview({ ...template, sections: [...template.sections, made] });
    expect(codesOf(two)).toEqual([
      ['work', 'section'],
      ['work', 'section'],
    ]);
    // The work of those below isn't their sum: it is written anew.
    expect(two.overview?.every(({ content }) => content.content.length === 0)).toBe(true);
    const renamed = renameCode(
      new Map([['template.json', two]]),
      { kind: 'reportSection', owner: '', code: 'section' },
      'results',
    ).get('template.json') as typeof two;
    expect(codesOf(renamed)).toEqual([
      ['work', 'results'],
      ['work', 'results'],
    ]);
    expect(refusalsOf(new Map([['template.json', renamed]]))).toEqual([]);
  });

  it('go from both texts, or from the second alone, and the second with its last', () => {
    const two = beginOverview({ ...template, sections: [...template.sections, newReportSection(template, '成效', 1)] });
    expect(codesOf(removeReportSection(two, 'sections', 'section'))).toEqual([['work'], ['work']]);
    const one = removeReportSection(two, 'overview', 'section');
    expect(codesOf(one)).toEqual([['work', 'section'], ['work']]);
    expect(removeReportSection(one, 'overview', 'work')).not.toHaveProperty('overview');
  });

  it('have ids of their own where they are there once more', () => {
    let no = 0;
    const fresh = withFreshIds(table, () => `new-${(no += 1)}`);
    expect(sectionContentSchema.parse(fresh)).toEqual(fresh);
    const ids = [...JSON.stringify(fresh).matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id);
    expect(ids).toHaveLength(5);
    expect(new Set(ids).size).toBe(5);
    expect(ids.every((id) => id?.startsWith('new-'))).toBe(true);
    const inBoth = { ...template, sections: [{ ...template.sections[0]!, content: table }] };
    const twice = {
      ...inBoth,
      sections: [...inBoth.sections, { ...inBoth.sections[0]!, code: 'again', content: fresh }],
    };
    expect(refusalsOf(new Map([['template.json', twice]])).filter((one) => !one.includes('balance'))).toEqual([]);
  });
});

describe('an indicator of the draft', () => {
  it('is called otherwise in conditions, cells, blocks and the text on others too', () => {
    const content = changeAt(table, ['content', 0, 'attrs', 'when'], () => ({
      any: [{ indicator: 'received', is: ['some'], scope: { year: 'last' } }],
    }));
    const section = { ...template.sections[0]!, content };
    const changed = renameCode(
      new Map(parts).set('template.json', { ...template, sections: [section], overview: [section] }),
      { kind: 'indicator', owner: '', code: 'received' },
      'incoming',
    );
    expect(JSON.stringify(changed.get('template.json'))).not.toContain('"received"');
    expect(refusalsOf(changed)).toEqual([]);
    const only = new Map(parts).set('template.json', {
      ...beginOverview(template),
      sections: [newReportSection(template, '成效', 1)],
      overview: [section],
      balances: [],
    });
    expect(usesOfCode(only, { kind: 'indicator', owner: '', code: 'received' }).map(({ label }) => label.zh)).toContain(
      section.heading,
    );
  });

  it('that isn’t there is found at the block that speaks of it', () => {
    const wrong = changeAt(table, ['content', 0, 'attrs', 'when'], () => ({
      all: [{ indicator: 'gone', is: ['some'] }],
    }));
    const first = template.sections[0]!;
    const content = { ...wrong, content: [...first.content.content, ...wrong.content] };
    expect(refusalsOf(new Map([['template.json', { ...template, sections: [{ ...first, content }] }]]))).toContain(
      'definition.reference_unknown template.json $.sections[0].content.content[1]',
    );
  });
});

describe('who signs', () => {
  it('may be one more, and the last issues whoever it is', () => {
    const { chain } = samplePackage.programme;
    const more = addChainStep(chain, { zh: '会签', en: 'Joint' });
    expect(more.map(({ code, issues }) => `${code} ${issues}`)).toEqual(['step false', 'issue true']);
    expect(withLastIssuing(more.toReversed()).map(({ code, issues }) => `${code} ${issues}`)).toEqual([
      'issue false',
      'step true',
    ]);
    const head = { ...(parts.get('programme.json') as object), chain: more };
    expect(refusalsOf(new Map([['programme.json', head]]))).toEqual([]);
  });
});

describe('a confidential register', () => {
  it('is called otherwise where forms count from it, in parts that are saved together', () => {
    const changed = renameCode(parts, { kind: 'sensitiveRegister', owner: '', code: 'pupils' }, 'at_risk');
    expect([...changed.keys()]).toEqual(['forms/schools.json', 'registers.json']);
    expect(refusalsOf(changed)).toEqual([]);
  });
});
