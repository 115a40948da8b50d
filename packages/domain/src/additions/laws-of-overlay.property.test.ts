import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FigureScope } from '../figure/figure-scope.ts';
import type { FormDefinition } from '../form/definition.ts';
import type { IndicatorDefinition } from '../indicator/definition.ts';
import type { ProgrammePackage } from '../package/package-files.ts';
import type { BlockNode, InlineNode, TemplateSection } from '../report/definition.ts';
import { samplePackage } from '../package/sample-package.ts';
import { noAdditions, placeSections, type AddedSection, type Additions } from './additions.ts';
import { misfits } from './fit-base.ts';
import { leaveBehind } from './leave-behind.ts';
import { orderOf, orderSections } from './order-sections.ts';
import {
  keptOver,
  keyOfParagraph,
  mergeWordings,
  paragraphsOf,
  rewordable,
  withWordings,
  type OwnWording,
} from './own-wording.ts';

// What a level lays over its superior's report, whatever that says next year.

type Sections = readonly TemplateSection[];

const words = (text: string): readonly InlineNode[] => (text === '' ? [] : [{ type: 'text', text }]);
const section = (code: string, level: 1 | 2, movable: boolean, blocks: readonly BlockNode[]): TemplateSection => ({
  code,
  heading: code,
  level,
  numbering: 'auto',
  required: false,
  guidance: { zh: code, en: code },
  ...(movable ? { movable } : {}),
  content: { type: 'doc', version: 2, content: blocks },
});

/** Few texts and few ids, so that two of them meet. */
const someText = fc.constantFrom('', '甲', '乙', '丙');
const ids = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6'];

/** A base's text of one year: sections with some of six paragraphs each, in some order, behind a heading. */
const someBase: fc.Arbitrary<Sections> = fc
  .record({
    shuffled: fc.shuffledSubarray(ids),
    texts: fc.array(someText, { minLength: 6, maxLength: 6 }),
    heads: fc.array(fc.tuple(fc.constantFrom<1 | 2>(1, 2), fc.boolean()), { minLength: 1, maxLength: 6 }),
  })
  .map(({ shuffled, texts, heads }) =>
    heads.map(([level, movable], at) => {
      // An id stands once in its section, and in others besides.
      const own = shuffled.filter((_, index) => (index + at) % 2 === 0);
      return section(`s${at}`, level, movable, [
        { type: 'heading', attrs: { id: `h${at}`, level: 2, numbering: 'auto' }, content: words('标题') },
        ...own.map((id): BlockNode => {
          const content = words(texts[(ids.indexOf(id) + at) % ids.length] ?? '');
          return { type: 'paragraph', attrs: { id }, ...(content.length > 0 ? { content } : {}) };
        }),
      ]);
    }),
  );

/** Own words for some of what a base says. */
const someWordings = (base: Sections): fc.Arbitrary<readonly OwnWording[]> => {
  const paragraphs = base.flatMap((section) => rewordable(section).map((block) => ({ section: section.code, block })));
  return fc.array(fc.tuple(fc.nat(), fc.constantFrom('甲', '乙', '丙')), { maxLength: 6 }).map((chosen) =>
    [...new Map(chosen.map(([at, text]) => [paragraphs[at % paragraphs.length], text] as const))].flatMap(
      ([place, text]): readonly OwnWording[] =>
        place
          ? [
              {
                in: 'sections',
                section: place.section,
                block: place.block.attrs.id,
                over: place.block.content ?? [],
                words: words(text),
              },
            ]
          : [],
    ),
  );
};

const year = someBase.chain((base) => fc.record({ base: fc.constant(base), own: someWordings(base), next: someBase }));
const saidIn = (sections: Sections) =>
  new Map([...paragraphsOf({ sections })].map(([id, { content = [] }]) => [id, content]));
const keysOf = (of: readonly OwnWording[]) => of.map(keyOfParagraph).toSorted();
const merge = (sections: Sections, own: readonly OwnWording[]) => mergeWordings({ sections }, own);
const worded = (sections: Sections, own: readonly OwnWording[]) => withWordings({ sections }, own).sections;

describe('own words over a report from above', () => {
  it('stand where nothing moved', () => {
    fc.assert(
      fc.property(year, ({ base, own }) => {
        const { standing, moved, same } = merge(base, own);
        expect(moved).toEqual([]);
        const printed = saidIn(worded(base, standing));
        for (const one of own) expect(printed.get(keyOfParagraph(one))).toEqual(one.words);
        for (const { over, words: said } of same) expect(said).toEqual(over);
      }),
    );
  });

  it('are the base’s where only the base moved, and told where both did; none is lost', () => {
    fc.assert(
      fc.property(year, ({ own, next }) => {
        const { standing, moved, same } = merge(next, own);
        expect(keysOf([...standing, ...moved.map(({ wording }) => wording), ...same])).toEqual(keysOf(own));
        const now = saidIn(next);
        const printed = saidIn(worded(next, standing));
        for (const [block, said] of now)
          if (!standing.some((one) => keyOfParagraph(one) === block)) expect(printed.get(block)).toEqual(said);
        for (const one of standing) expect(now.get(keyOfParagraph(one))).toEqual(one.over);
        for (const { wording, now: said } of moved) {
          expect(said).toEqual(now.get(keyOfParagraph(wording)) ?? null);
          expect(said).not.toEqual(wording.over);
          expect(said).not.toEqual(wording.words);
          expect(wording.words).not.toEqual(wording.over);
        }
        // Where it says by now what the level says, or the level never said otherwise, nothing of its own is left.
        for (const one of same) expect([one.over, now.get(keyOfParagraph(one)) ?? null]).toContainEqual(one.words);
      }),
    );
  });

  it('come to the same merged twice, in any order, and through a year between that left them alone', () => {
    fc.assert(
      fc.property(year, fc.nat(), ({ base, own, next }, by) => {
        const once = merge(next, own);
        expect(merge(next, once.standing).standing).toEqual(once.standing);
        const turned = [...own.slice(by % (own.length || 1)), ...own.slice(0, by % (own.length || 1))];
        expect(keysOf(merge(next, turned).standing)).toEqual(keysOf(once.standing));
        expect(worded(next, turned)).toEqual(worded(next, own));
        const between = merge(base, own);
        expect(merge(next, between.standing).standing).toEqual(
          once.standing.filter((one) => between.standing.includes(one)),
        );
      }),
    );
  });

  it('stand again once somebody said so, over what the paragraph says then', () => {
    fc.assert(
      fc.property(year, ({ own, next }) => {
        const kept = merge(next, own).moved.flatMap(({ wording, now }) => (now ? [keptOver(wording, now)] : []));
        const again = merge(next, kept);
        expect([again.standing, again.moved]).toEqual([kept, []]);
        const printed = saidIn(worded(next, kept));
        for (const one of kept) expect(printed.get(keyOfParagraph(one))).toEqual(one.words);
      }),
    );
  });

  it('change words and nothing else', () => {
    fc.assert(
      fc.property(year, ({ base, own }) => {
        const bare = (sections: Sections) =>
          sections.map(({ content, ...head }) => [
            head,
            content.content.map((block) => (block.type === 'paragraph' ? block.attrs : block)),
          ]);
        expect(bare(worded(base, own))).toEqual(bare(base));
        expect(worded(base, [])).toBe(base);
      }),
    );
  });
});

describe('an order of one’s own', () => {
  const codes = (sections: Sections) => sections.map(({ code }) => code);
  const someOrder = fc.shuffledSubarray(['s0', 's1', 's2', 's3', 's4', 's5', 'gone']);

  it('loses no section, leaves every other in its place, and keeps what is below with it', () => {
    fc.assert(
      fc.property(someBase, someOrder, (base, order) => {
        const arranged = orderSections(base, order);
        expect(codes(arranged).toSorted()).toEqual(codes(base).toSorted());
        const parents = (sections: Sections) => {
          let head = '';
          return new Map(
            sections.map(({ code, level }, index) => {
              if (level === 1 || index === 0) head = code;
              return [code, head];
            }),
          );
        };
        expect([...parents(arranged)].toSorted()).toEqual([...parents(base)].toSorted());
        const isHead = ({ level }: TemplateSection, index: number): boolean => level === 1 || index === 0;
        const heads = (sections: Sections) => sections.filter(isHead);
        for (const [index, head] of heads(base).entries()) if (!head.movable) expect(heads(arranged)[index]).toBe(head);
      }),
    );
  });

  it('is what is read off the sections as they stand, twice as once', () => {
    fc.assert(
      fc.property(someBase, someOrder, (base, order) => {
        const arranged = orderSections(base, order);
        expect(codes(orderSections(base, orderOf(base, arranged)))).toEqual(codes(arranged));
        expect(codes(orderSections(arranged, order))).toEqual(codes(arranged));
        expect(orderSections(base, [])).toBe(base);
      }),
    );
  });

  it('takes no section of the level’s own from its place', () => {
    fc.assert(
      fc.property(someBase, someOrder, fc.nat(), (base, order, at) => {
        const after = base[at % base.length]?.code ?? '';
        const { movable: _movable, ledger: _ledger, ...own } = section('own', 2, false, []);
        const added: AddedSection = { after, section: own };
        const placed = codes(placeSections(orderSections(base, order), [added]));
        expect(placed[placed.indexOf(after) + 1]).toBe('own');
        expect(placed.filter((code) => code !== 'own')).toEqual(codes(orderSections(base, order)));
      }),
    );
  });
});

describe('what a level added, in a year in which less of the base is there', () => {
  const sampled = samplePackage.programme;
  const [, sectionsForm] = sampled.forms;
  const [received] = sampled.indicators;
  if (!sectionsForm || !received) throw new RangeError('a form and an indicator');
  /** Of the sample, with some of three sections and without some of its indicators. */
  const baseOf = (places: readonly string[], codes: readonly string[]): ProgrammePackage => {
    const { balances: _balances, ...template } = sampled.template;
    const indicators = sampled.indicators.filter(({ code }) => codes.includes(code));
    const text = places.map((code) => section(code, 1, false, []));
    return { ...samplePackage, programme: { ...sampled, indicators, template: { ...template, sections: text } } };
  };
  const places = ['work', 'more', 'rest'];
  const base = baseOf(places, ['received', 'meetings']);
  const someNext = fc
    .tuple(fc.subarray(places, { minLength: 1 }), fc.subarray(['received', 'meetings']))
    .map(([kept, codes]) => baseOf(kept, codes));
  const named = (code: string) => ({ code, label: { zh: code, en: code } });
  const ownForm: FormDefinition = {
    ...sectionsForm,
    code: 'bureau_1_form',
    appliesTo: { kinds: ['section'], sectionCodes: ['bureau_1_sport', 'policy'] },
    sections: sectionsForm.sections.map((one) => ({
      ...one,
      blocks: one.blocks.map((block) =>
        block.kind === 'fields'
          ? { ...block, elements: block.elements.map((element) => ({ ...element, code: 'bureau_1_runs' })) }
          : block,
      ),
    })),
  };
  const someScope = fc.constantFrom<FigureScope | undefined>(
    undefined,
    { whose: 'own' },
    { whose: 'below', year: 'last' },
  );
  const someAdded = fc
    .record({
      texts: fc.array(
        fc.record({
          after: fc.constantFrom(...places),
          in: fc.constantFrom(undefined, 'sections' as const, 'overview' as const),
          prints: fc.constantFrom('received', 'meetings', 'bureau_1_total', 'bureau_1_scaled'),
          scope: someScope,
        }),
        { maxLength: 4 },
      ),
      per: fc.constantFrom('received', 'meetings'),
      balanced: fc.constantFrom('received', 'meetings', 'bureau_1_scaled'),
    })
    .map(({ texts, per, balanced }): Additions => {
      const indicator = (code: string, more: Partial<IndicatorDefinition>): IndicatorDefinition => ({
        ...received,
        code,
        label: { zh: code, en: code },
        group: 'bureau_1_group',
        operator: { op: 'total', of: { element: 'bureau_1_runs', take: 'sum' } },
        ...more,
      });
      return {
        base: { programme: 'sample', year: 2024, hash: 'a'.repeat(64) },
        ...noAdditions,
        askedSections: [named('bureau_1_sport')],
        unitGroups: [named('bureau_1_boarding')],
        forms: [ownForm],
        indicatorGroups: [named('bureau_1_group')],
        indicators: [indicator('bureau_1_total', {}), indicator('bureau_1_scaled', { scale: { per, times: '10' } })],
        sections: texts.map((text, index): AddedSection => {
          const { movable: _movable, ledger: _ledger, ...own } = section(`bureau_1_s${index}`, 2, false, []);
          const attrs = {
            id: `bureau_1_f${index}`,
            indicator: text.prints,
            format: { style: 'exact' as const },
            unit: null,
            ...(text.scope ? { scope: text.scope } : {}),
          };
          const line = { type: 'paragraph' as const, content: [{ type: 'figure' as const, attrs }] };
          const row = { type: 'tableRow' as const, content: [{ type: 'tableCell' as const, content: [line] }] };
          const table: BlockNode = { type: 'table', attrs: { id: `t${index}` }, content: [row] };
          const content = { ...own.content, content: [table] };
          return { after: text.after, ...(text.in ? { in: text.in } : {}), section: { ...own, content } };
        }),
        balances: [{ ...named('bureau_1_balance'), left: ['bureau_1_total'], relation: 'equal', right: [balanced] }],
      };
    });

  /** Round by round, as it is carried: what is left takes what hangs on it along. */
  function carry(next: ProgrammePackage, added: Additions) {
    const left = new Set<string>();
    let additions = added;
    for (let refusals = misfits(next, additions, 'bureau'); refusals.length > 0;) {
      const remainder = leaveBehind(next, additions, refusals);
      expect(remainder.left.length).toBeGreaterThan(0);
      for (const { part, code } of remainder.left) if (part !== 'place') left.add(code);
      ({ additions } = remainder);
      refusals = misfits(next, additions, 'bureau');
    }
    return { additions, left };
  }
  const codesIn = ({ forms, indicators, sections, balances }: Additions): readonly string[] =>
    [...forms, ...indicators, ...sections.map((one) => one.section), ...balances].map(({ code }) => code);

  it('comes along or is told, each part as it was, with its names, its text and whose its figures are', () => {
    fc.assert(
      fc.property(someAdded, someNext, (added, next) => {
        expect(carry(base, added)).toEqual({ additions: added, left: new Set() });
        const { additions, left } = carry(next, added);
        expect([...codesIn(additions), ...left].toSorted()).toEqual([...codesIn(added)].toSorted());
        expect([additions.askedSections, additions.unitGroups]).toEqual([added.askedSections, added.unitGroups]);
        const known = new Set(next.programme.template.sections.map(({ code }) => code));
        for (const { after, ...kept } of additions.sections) {
          const before = added.sections.find((one) => one.section.code === kept.section.code);
          expect({ ...kept, after: before?.after }).toEqual(before);
          expect(after).toBe(known.has(before?.after ?? '') ? before?.after : [...known].at(-1));
        }
        // Nobody's word but the base's takes a part away.
        const gone = ['received', 'meetings'].filter(
          (code) => !next.programme.indicators.some((one) => one.code === code),
        );
        if (gone.length === 0) expect(left).toEqual(new Set());
      }),
      { numRuns: 60 },
    );
  });
});
